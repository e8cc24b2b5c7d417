// A preview shows an edited page by itself. MkDocs writes an inline script into the page for that, which the page's policy
// forbids like any other: only the build and the page that it names are read from it.
(() => {
  const [, built, page] = document.body.lastElementChild.textContent.match(/livereload\((\d+), (\d+)\)/) ?? []
  let asked

  const ask = async () => {
    asked = new AbortController()
    const { signal } = asked
    const newest = await fetch(`/livereload/${built}/${page}`, { signal }).then(answer => answer.text(), () => "")
    if (Number(newest) > Number(built)) location.reload()
    else if (!signal.aborted) setTimeout(ask, newest ? 0 : 3000) // after a minute the server answers that nothing is new
  }

  // A browser opens few connections to one host: a page that is out of sight leaves its own.
  const look = () => document.hidden ? asked?.abort() : ask()
  if (built) {
    look()
    document.addEventListener("visibilitychange", look)
  }
})()

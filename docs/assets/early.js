// Before anything is painted: that there are scripts, and the colours that the reader chose. What the theme writes
// into every page as inline scripts stands here, so that the content security policy needs no exception for them.
window.__md_scope = new URL("..", document.currentScript.src)
window.__md_get = (key, storage = localStorage, scope = __md_scope) => JSON.parse(storage.getItem(`${scope.pathname}.${key}`))
window.__md_set = (key, value, storage = localStorage, scope = __md_scope) => {
  try { storage.setItem(`${scope.pathname}.${key}`, JSON.stringify(value)) } catch { /* storage may be closed: the choice lasts as long as the page */ }
}
{
  const root = document.documentElement
  root.classList.replace("no-js", "js")
  new MutationObserver((_, observer) => { // until there is a body
    if (!document.body) return
    observer.disconnect()
    const chosen = __md_get("__palette")?.color ?? { scheme: matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default" }
    for (const [name, value] of Object.entries(chosen)) document.body.setAttribute(`data-md-color-${name}`, value)
  }).observe(root, { childList: true })
}

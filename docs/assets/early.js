// Before anything is painted: that there are scripts, and the colours that the reader chose. What the theme writes
// into every page as inline scripts stands here, so that the content security policy needs no exception for them.
window.__md_scope = new URL("..", document.currentScript.src)
window.__md_get = (key, storage = localStorage, scope = __md_scope) => JSON.parse(storage.getItem(`${scope.pathname}.${key}`))
window.__md_set = (key, value, storage = localStorage, scope = __md_scope) => {
  try { storage.setItem(`${scope.pathname}.${key}`, JSON.stringify(value)) } catch { /* storage may be closed: the choice lasts as long as the page */ }
}
{
  const root = document.documentElement
  root.className = "js js-focus-visible" // the second is the theme's, which would add it late and have all styles computed anew
  const dark = matchMedia("(prefers-color-scheme: dark)")
  const paint = () => { document.body.dataset.mdColorScheme = __md_get("__palette")?.color.scheme ?? (dark.matches ? "slate" : "default") }
  dark.addEventListener("change", paint)
  new MutationObserver((_, observer) => { // until there is a body
    if (!document.body) return
    observer.disconnect()
    paint()
  }).observe(root, { childList: true })
}

// On the page of a wrong address: those whose addresses share most pairs of letters with the one asked for come first.
(() => {
  const NEAR = 0.45, MOST = 3
  const list = document.querySelector("[data-hb-pages]")
  const root = new URL(list.dataset.hbPages, location).pathname.replace(/index\.html$/, "")
  const pairs = text => Array.from(text.slice(1), (letter, i) => text[i] + letter)
  const dice = (one, other) => {
    const [own, theirs] = [pairs(one), new Set(pairs(other))]
    return 2 * own.filter(pair => theirs.has(pair)).length / (own.length + theirs.size || 1)
  }
  const parts = path => { // the whole counts less than the name at its end
    const whole = path.slice(root.length).toLowerCase().replace(/\/?(index)?(\.\w+)?$/, "")
    return [whole, whole.split("/").at(-1)]
  }
  const asked = parts(location.pathname)
  const likeness = ({ pathname }) => {
    const [whole, name] = parts(pathname)
    return 0.3 * dice(asked[0], whole) + 0.7 * dice(asked[1], name)
  }
  const near = Array.from(list.querySelectorAll("a"), link => ({ link, like: likeness(link) }))
    .filter(({ like }) => like >= NEAR).sort((a, b) => b.like - a.like).slice(0, MOST)
  if (!near.length) return
  const items = document.createElement("ul")
  for (const { link } of near) {
    const item = document.createElement("li")
    item.lang = link.closest("[lang]").lang
    item.append(link.cloneNode(true))
    items.append(item)
  }
  const line = Object.assign(document.createElement("p"), { textContent: list.dataset.hbNear })
  list.before(line, items)
})()

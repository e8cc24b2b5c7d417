// What long lists gain by script: filters and order. Without this file they are complete. Only their pages load it.
(() => {
  // Evidence tables: one box filters all of a page; a column's head sorts its table. Before, they are in the ledger's order.
  const tables = [...document.querySelectorAll("[data-hb-ledger]")]
  if (tables.length) {
    const box = document.createElement("p")
    box.className = "hb-filter"
    const { hbFilter, hbShown } = tables[0].dataset
    const input = Object.assign(document.createElement("input"), { type: "search", placeholder: hbFilter })
    input.setAttribute("aria-label", hbFilter)
    const shown = document.createElement("span")
    shown.setAttribute("role", "status")
    box.append(input, shown)
    const first = tables[0].closest(".hb-block")
    const heading = first.previousElementSibling
    ;(heading?.matches("h2, h3") ? heading : first).before(box)
    input.addEventListener("input", () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean)
      let count = 0
      for (const table of tables) {
        const rows = [...table.tBodies[0].rows]
        for (const row of rows) {
          const text = row.textContent.toLowerCase()
          row.hidden = !words.every(word => text.includes(word))
        }
        const left = rows.filter(row => !row.hidden).length
        table.closest(".hb-block").hidden = !left
        count += left
      }
      shown.textContent = hbShown.replace("{n}", count)
    })
  }
  for (const table of tables) {
    const body = table.tBodies[0]
    const heads = [...table.tHead.rows[0].cells]
    heads.forEach((head, column) => {
      const button = document.createElement("button")
      button.type = "button"
      button.append(...head.childNodes)
      head.append(button)
      head.setAttribute("aria-sort", "none")
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending"
        for (const other of heads) other.setAttribute("aria-sort", "none")
        head.setAttribute("aria-sort", up ? "ascending" : "descending")
        const key = row => row.cells[column].dataset.hbSort ?? row.cells[column].textContent
        const order = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare
        body.append(...[...body.rows].sort((a, b) => (up ? 1 : -1) * order(key(a), key(b))))
      })
    })
  }

  // A row's old address, in the overview: on to the page that has the row.
  const forward = () => {
    const moved = location.hash && document.querySelector(`[data-hb-moved] a[id="${CSS.escape(location.hash.slice(1))}"]`)
    if (moved) location.replace(moved.href)
  }
  addEventListener("hashchange", forward)
  forward()

  // ── Site bibliography: narrow the list ─────────────────────────────────────────────────────────────────────────────
  for (const library of document.querySelectorAll("[data-hb-library]")) {
    const form = library.querySelector("form")
    const items = [...library.querySelectorAll(".hb-works > li")]
    const texts = new Map(items.map(item => [item, item.textContent.toLowerCase()]))
    form.hidden = false
    const narrow = () => {
      const { text, ...chosen } = Object.fromEntries(new FormData(form))
      const words = text.toLowerCase().split(/\s+/).filter(Boolean)
      const fits = item => words.every(word => texts.get(item).includes(word)) && Object.entries(chosen).every(
        ([name, value]) => !value || (value === "-" ? !item.dataset[name] : item.dataset[name].split(" ").includes(value)))
      let count = 0
      for (const item of items) {
        item.hidden = !fits(item)
        count += item.hidden ? 0 : 1
      }
      form.querySelector("output").textContent = form.dataset.hbShown.replace("{n}", count)
    }
    form.addEventListener("input", narrow)
    form.addEventListener("submit", event => event.preventDefault())
  }
})()

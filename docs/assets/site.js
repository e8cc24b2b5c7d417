// Small things that Material lacks. The site reads, links and switches language without this file.
(() => {
  // The language switch keeps the section: the one in the address, else the last heading above the middle of the window.
  const section = () => {
    if (location.hash) return location.hash
    const headings = [...document.querySelectorAll(".md-content :is(h2, h3)[id]")]
    const passed = headings.filter(heading => heading.getBoundingClientRect().top < innerHeight / 3)
    return passed.length ? "#" + passed[passed.length - 1].id : ""
  }
  for (const link of document.querySelectorAll("[data-hb-switch]")) {
    link.addEventListener("click", () => { link.hash = section() })
  }

  // A form opens with the section and the words that the reader has selected. A press takes the selection away: read it before.
  for (const link of document.querySelectorAll("[data-hb-form]")) {
    const fill = () => {
      const chosen = getSelection()
      const words = chosen.toString().trim().slice(0, 500)
      const passed = [...document.querySelectorAll(".md-content :is(h2, h3)[id]")].filter(heading => heading.compareDocumentPosition(chosen.anchorNode ?? heading) & 4)
      const place = words && passed.length ? "#" + passed.at(-1).id : location.hash
      const url = new URL(link.href)
      if (place) url.searchParams.set("section", place)
      if (words) url.searchParams.set("now", words)
      link.href = url
    }
    link.addEventListener("pointerdown", fill)
    link.addEventListener("click", fill)
  }

  // Copy the address of a page or a section: the published one where the page was opened from a folder. Print.
  const published = location.protocol === "file:" && document.querySelector("link[rel=canonical]")?.href || location.href
  const tools = document.querySelector(".hb-tools")
  const button = tools?.querySelector("[data-hb-link]")
  const copy = async (place, hash) => {
    const text = published.split("#")[0] + hash
    const box = Object.assign(document.createElement("textarea"), { value: text }) // where the clipboard is closed to scripts
    const old = () => {
      place.after(box)
      box.select()
      const done = document.execCommand("copy")
      box.remove()
      place.focus()
      return done
    }
    if (!await navigator.clipboard?.writeText(text).then(() => true, () => false) && !old()) return
    const said = tools.querySelector("[role=status]")
    said.textContent = place.dataset.hbDone = button.dataset.hbLink
    setTimeout(() => {
      said.textContent = ""
      delete place.dataset.hbDone
    }, 2000)
  }
  button?.addEventListener("click", () => copy(button, location.hash))
  tools?.querySelector("[data-hb-print]").addEventListener("click", () => print())
  for (const link of tools ? document.querySelectorAll(".headerlink") : []) {
    link.addEventListener("click", () => copy(link, link.hash))
  }

  // Light or dark: as the system has it (early.js) until the reader chooses; the choice is kept.
  document.querySelector("[data-hb-theme]").addEventListener("click", () => {
    const { dataset } = document.body
    dataset.mdColorScheme = dataset.mdColorScheme === "slate" ? "default" : "slate"
    __md_set("__palette", { color: { scheme: dataset.mdColorScheme } })
  })

  // The drawer of a small or enlarged window by keyboard: the style sheet lets its switch take focus, Escape closes it.
  const drawer = document.getElementById("__drawer")
  const nav = document.querySelector(".md-nav--primary")
  drawer.setAttribute("aria-label", nav.getAttribute("aria-label"))
  drawer.addEventListener("change", () => {
    if (!drawer.checked || document.activeElement !== drawer) return
    [...nav.querySelectorAll(".md-nav__list :is(a, input)")].find(item => item.checkVisibility({ visibilityProperty: true }))?.focus()
  })
  addEventListener("keydown", event => {
    if (event.key !== "Escape" || !drawer.checked) return
    drawer.click()
    drawer.focus()
  })

  // A table wider than its column scrolls inside it: reached by keyboard, named after its heading. The theme wraps tables late.
  addEventListener("load", () => {
    const seen = new ResizeObserver(boxes => {
      for (const { target } of boxes) target.tabIndex = target.scrollWidth > target.clientWidth ? 0 : -1
    })
    for (const box of document.querySelectorAll(".md-typeset__scrollwrap:not(.hb-scroll *)")) {
      const before = [...document.querySelectorAll("article :is(h1, h2, h3)")].filter(heading => heading.compareDocumentPosition(box) & 4)
      box.setAttribute("role", "group")
      box.setAttribute("aria-label", before.at(-1)?.textContent.replace("¶", "").trim() ?? document.title)
      seen.observe(box)
    }
  })
})()

// What citations gain by script. Without this file every link leads to the list, and the list is complete.
(() => {
  const { body } = document

  // ── Hover card: what the list says of the works of one citation, or the glossary of a term, beside it ──────────────
  const card = document.createElement("div")
  card.id = "hb-card"
  card.className = "hb-card md-typeset"
  card.setAttribute("role", "group")
  card.popover = "manual" // above everything, cut off by nothing
  let owner = null
  let timer = 0
  let touched = false

  const works = link => link.dataset.refs.split(" ").map(number => document.getElementById(`ref-${number}`)).filter(Boolean)

  const copies = link => works(link).map(item => {
    const copy = document.createElement("div")
    copy.append(...[...item.cloneNode(true).childNodes].filter(node => !node.classList?.contains("ref-back")))
    return copy
  })

  const meaning = ({ dataset }) => ["term", "twin", "meaning"].map(name => {
    const part = Object.assign(document.createElement(name === "term" ? "strong" : "span"), { textContent: dataset[name] })
    part.className = `hb-card-${name}`
    if (name === "twin") part.lang = dataset.twinLang
    return part
  })

  const place = link => {
    const gap = 6
    const at = link.getClientRects()[0] ?? link.getBoundingClientRect()
    const { offsetWidth: width, offsetHeight: height } = card
    const below = at.bottom + gap + height < innerHeight || at.top < height + gap
    card.style.left = `${Math.max(8, Math.min(at.left - 24, innerWidth - width - 8))}px`
    card.style.top = `${below ? Math.min(at.bottom + gap, Math.max(8, innerHeight - height - 8)) : at.top - gap - height}px`
  }

  const open = link => {
    clearTimeout(timer)
    if (owner === link) return
    close()
    const content = link.dataset.refs ? copies(link) : meaning(link)
    if (!content.length || !card.showPopover) return
    card.setAttribute("aria-label", link.getAttribute("aria-label") ?? link.dataset.term)
    card.replaceChildren(...content)
    link.after(card) // so that Tab goes from the number into its card
    card.showPopover()
    place(link)
    owner = link
    link.setAttribute("aria-expanded", "true")
    link.setAttribute("aria-details", card.id)
  }

  const close = () => {
    clearTimeout(timer)
    if (!owner) return
    owner.removeAttribute("aria-expanded")
    owner.removeAttribute("aria-details")
    owner = null
    card.hidePopover()
    card.remove()
  }

  const later = (action, wait) => {
    clearTimeout(timer)
    timer = setTimeout(action, wait)
  }
  const within = target => target instanceof Node && (card.contains(target) || owner?.contains(target))

  for (const link of document.querySelectorAll(".citation a[data-refs], a.hb-term")) {
    link.addEventListener("pointerenter", event => { if (event.pointerType === "mouse") later(() => open(link), 150) })
    link.addEventListener("pointerleave", event => { if (event.pointerType === "mouse") later(close, 250) })
    link.addEventListener("pointerdown", event => { touched = event.pointerType !== "mouse" })
    link.addEventListener("focus", () => { if (!touched) open(link) })
    link.addEventListener("click", event => {
      if (touched && owner !== link) { // the first tap shows, the second follows
        event.preventDefault()
        open(link)
      } else {
        close()
      }
      touched = false
    })
  }
  card.addEventListener("pointerenter", () => clearTimeout(timer))
  card.addEventListener("pointerleave", event => { if (event.pointerType === "mouse") later(close, 250) })
  body.addEventListener("focusout", event => { if (owner && within(event.target) && !within(event.relatedTarget)) later(close, 0) })
  body.addEventListener("pointerdown", event => { if (!within(event.target)) close() })
  addEventListener("keydown", event => {
    if (event.key !== "Escape" || !owner) return
    if (card.contains(document.activeElement)) owner.focus()
    close()
  })
  addEventListener("scroll", () => {
    if (!owner) return
    const { top, bottom } = owner.getBoundingClientRect()
    if (bottom < 0 || top > innerHeight) close()
    else place(owner)
  }, { passive: true, capture: true })
  addEventListener("resize", close)

  // ── Cite this page: the date of access is today ─────────────────────────────────────────────────────────────────────
  const today = new Date().toLocaleDateString("sv") // the Swedish form is ISO's
  for (const slot of document.querySelectorAll("[data-hb-today]")) slot.textContent = today
})()

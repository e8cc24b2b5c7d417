// The theme's search box, less what it asks for too early and plus what it does not hear.
// Loaded before the theme's script, which then makes its worker from the class below.
(() => {
  const { language } = document.currentScript.dataset
  const folder = new URL(".", document.currentScript.src)
  const box = document.querySelector("[data-md-component=search-query]")
  if (!box) return

  // The worker starts with the first look at the box: a reader who does not search loads nothing.
  // From a folder a browser starts no worker; there a frame does its work.
  const Native = window.Worker
  window.Worker = class extends EventTarget {
    constructor() {
      super()
      box.addEventListener("focus", () => this.start(), { once: true })
    }
    start() {
      this.worker = new (location.protocol === "file:" ? Frame : Native)(`${new URL("worker.js", folder)}?lang=${language}`)
      this.worker.addEventListener("message", ({ data }) => {
        if (data.type === 4) return show(data.data)
        this.dispatchEvent(new MessageEvent("message", { data }))
      })
    }
    postMessage(message) {
      this.worker.postMessage(message)
      if (message.type === 2) ask(message.data, this.worker)
    }
  }

  class Frame extends EventTarget {
    constructor(script) {
      super()
      const frame = Object.assign(document.createElement("iframe"), { hidden: true })
      document.body.append(frame)
      this.inside = frame.contentWindow
      const run = src => new Promise((resolve, reject) => {
        this.inside.document.head.append(Object.assign(this.inside.document.createElement("script"), { src, onload: resolve, onerror: reject }))
      })
      this.inside.importScripts = (...scripts) => scripts.reduce((before, src) => before.then(() => run(src)), Promise.resolve())
      this.inside.postMessage = data => this.dispatchEvent(new MessageEvent("message", { data }))
      this.ready = run(script)
    }
    async postMessage(data) {
      await this.ready
      this.inside.dispatchEvent(new MessageEvent("message", { data }))
    }
  }

  // A candidate tapped, a paste, a voice, handwriting: text comes without a key, and the theme listens to keys.
  for (const type of ["input", "compositionend"]) {
    box.addEventListener(type, ({ isComposing }) => { if (!isComposing) box.dispatchEvent(new KeyboardEvent("keyup")) })
  }
  // The Enter that ends a composition chooses a candidate, not a result (Safari sends it late, with this code).
  addEventListener("keydown", event => { if (event.target === box && event.keyCode === 229) event.stopImmediatePropagation() }, true)

  // One line for what the other language has, asked when the reader pauses: its index is loaded only then.
  const line = document.querySelector("[data-hb-elsewhere]")
  const twin = document.querySelector("[data-hb-switch]")
  let pause
  function ask(query, worker) {
    clearTimeout(pause)
    show({ query, pages: 0 })
    if (query.trim()) pause = setTimeout(() => worker.postMessage({ type: 4, data: query }), 600)
  }
  function show({ query, pages }) {
    if (query !== box.value) return
    line.hidden = !pages
    line.firstElementChild.textContent = line.dataset.hbElsewhere.replace("{n}", pages)
    if (pages) line.href = `${twin.href.split(/[?#]/)[0]}?q=${encodeURIComponent(query)}`
    else line.removeAttribute("href") // or the arrow keys would stop at it
  }

  // What was found is marked on the page that a result leads to; the page itself stays as it is.
  const words = new URLSearchParams(location.search).get("h")?.split(" ").filter(Boolean) ?? []
  if (words.length && window.Highlight) {
    const pattern = new RegExp(words.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "gi")
    const marks = new Highlight()
    const texts = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      for (const { 0: word, index } of text.data.matchAll(pattern)) {
        const range = new Range()
        range.setStart(text, index)
        range.setEnd(text, index + word.length)
        marks.add(range)
      }
    }
    CSS.highlights.set("search", marks)
  }
})()

// Answers the theme's search box, in the theme's own messages: 1 ready, 2 query, 3 result. Ours: 4, how many pages there
// are in the other language. Runs as a worker, and where pages are opened from a folder in a frame (iframe-worker.js).
"use strict"

const SHOWN = 10 // sections of a page
const address = typeof document === "undefined" ? self.location.href : document.currentScript.src
const language = /[?&]lang=(zh|en)/.exec(address)[1]
const other = language === "zh" ? "en" : "zh"
const engines = {}

const load = (...names) => importScripts(...names.map(name => new URL(name, address.split("?")[0]).href)) // in a frame, a promise

async function engine(tongue) {
  if (!engines[tongue]) {
    await load(`index.${tongue}.js`)
    engines[tongue] = new Engine(self.handbook[tongue])
  }
  return engines[tongue]
}

const ready = (async () => {
  await load("../vendor/minisearch.js", "words.js", "wordings.js", "engine.js", "teaser.js")
  await engine(language)
  postMessage({ type: 1 })
})()

addEventListener("message", async ({ data: { type, data } }) => {
  await ready
  if (type === 2) postMessage({ type: 3, data: { items: (await engine(language)).search(data).map(hits => item(hits, data)) } })
  if (type === 4) postMessage({ type: 4, data: { query: data, pages: (await engine(other)).search(data).length } })
})

/** One page as the theme wants it: its sections, best first, and itself. */
function item(hits, query) {
  const { page } = hits[0].section
  const shown = hits.slice(0, SHOWN)
  if (!shown.some(({ section }) => section === page)) shown.push({ section: page, score: 0, found: hits[0].found, missing: [] })
  return shown.map(hit => entry(hit, query))
}

function entry({ section: { location, title, text }, score, found, missing }, query) {
  const { letters } = engines[language]
  const phrase = squeeze(letters.fold(query))
  const [inTitle, inText] = [title, text].map(field => places(field, found, phrase, letters))
  const words = new Set(inText.map(([start, end]) => text.slice(start, end)))
  return {
    location,
    title: marked(title, inTitle),
    text: teaser(text, inText, language),
    score,
    terms: Object.fromEntries([...[...words].slice(0, 5).map(word => [word, true]), ...missing.map(word => [word, false])]),
  }
}

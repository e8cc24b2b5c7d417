// Answers the theme's search box, in the theme's own messages: 1 ready, 2 query, 3 result. Ours: 4, how many pages there
// are in the other language. Runs as a worker, and where pages are opened from a folder in a frame (iframe-worker.js).
"use strict"

const LONGEST = 200 // characters of a query that are read
const SHOWN = 5 // sections of a page
const OPEN = 2 // of them not folded away
const FULL = 10 // pages that show as many; the others show their best
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
  const query = data.slice(0, LONGEST)
  if (type === 2) postMessage({ type: 3, data: { items: engines[language].search(query).map((hits, rank) => item(hits, rank, query)) } })
  if (type === 4) postMessage({ type: 4, data: { query: data, pages: (await engine(other)).search(query).length } })
})

/** One page as the theme wants it: its sections, best first, and itself. The theme folds away what scores below the first. */
function item(hits, rank, query) {
  const { page } = hits[0].section
  const shown = hits.slice(0, rank < FULL ? SHOWN : 1)
  if (!shown.some(({ section }) => section === page)) shown.push({ ...hits[0], section: page, score: 0, missing: [] })
  return shown.map((hit, i) => entry(i < OPEN && hit.section !== page ? { ...hit, score: hits[0].score } : hit, query))
}

function entry(hit, query) {
  const { section: { location, title, text }, score, missing } = hit
  const { letters } = engines[language]
  const phrase = squeeze(letters.fold(query))
  const [inTitle, inText] = [title, text].map(field => places(field, hit, phrase, letters))
  const words = new Set(inText.map(([start, end]) => text.slice(start, end)))
  return {
    location,
    title: marked(title, inTitle),
    text: teaser(text, inText, language),
    score,
    terms: Object.fromEntries([...[...words].slice(0, 5).map(word => [word, true]), ...missing.map(word => [word, false])]),
  }
}

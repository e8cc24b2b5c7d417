// Answers the theme's search box, in the theme's own messages: 1 ready, 2 query, 3 result. Ours: 4, how many pages there
// are in the other language. Runs as a worker, and where pages are opened from a folder in a frame (input.js).
"use strict"

const LONGEST = 200 // characters of a query that are read
const SHOWN = 5 // sections of a page
const UNFOLDED = 2 // of them
const MARKED = 5 // words to be marked on the page
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
  await load("../vendor/minisearch.js", "words.js", "sounds.js", "fillers.js", "wordings.js", "audience.js", "asked.js", "engine.js", "teaser.js")
  await engine(language)
  postMessage({ type: 1 })
})()

addEventListener("message", async ({ data: { type, data } }) => {
  await ready
  const query = data.slice(0, LONGEST)
  if (type === 2) {
    const found = engines[language].search(query)
    postMessage({ type: 3, data: { items: found.map((hits, rank) => item(hits, rank, query)) } })
  }
  if (type === 4) {
    const found = (await engine(other)).search(query)
    postMessage({ type: 4, data: { query: data, pages: found.length } })
  }
})

/** One page as the theme wants it: its sections, best first, and itself. The theme folds away what scores below the first. */
function item(hits, rank, query) {
  const { page } = hits[0].section
  const shown = hits.slice(0, rank < FULL ? SHOWN : 1)
  if (!shown.some(({ section }) => section === page)) shown.push({ ...hits[0], section: page, score: 0 })
  return shown.map((hit, i) => entry(i < UNFOLDED && hit.section !== page ? { ...hit, score: hits[0].score } : hit, query))
}

function entry(hit, query) {
  const { location, title, text: all } = hit.section
  const text = all.startsWith(`${title}\n`) ? all.slice(title.length + 1) : all // a row begins with its own name
  const { letters } = engines[language]
  const phrase = squeeze(letters.fold(query))
  const [inTitle, inText] = [title, text].map(field => places(field, hit, phrase, letters))
  const words = [...inText.map(range => text.slice(...range)), ...inTitle.map(range => title.slice(...range))]
  return {
    location,
    title: marked(title, inTitle),
    text: teaser(text, inText, language),
    score: hit.score,
    terms: Object.fromEntries([...new Set(words)].slice(0, MARKED).map(word => [word, true])),
  }
}

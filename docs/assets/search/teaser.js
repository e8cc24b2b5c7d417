// A text → the part of it that shows what was found, as safe HTML with marks.
"use strict"

const LENGTH = { zh: 90, en: 200 } // characters of a teaser
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }

/** The end of a block is a space, but none follows a full-width mark. */
const safe = text => text.replace(/([，。；：！？）”])\n/g, "$1").replace(/[&<>"]/g, character => ESCAPES[character])

/** Where the terms that were found, or else the phrase, stand in a text: `[start, end]`, in order, joined where they touch. */
function places(text, { found, words }, phrase, letters) {
  const { folded, from } = letters.trace(text)
  const joined = []
  for (const [term, start, end] of terms(folded, false)) {
    const last = joined[joined.length - 1]
    if (!found.has(term)) continue
    if (last && start <= last[1]) last[1] = end
    else joined.push([start, end])
  }
  // A piece of a word is no find where the whole word stands.
  const whole = words.filter(word => folded.includes(word))
  const isPiece = text => whole.some(word => word !== text && word.includes(text))
  const kept = joined.filter(range => !isPiece(folded.slice(...range)))
  return (kept.length ? kept : inside(folded, phrase)).map(([start, end]) => [from[start], from[end]])
}

/** Where a squeezed phrase stands in a folded text. */
function inside(folded, phrase) {
  const kept = []
  for (let i = 0; i < folded.length; i++) if (!/[\s-]/.test(folded[i])) kept.push(i)
  const at = kept.map(i => folded[i]).join("").indexOf(phrase)
  return phrase && at >= 0 ? [[kept[at], kept[at + phrase.length - 1] + 1]] : []
}

function marked(text, ranges, start = 0, end = text.length) {
  let html = "", at = start
  for (const [from, to] of ranges) {
    if (from < at || to > end) continue
    html += `${safe(text.slice(at, from))}<mark data-md-highlight>${safe(text.slice(from, to))}</mark>`
    at = to
  }
  return html + safe(text.slice(at, end))
}

/** Cut out the window with most of the places in it, from the start of a sentence where one is near. */
function teaser(text, ranges, language) {
  const length = LENGTH[language]
  if (text.length <= length) return marked(text, ranges)
  const near = ([start]) => ranges.filter(([from, to]) => from >= start && to <= start + length * 0.7)
  const crowd = range => sum(near(range), ([from, to]) => to - from)
  const focus = ranges.reduce((best, range) => (crowd(range) > crowd(best) ? range : best), ranges[0] ?? [0, 0])[0]
  const room = text.slice(Math.max(0, focus - length * 0.3), focus)
  const [, sentence] = /^(?:.*(?:[\n。；！？]|[.;!?] ))?(.*)$/s.exec(room)
  const midway = sentence === room && focus > room.length
  const [piece] = (midway && /^[\w-]+\s/.exec(sentence)) || [""] // of a word that is cut
  const begin = focus - sentence.length + piece.length
  const gap = text.lastIndexOf(" ", begin + length)
  const end = begin + length >= text.length ? text.length : gap > begin + length * 0.8 ? gap : begin + length
  return (midway ? "…" : "") + marked(text, ranges, begin, end) + (end < text.length ? "…" : "")
}

// Pinyin and characters of the same sound → the Chinese of the pages that sounds so.
"use strict"

const CUTS = 8 // ways to cut letters into syllables
const OPEN = 5 // letters of an unfinished syllable
const OFTEN = 5 // what is more than so many times rarer than the most frequent is not meant
const HEARD = 3 // guesses

class Sounds {
  /** `readings`: syllable → characters. */
  constructor(readings, engine) {
    this.engine = engine
    this.readings = readings
    this.alike = Object.values(merge(readings))
  }

  /** Read Latin letters that are no word of the pages as pinyin. */
  pinyin(text) {
    const letters = text.replace(/[\s']+/g, "")
    const known = this.engine.terms(text, false).every(term => this.engine.frequency.has(term))
    return known || !/^[a-z]{3,30}$/.test(letters) ? [] : this.matching(this.syllables(letters))
  }

  /** Every way to cut letters into two or more syllables, the last one perhaps unfinished: lists of classes of characters. */
  syllables(letters) {
    for (let open = 0; open <= Math.min(OPEN, letters.length - 1); open++) {
      const last = letters.slice(letters.length - open)
      const begun = Object.entries(this.readings).filter(([syllable]) => syllable.startsWith(last))
      const ending = open ? [begun.map(([, characters]) => characters).join("")] : []
      if (open && !begun.length) continue
      const found = cuts(letters.slice(0, letters.length - open), this.readings).map(classes => [...classes, ...ending])
      if (found.length) return found.filter(classes => classes.length > 1)
    }
    return []
  }

  /** Correct Chinese that stands nowhere by characters of the same sound. */
  homophones(text) {
    const phrase = squeeze(text)
    if (!/^\p{Script=Han}{3,}$/u.test(phrase) || this.engine.characters.includes(phrase)) return []
    const like = character => this.alike.filter(characters => characters.includes(character)).join("") || null
    const heard = [...phrase].map(like)
    return heard.filter(Boolean).length > heard.length / 2 ? this.matching([heard]) : []
  }

  /** Find in the pages what fits one of the lists of classes (null: any character); the most frequent first. */
  matching(lists) {
    const counts = new Map()
    for (const classes of lists) {
      const fits = new RegExp(classes.map(characters => (characters ? `[${characters}]` : "\\p{Script=Han}")).join(""), "gu")
      for (const [found] of this.engine.characters.matchAll(fits)) counts.set(found, (counts.get(found) ?? 0) + 1)
    }
    const ordered = [...counts].sort((a, b) => b[1] - a[1])
    return ordered.filter(([, count]) => count >= ordered[0][1] / OFTEN).slice(0, HEARD).map(([found]) => found)
  }
}

/** Join syllables that differ in zh/z, ch/c, sh/s, -ng/-n, l/n. */
function merge(readings) {
  const merged = {}
  for (const [syllable, characters] of Object.entries(readings)) {
    const plain = syllable.replace(/^([zcs])h/, "$1").replace(/ng$/, "n").replace(/^l/, "n")
    merged[plain] = (merged[plain] ?? "") + characters
  }
  return merged
}

function cuts(letters, readings) {
  if (!letters) return [[]]
  const found = []
  for (let end = Math.min(6, letters.length); end > 0 && found.length < CUTS; end--) {
    const characters = readings[letters.slice(0, end)]
    if (characters) for (const rest of cuts(letters.slice(end), readings)) found.push([characters, ...rest])
  }
  return found
}

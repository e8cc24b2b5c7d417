// Pinyin and characters of the same sound → the Chinese of the pages that sounds so.
"use strict"

const CUTS = 8 // ways to cut letters into syllables
const OPEN = 5 // letters of an unfinished syllable
const OFTEN = 5 // what is more than so many times rarer than the most frequent is not meant
const HEARD = 3 // guesses
const SPELLED = /^[a-z]{3,30}$/
const INITIALS = /^[a-z]{3,8}$/

class Sounds {
  /** `readings`: syllable → characters; `names`: what pages, sections and terms are called, a name a line. */
  constructor(readings, names, engine) {
    this.engine = engine
    this.readings = readings
    this.names = names
    const merged = merge(readings)
    this.alike = Object.values(merged)
    this.wide = { ...merged, ...map(readings, syllable => merged[plain(syllable)]) }
    this.initials = {}
    for (const [[first], characters] of Object.entries(readings)) this.initials[first] = (this.initials[first] ?? "") + characters
  }

  /** Read Latin letters that are no word of the pages as pinyin: as one word, as words typed apart, then less strictly. */
  pinyin(text) {
    const words = text.split(/[\s']+/).filter(Boolean)
    const letters = words.join("")
    const known = this.engine.terms(text, false).every(term => this.engine.frequency.has(term))
    if (known || !SPELLED.test(letters)) return []
    const apart = words.length > 1 ? together(words.map(word => this.spelled(word))) : []
    const found = [...apart, ...this.spelled(letters)]
    if (found.length) return found.slice(0, HEARD)
    const split = this.split(letters)
    return split.length ? split : this.named(letters)
  }

  spelled(letters) {
    return this.matching(this.syllables(letters))
  }

  /** Cut what stands nowhere as a whole into words that do. */
  split(letters) {
    for (let end = letters.length - 2; end > 2; end--) {
      const head = this.matching(cuts(letters.slice(0, end), this.readings).filter(several))
      if (!head.length) continue
      const rest = letters.slice(end)
      const tail = this.spelled(rest)
      const found = together([head, tail.length ? tail : this.split(rest)])
      if (found.length) return found
    }
    return []
  }

  /** Names that the letters may mean: sounds taken for one another, two letters that changed places, initials. */
  named(letters) {
    for (const spelling of [letters, ...swaps(letters)]) {
      const found = this.matching(cuts(spelling, this.wide).filter(several), this.names)
      if (found.length) return found
    }
    const initials = INITIALS.test(letters) && [...letters].map(letter => this.initials[letter])
    return initials && initials.every(Boolean) ? this.matching([initials], this.names, "^") : []
  }

  /** Every way to cut letters into two or more syllables, the last one perhaps unfinished: lists of classes of characters. */
  syllables(letters) {
    for (let open = 0; open <= Math.min(OPEN, letters.length - 1); open++) {
      const last = letters.slice(letters.length - open)
      const begun = Object.entries(this.readings).filter(([syllable]) => syllable.startsWith(last))
      const ending = open ? [begun.map(([, characters]) => characters).join("")] : []
      if (open && !begun.length) continue
      const found = cuts(letters.slice(0, letters.length - open), this.readings).map(classes => [...classes, ...ending])
      if (found.length) return found.filter(several)
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

  /** Find in a text what fits one of the lists of classes (null: any character); the most frequent first. */
  matching(lists, text = this.engine.characters, start = "") {
    const counts = new Map()
    for (const classes of lists) {
      const fits = classes.map(characters => (characters ? `[${characters}]` : "\\p{Script=Han}")).join("")
      for (const [found] of text.matchAll(new RegExp(start + fits, "gmu"))) counts.set(found, (counts.get(found) ?? 0) + 1)
    }
    const ordered = [...counts].sort((a, b) => b[1] - a[1])
    return ordered.filter(([, count]) => count >= ordered[0][1] / OFTEN).slice(0, HEARD).map(([found]) => found)
  }
}

const several = classes => classes.length > 1
const map = (table, value) => Object.fromEntries(Object.keys(table).map(key => [key, value(key)]))

/** Put the first guesses for each word side by side, then the second …; nothing where a word has none. */
function together(guesses) {
  const most = guesses.every(each => each.length) ? Math.max(...guesses.map(each => each.length)) : 0
  return Array.from({ length: most }, (_, i) => guesses.map(each => each[i] ?? each[0]).join(" "))
}

function swaps(letters) {
  return [...letters].slice(1).map((letter, i) => letters.slice(0, i) + letter + letters[i] + letters.slice(i + 2))
}

/** Take zh for z, ch for c, sh for s, -ng for -n, l for n. */
function plain(syllable) {
  return syllable.replace(/^([zcs])h/, "$1").replace(/ng$/, "n").replace(/^l/, "n")
}

function merge(readings) {
  const merged = {}
  for (const [syllable, characters] of Object.entries(readings)) {
    merged[plain(syllable)] = (merged[plain(syllable)] ?? "") + characters
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

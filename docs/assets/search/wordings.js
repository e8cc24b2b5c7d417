// A query → the other ways to say it: synonyms and translations, letters put right, and what sounds alike.
"use strict"

const SYNONYM = 0.6 // against what was typed
const RARER = 0.8 // each further name
const GUESS = 0.6
const MOST = 3 // wordings of each sort

class Wordings {
  /** `rows`: `[names in the language of the index, other names]`; `readings`: syllable → characters. */
  constructor(rows, readings, engine) {
    this.engine = engine
    const names = new Map()
    for (const [own, foreign] of rows) {
      for (const name of [...own, ...foreign]) {
        const folded = engine.letters.fold(name)
        names.set(folded, [...new Set([...(names.get(folded) ?? []), ...own])])
      }
    }
    const small = name => /^[a-z]+$/.test(name) && !content(name, engine.names).trim()
    this.names = Array.from(names, ([name, own]) => ({ name, own, squeezed: squeeze(name), small: small(name) }))
    this.names.sort((a, b) => b.name.length - a.name.length)
    this.sounds = new Sounds(readings, this.names.map(({ squeezed }) => squeezed).join("\n"), engine)
  }

  /** Return a map from each wording, the query itself first, to its weight. */
  of(query) {
    const text = this.engine.letters.fold(query).trim()
    const short = content(text, this.engine.names)
    const wordings = new Map()
    const add = (list, weight, fading = 1) => list.map(tidy).filter(Boolean).forEach((wording, i) => {
      if (!wordings.has(wording)) wordings.set(wording, weight * fading ** i)
    })
    add([text], 1)
    add([...this.sounds.pinyin(text), ...this.sounds.homophones(short), ...this.swapped(short), ...this.joined(short)], GUESS)
    for (const [wording, weight] of [...wordings]) {
      add(this.synonyms(wording), weight * SYNONYM, RARER)
      add(this.longer(wording), weight * SYNONYM, RARER)
    }
    return wordings
  }

  /** Say a text with the other names for what it names: the usual ones, then the next. */
  synonyms(text) {
    const concepts = this.concepts(text)
    const most = Math.min(MOST, Math.max(0, ...concepts.map(({ own }) => own.length)))
    return Array.from({ length: most }, (_, i) => {
      let said = "", at = 0
      for (const { start, end, own } of concepts) {
        said += `${text.slice(at, start)} ${own[i % own.length]} `
        at = end
      }
      return said + text.slice(at)
    })
  }

  /** Where the text is but part of names: the usual ones for them, the shortest first. */
  longer(text) {
    if (text.length < 2 || this.names.some(({ name }) => name === text)) return []
    const around = this.names.filter(({ name }) => name.length > text.length && pattern(text).test(name))
    return [...new Set(around.reverse().map(({ own }) => own[0]))].slice(0, MOST)
  }

  /** Put right two letters that changed places. */
  swapped(text) {
    const { engine } = this
    const mend = word => {
      for (let i = 1; i < word.length; i++) {
        const other = word.slice(0, i - 1) + word[i] + word[i - 1] + word.slice(i + 1)
        if (engine.frequency.has(stem(other))) return other
      }
      return word
    }
    const other = text.replace(/[a-z]{4,}/g, word => (engine.frequency.has(stem(word)) ? word : mend(word)))
    return other === text ? [] : [other]
  }

  /** Write as one word what the pages write so: electro myography. */
  joined(text) {
    const words = text.split(/\s+/)
    const at = words.findIndex((word, i) => i && this.engine.frequency.has(stem(words[i - 1] + word)))
    return at < 0 ? [] : [[...words.slice(0, at - 1), words[at - 1] + words[at], ...words.slice(at + 1)].join(" ")]
  }

  /** Find names of the glossary in a text, the longest first, none over another. */
  concepts(text) {
    const squeezed = squeeze(text)
    const found = []
    for (const { name, own, squeezed: short, small } of this.names) {
      if (!squeezed.includes(short) || (small && text !== name)) continue // OR, the odds ratio, but not “or”
      const match = pattern(name).exec(text)
      if (!match) continue
      const start = match.index + match[1].length, end = match.index + match[0].length
      if (found.every(other => end <= other.start || start >= other.end)) found.push({ start, end, own })
    }
    return found.sort((a, b) => a.start - b.start)
  }
}

const tidy = text => text.replace(/\s+/g, " ").trim()

/** Match a name whatever its spaces and hyphens, an English one also in the plural, and never inside a word. */
function pattern(name) {
  const body = name.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replace(/[\s-]+/g, "[\\s-]*")
  const start = /^[a-z0-9]/.test(name) ? "(^|[^a-z0-9])" : "()"
  const end = /[a-z]$/.test(name) ? "(?:e?s)?(?![a-z0-9])" : ""
  return new RegExp(start + body + end)
}

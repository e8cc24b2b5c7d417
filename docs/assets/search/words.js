// Text → the terms that the index and the query share. Nothing here knows an index.
"use strict"

const HAN = "\\p{Script=Han}"
const LATIN = `(?!${HAN})[\\p{L}\\p{N}]`
const WORD = new RegExp(`${HAN}+|(?:${LATIN})+(?:[-.,'*:+/](?:${LATIN})+)*`, "gu")
const GREEK = { α: "alpha", β: "beta", γ: "gamma", δ: "delta", κ: "kappa", μ: "u" }
const MARKS = { "“": '"', "”": '"', "‘": "'", "’": "'", "「": '"', "」": '"', "\u200b": "", "\u00ad": "", "\ufeff": "" }

/** Folds letters: width, case, accents, dashes, quotes, Greek, traditional characters. */
class Letters {
  constructor(simplified) {
    this.known = new Map(Object.entries({ ...GREEK, ...MARKS, ...simplified }))
  }

  one(character) {
    let folded = this.known.get(character)
    if (folded === undefined) {
      const plain = character.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[\p{Pd}−]/gu, "-")
      folded = plain === character ? plain : [...plain].map(part => this.known.get(part) ?? part).join("")
      this.known.set(character, folded)
    }
    return folded
  }

  fold(text) {
    let folded = ""
    for (const character of text) folded += this.one(character)
    return folded
  }

  /** Fold and keep for each folded letter where it came from. */
  trace(text) {
    let folded = ""
    const from = []
    let at = 0
    for (const character of text) {
      const part = this.one(character)
      for (let i = 0; i < part.length; i++) from.push(at)
      folded += part
      at += character.length
    }
    from.push(at)
    return { folded, from }
  }
}

/** What is left when spaces and hyphens do not count. */
const squeeze = folded => folded.replace(/[\s-]+/g, "")

/**
 * Yield `[term, start, end]` of folded text: Chinese in pairs of characters, other words as stems;
 * with `all`, single characters and whole compounds too.
 */
function* terms(folded, all) {
  for (const { 0: word, index } of folded.matchAll(WORD)) {
    if (/^\p{Script=Han}/u.test(word)) yield* pairs([...word], index, all)
    else if (/^\d[\d.,]*$/.test(word)) yield [word.replaceAll(",", ""), index, index + word.length]
    else yield* parts(word, index, all)
  }
}

function* pairs(characters, at, all) {
  for (let i = 0; i < characters.length; i++) {
    const [one, two] = [characters[i], characters[i + 1]]
    if (two) yield [one + two, at, at + one.length + two.length]
    if (all || characters.length === 1) yield [one, at, at + one.length]
    at += one.length
  }
}

function* parts(word, at, all) {
  const found = [...word.matchAll(/[^-.,'*:+/]+/g)]
  for (const { 0: part, index } of found) yield [stem(part), at + index, at + index + part.length]
  if (all && found.length > 1) yield [stem(found.map(([part]) => part).join("")), at, at + word.length]
}

/** Fold an English word: British and American spelling, plural, light endings. */
function stem(word) {
  if (word.length < 4 || /[^a-z]/.test(word)) return word
  return word
    .replace(/[ao]e/g, "e") // anaemia, oedema
    .replace(/ph/g, "f")
    .replace(/([^aeiou])ies$/, "$1y")
    .replace(/(ss|x|z|ch|sh)es$/, "$1")
    .replace(/([^sui])s$/, "$1")
    .replace(/(.{3})our$/, "$1or") // tumour
    .replace(/([bt])re$/, "$1er") // fibre, litre
    .replace(/(.{3})is(e|ed|ing|ation)$/, "$1iz$2") // necrotising
    .replace(/(.{3}s)(?:is|e)$/, "$1") // diagnosis, diagnoses
    .replace(/(.*[aeiouy].*[^aeiou])(?:ed|ing)$/, "$1")
    .replace(/(.{4})ly$/, "$1")
    .replace(/(.{3})e$/, "$1")
    .replace(/^(...+)$/, long => (long.length > 3 ? long.replace(/([a-z])\1/g, "$1").replace(/y/g, "i") : long)) // stopp(ed), but add(ing)
}

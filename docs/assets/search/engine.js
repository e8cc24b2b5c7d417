// One index, and how a query is answered from it: MiniSearch (BM25+) finds terms, this file weighs what was found.
"use strict"

const BOOST = { title: 4, page: 3, text: 1 }
const PAGE = 1.5 // a page about what was asked, before a section of another page that is called so
const PLAIN = 2 // a page in plain words, for a question in plain words
const FILLER = 0.03 // a word that says nothing about what is looked for, against one that does
const TOPIC = 1.5 // a word of the glossary or a heading: it says more than its rarity
const COVERED = 1.5 // exponents: how much of the query a section has …
const TOGETHER = 0.5 // … and how much of that in one line
const CLOSELY = 40 // sections whose lines are looked at
const NEAR = { prefix: 0.6, fuzzy: 0.3 } // against a whole word
const LITERAL = { text: 2, title: 2.5, whole: 4 } // the query stands there as it was typed
const ENOUGH = 1 / 3 // of what the best section has of the query
const LEAST = 0.01 // the query stands there, but inside words
const MAIN = 0.4 // weight of a row of the glossary; below are the bibliography …
const READ = 0.1 // … and the contributors' pages, which quote words that are wrong
const AUTHORS = 0.6 // weight of the bibliography for names that only it has
const CONTRIBUTORS = 0.05 // weight of the pages for contributors, put into the index
const THEIRS = 3 // exponent: how much of the query are words of contributors, whose pages weigh more then
const ALSO = 0.4 // what the next three sections of a page add to its best
const ABOUT = 0.5 // a page on evidence or reviews: it tells of studies, another page of the subject
const ASKED = 2 // a page of which readers ask just this, against the page that has most of the query …
const ALIKE = 0.2 // … and how like it a question must be, where none of the query stands
const ROW = 2 // pages before the glossary, where one of its rows is asked for

class Engine {
  constructor({ pages, terms: rows, headings, asked, simplified, readings }) {
    this.letters = new Letters(simplified)
    const same = value => value // sections come as lists of terms
    this.index = new MiniSearch({ fields: Object.keys(BOOST), stringifyField: same, tokenize: same, processTerm: same })
    this.frequency = new Map() // term → number of sections
    this.sections = []
    this.places = new Map() // location → section
    this.audiences = new Audiences()
    for (const [address, sections, audience] of pages) {
      let page
      for (const section of sections) page = this.add(address, page, section, audience)
    }
    this.near = { weights: NEAR, prefix: term => this.opens(term), fuzzy: term => this.slips(term) }
    this.names = this.named(rows)
    this.translations = this.named(rows.map(([, foreign]) => [foreign]))
    this.topics = this.named([...rows, ...headings])
    this.wordings = new Wordings([...rows, ...headings], readings, this)
    this.asked = new Asked(asked, this)
    this.asked.fill(this)
  }

  /** Terms of what things are called. */
  named(rows) {
    return new Set(rows.flatMap(([own]) => own.flatMap(name => this.terms(name, false))))
  }

  /** Add a section; the first of a page is the page itself, which is returned. */
  add(address, first, [fragment, title, text, weight], audience) {
    const squeezed = { title: squeeze(this.letters.fold(title)), text: squeeze(this.letters.fold(text)) }
    const location = fragment ? `${address}#${fragment}` : address
    const about = /^(en\/)?(evidence|reviews)\//.test(address)
    const section = { location, about, title, text, squeezed, weight, audience, named: weight < 1 || !fragment }
    section.page = first ?? section
    const [inTitle, inPage, inText] = [title, first?.title ?? "", text].map(field => this.terms(field, true))
    const fields = { title: inTitle, page: inPage, text: inText }
    const distinct = new Set(Object.values(fields).flat())
    if (weight >= READ) for (const term of distinct) this.frequency.set(term, (this.frequency.get(term) ?? 0) + 1)
    this.audiences.add(distinct, audience === "contributor" ? "contributor" : weight >= 1 ? "reader" : weight <= READ ? "work" : "row")
    this.index.add({ id: this.sections.length, ...fields })
    this.sections.push(section)
    this.places.set(location, section)
    return section.page
  }

  terms(text, all) {
    return Array.from(terms(this.letters.fold(text), all), ([term]) => term)
  }

  /** Answer a query: hits grouped by page, best first; each is `{section, score, found, words}`. */
  search(query) {
    const best = new Map()
    const likeness = new Map() // of what readers ask of a section
    const take = hit => { if (!(best.get(hit.section)?.score >= hit.score)) best.set(hit.section, hit) }
    const audience = { patient: asks(this.letters.fold(query)) ? PLAIN : 1 }
    for (const [text, weight] of this.wordings.of(query)) {
      for (const hit of this.rank(text)) take({ ...hit, score: hit.score * weight * (audience[hit.section.audience] ?? 1) })
      for (const [location, like] of this.asked.find(this.weights(text), this.near)) {
        const section = this.places.get(location)
        likeness.set(section, Math.max(likeness.get(section) ?? 0, like * weight))
      }
    }
    if (!best.size) this.rank((query.match(/\p{Script=Han}/gu) ?? []).join(" ")).forEach(take)
    for (const section of this.containing(query)) {
      take({ section, score: LEAST * section.weight, found: new Set(), words: [] })
    }
    for (const [section, like] of likeness) if (like > ALIKE) take({ section, score: 0, found: new Set(), words: [] })
    const pages = new Map()
    for (const hit of [...best.values()].sort((a, b) => b.score - a.score)) {
      pages.set(hit.section.page, [...(pages.get(hit.section.page) ?? []), hit])
    }
    for (const [page, hits] of pages) {
      const own = hits.find(({ section }) => section === page)?.score ?? 0
      hits[0].score = Math.max(hits[0].score, PAGE * own) + ALSO * sum(hits.slice(1, 4), ({ score }) => score)
      if (page.about) hits[0].score *= ABOUT
    }
    this.ask(likeness, pages)
    return this.subjects(query, [...pages.values()].sort((a, b) => b[0].score - a[0].score))
  }

  /** Raise the pages whose questions are like the query, and on each the section that answers. */
  ask(likeness, pages) {
    const top = Math.max(...[...pages.values()].map(([{ score }]) => score)) || 1
    const gain = ({ section }) => ASKED * top * (likeness.get(section) ?? 0)
    for (const hits of pages.values()) {
      const gained = Math.max(...hits.map(gain))
      if (!gained) continue
      const score = hits[0].score + gained
      hits.sort((a, b) => b.score + gain(b) - a.score - gain(a))
      hits[0].score = score
    }
  }

  /** For a name alone: first a page with it in a heading, then its row of the glossary, which stays near the top. */
  subjects(query, pages) {
    const folded = this.letters.fold(query)
    const alone = text => this.wordings.concepts(text).find(({ start, end }) => !start && end === text.length)
    const text = [folded, content(folded, this.names)].map(tidy).find(alone)
    if (!text) return pages
    const { own } = alone(text)
    const isRow = ({ section: { location, title } }) => location.includes("#term-") && own.includes(title)
    const named = [text, this.letters.fold(own[0])].map(pattern)
    const isSubject = ({ section: { title, weight, about } }) => weight >= 1 && !about && named.some(name => name.test(this.letters.fold(title)))
    const row = pages.findIndex(hits => hits.some(isRow))
    if (row < 0) return pages
    const [glossary] = pages.splice(row, 1)
    const subject = pages.findIndex(hits => hits.some(isSubject))
    if (subject >= ROW) pages.splice(ROW - 1, 0, ...pages.splice(subject, 1))
    pages.splice(Math.min(Math.max(row, subject + 1), ROW), 0, glossary)
    return pages
  }

  /** Weigh every section that has enough of the terms of one wording. */
  rank(text) {
    const weights = this.weights(text)
    const wanted = [...weights.keys()]
    if (!wanted.length) return []
    const phrase = squeeze(this.letters.fold(text))
    const words = this.letters.fold(text).match(/\p{Script=Han}{2,}/gu) ?? []
    const all = sum(weights.values())
    const theirs = Math.max(1, this.audiences.contributors(weights) ** THEIRS / CONTRIBUTORS)
    const authors = this.authors(weights) ? AUTHORS : 0
    const boostTerm = term => weights.get(term) / this.rarity(term) // BM25 has the rarity in it
    const options = { tokenize: joined => joined.split(" "), boost: BOOST, boostTerm, ...this.near }
    const weigh = term => weights.get(term)
    const telling = new Set(this.terms(content(this.letters.fold(text), this.names), false))
    const tells = term => !telling.size || telling.has(term) || !weights.has(term)
    const hits = this.index.search(wanted.join(" "), options).map(({ id, score, terms: found, queryTerms }) => {
      const section = this.sections[id]
      const covered = sum(new Set(queryTerms), weigh) / all
      const weight = section.audience === "contributor" ? section.weight * theirs : Math.max(section.weight, section.weight <= READ ? authors : 0)
      const weighed = (score / sum(wanted, boostTerm)) * covered ** COVERED * literal(section, phrase) * weight
      return { section, covered, score: weighed, found: new Set(found.filter(tells)), words } // found: terms; words: Chinese ones asked for
    })
    const enough = ENOUGH * Math.max(0, ...hits.filter(({ section }) => section.weight >= READ).map(({ covered }) => covered))
    const kept = hits.filter(({ covered }) => covered >= enough).sort((a, b) => b.score - a.score)
    kept.forEach((hit, i) => (hit.score *= (i < CLOSELY ? this.together(hit, weigh) : 0.5) ** TOGETHER))
    return kept
  }

  /** Weigh the terms of a text; a long word has many pairs of characters, but counts as one word. */
  weights(text) {
    const weights = new Map()
    for (const [said, share] of [[text, FILLER], [content(text, this.names), 1 - FILLER]]) {
      for (const word of said.split(/\s+/)) {
        const inside = this.terms(word, false)
        for (const term of inside) weights.set(term, (weights.get(term) ?? 0) + share * this.rarity(term) / inside.length)
      }
    }
    return weights
  }

  /** How much of the terms that a section has stand in one line and the headings above it. */
  together({ section, found: all }, weigh) {
    const { page, text } = section
    const found = [...all].filter(weigh)
    section.lines ??= text.split("\n").map(line => new Set(this.terms(line, true)))
    section.above ??= new Set(this.terms(`${page.title}\n${section.title}`, true))
    const below = found.filter(term => !section.above.has(term))
    const best = Math.max(0, ...section.lines.map(line => sum(below.filter(term => line.has(term)), weigh)))
    return found.length ? 1 - (sum(below, weigh) - best) / sum(found, weigh) : 1
  }

  /** Whether a query names authors: with years at most, no terms, and words that the bibliography has sooner than the pages. */
  authors(weights) {
    const names = [...weights.keys()].filter(term => !/^\d+$/.test(term))
    const isTerm = term => this.topics.has(term) || this.translations.has(term)
    return names.length > 0 && names.every(term => !isTerm(term) && this.audiences.cited(term))
  }

  /** Weigh a term by how few sections have it; a pair of characters that none has is most likely no word. */
  rarity(term) {
    const frequency = this.frequency.get(term)
    return Math.log(1 + this.sections.length / (frequency ?? 5)) * (this.topics.has(term) ? TOPIC : this.knows(term) || isWord(term) ? 1 : 0.1)
  }

  /** Whether the pages or the questions of readers have a term. */
  knows(term) {
    return this.frequency.has(term) || this.asked.words.has(term)
  }

  /** Whether a term may be the beginning of a word: not a short one that the pages have. */
  opens(term) {
    return isWord(term) && (term.length > 4 || !this.knows(term))
  }

  /** How many slips of the pen are forgiven in a term: none in a word that the pages have. */
  slips(term) {
    if (this.knows(term) || !/^[a-z]{5,}$/.test(term)) return false
    return term.length < 6 ? 1 : 2
  }

  containing(query) {
    const phrase = squeeze(this.letters.fold(query))
    if (!phrase) return []
    return this.sections.filter(({ squeezed: { title, text } }) => title.includes(phrase) || text.includes(phrase))
  }

  /** What the main pages say in one text, for patterns of characters. */
  get characters() {
    const main = ({ weight }) => weight >= MAIN
    this.joined ??= this.sections.filter(main).map(({ squeezed }) => `${squeezed.title}\n${squeezed.text}`).join("\n")
    return this.joined
  }
}

const isWord = term => /^[a-z][a-z0-9]{2,}$/.test(term)
const sum = (values, weigh = value => value) => [...values].reduce((total, value) => total + weigh(value), 0)

function literal({ named, squeezed }, phrase) {
  if (phrase.length < 2) return 1
  if (squeezed.title === phrase && named) return LITERAL.whole
  if (squeezed.title.includes(phrase)) return LITERAL.title
  return squeezed.text.includes(phrase) ? LITERAL.text : 1
}

// What readers ask, written down beforehand (docs/questions.yml): a query that is nearly such a phrase leads to its place.
"use strict"

const SAID = 1.5 // exponents: how much of the query a phrase has …
const NEEDED = 1 // … and how much of the phrase the query has

class Asked {
  /** `asked`: location → phrases. */
  constructor(asked, engine) {
    this.phrases = Object.entries(asked).flatMap(([location, phrases]) => phrases.map(phrase => ({ location, phrase })))
    this.words = new Set(this.phrases.flatMap(({ phrase }) => engine.terms(phrase, false)))
  }

  /** Weigh the phrases, which takes an engine that knows their words. */
  fill(engine) {
    const same = value => value
    this.index = new MiniSearch({ fields: ["terms"], stringifyField: same, tokenize: same, processTerm: same })
    this.phrases.forEach((one, id) => {
      one.weights = engine.weights(one.phrase)
      this.index.add({ id, terms: [...one.weights.keys()] })
    })
  }

  /** Compare weighted terms of a query with every phrase: location → how like its likest one is, 0 to 1. */
  find(weights, near) {
    const best = new Map()
    const whole = sum(weights.values())
    const options = { tokenize: joined => joined.split(" "), ...near }
    for (const { id, match, queryTerms } of this.index.search([...weights.keys()].join(" "), options)) {
      const { location, weights: own } = this.phrases[id]
      const said = sum(new Set(queryTerms), term => weights.get(term) * (match[term] ? 1 : near.weights.prefix)) / whole
      const needed = sum(Object.keys(match), term => own.get(term)) / sum(own.values())
      best.set(location, Math.max(best.get(location) ?? 0, said ** SAID * needed ** NEEDED))
    }
    return best
  }
}

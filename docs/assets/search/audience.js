// Whose words the words of a query are: those of readers, of contributors, or of the works that are cited.
"use strict"

class Audiences {
  spread = { reader: new Spread(), contributor: new Spread(), work: new Spread(), row: new Spread() }

  /** Count the terms of a section of one kind. */
  add(terms, kind) {
    this.spread[kind].add(terms)
  }

  /** How much of a query, given as weighted terms, are words of contributors, 0 to 1. */
  contributors(weights) {
    let all = 0, theirs = 0
    for (const [term, weight] of weights) {
      const [contributor, reader] = ["contributor", "reader"].map(kind => this.spread[kind].share(term))
      if (!contributor && !reader && !/^[a-z]/.test(term)) continue // a pair of characters, most likely no word
      all += weight
      theirs += contributor && (weight * contributor) / (contributor + reader)
    }
    return all && theirs / all
  }

  /** Whether the works have a term sooner than the pages for readers. */
  cited(term) {
    return this.spread.work.share(term) > this.spread.reader.share(term)
  }
}

/** How terms spread over the sections of one kind. */
class Spread {
  sections = 0
  frequency = new Map()

  add(terms) {
    this.sections++
    for (const term of terms) this.frequency.set(term, (this.frequency.get(term) ?? 0) + 1)
  }

  share(term) {
    return (this.frequency.get(term) ?? 0) / this.sections || 0
  }
}

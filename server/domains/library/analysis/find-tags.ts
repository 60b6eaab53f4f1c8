import { type ContentWord, contentRuns, type PassageWords } from "./read-passage.ts"

export interface FoundTag {
  tag: string
  /** `topic`: headings speak of it; `key-term`: the text marks it or keeps coming back to it. */
  category: "topic" | "key-term"
  /** 0..1. */
  confidence: number
}

interface Candidate {
  words: number
  count: number
  passages: number
  lastPassage: number
  headings: number
  marks: number
  /** How often it is written with a capital or as an abbreviation. */
  capitals: number
  surfaces: Map<string, number>
}

const LONGEST_TERM = 3
const MOST_TAGS = 8
/** Terms considered for tags, the best by score. */
const LOOKED_AT = 200
const LEAST_CONFIDENCE = 0.3

/**
 * What a text is about, from how often its terms come back, in how many passages, and whether headings and emphasis
 * name them. Feed it passage by passage; a term that never comes twice and that no heading names is no tag.
 */
export class TagFinder {
  readonly #candidates = new Map<string, Candidate>()
  #passages = 0

  addPassage({ runs }: PassageWords): void {
    this.#passages += 1
    for (const run of runs) {
      eachTerm(run, (key, words) => {
        const candidate = this.#candidate(key, words.length)
        candidate.count += 1
        if (candidate.lastPassage !== this.#passages) candidate.passages += 1
        candidate.lastPassage = this.#passages
        noteSurface(candidate, words)
      })
    }
  }

  addHeading(title: string): void {
    for (const run of contentRuns(title)) {
      eachTerm(run, (key, words) => {
        const candidate = this.#candidate(key, words.length)
        candidate.headings += 1
        // The heading's capitals are its own.
        noteSurface(
          candidate,
          words.map(({ surface, stem }) => ({ surface: plainSurface(surface), stem })),
        )
      })
    }
  }

  /** A term that is set in bold or italics. */
  addEmphasis(text: string): void {
    const runs = contentRuns(text)
    const [run] = runs
    if (runs.length !== 1 || run === undefined || run.length > LONGEST_TERM) return
    const candidate = this.#candidates.get(keyOf(run))
    if (candidate) candidate.marks += 1
  }

  tags(): FoundTag[] {
    const scored: { key: string; candidate: Candidate; score: number }[] = []
    let leastScore = 0
    for (const [key, candidate] of this.#candidates) {
      const { count, headings } = candidate
      if (count < 2 && (count < 1 || headings < 1)) continue
      const score = this.#score(candidate)
      if (score < leastScore) continue
      scored.push({ key, candidate, score })
      // A book has tens of thousands of terms: sorting all of them would hold up the server.
      if (scored.length === LOOKED_AT * 4) leastScore = keepBest(scored)
    }
    keepBest(scored)
    const kept: typeof scored = []
    for (const next of scored) {
      if (kept.length === MOST_TAGS) break
      if (!kept.some(({ key }) => sharesMeaning(key, next.key))) kept.push(next)
    }
    return kept
      .map(({ candidate, score }) => ({
        tag: mostFrequent(candidate.surfaces).slice(0, 100),
        category: candidate.headings > 0 ? ("topic" as const) : ("key-term" as const),
        confidence: Math.round((score / (score + 4)) * 100) / 100,
      }))
      .filter(({ confidence }) => confidence >= LEAST_CONFIDENCE)
  }

  #score({ words, count, passages, headings, marks, capitals }: Candidate): number {
    const spread = passages / Math.max(1, this.#passages)
    const support =
      0.5 +
      0.9 * Math.log2(1 + headings) +
      0.5 * Math.log2(1 + marks) +
      0.4 * (capitals / Math.max(1, count)) +
      // What stands in every passage describes the whole, up to a point: beyond it is a word of the style.
      0.6 * Math.min(spread, 0.5)
    return Math.log2(1 + count) * support * (words === 1 ? 0.8 : 1.35)
  }

  #candidate(key: string, words: number): Candidate {
    let candidate = this.#candidates.get(key)
    if (!candidate) {
      candidate = {
        words,
        count: 0,
        passages: 0,
        lastPassage: 0,
        headings: 0,
        marks: 0,
        capitals: 0,
        surfaces: new Map(),
      }
      this.#candidates.set(key, candidate)
    }
    return candidate
  }
}

/** Sorts, best first, and cuts to what is looked at. @returns the lowest score kept */
function keepBest(scored: { key: string; score: number }[]): number {
  scored.sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1))
  scored.length = Math.min(scored.length, LOOKED_AT)
  return scored.at(-1)?.score ?? 0
}

function eachTerm(run: readonly ContentWord[], visit: (key: string, words: ContentWord[]) => void): void {
  for (let from = 0; from < run.length; from++) {
    for (let length = 1; length <= LONGEST_TERM && from + length <= run.length; length++) {
      const words = run.slice(from, from + length)
      visit(keyOf(words), words)
    }
  }
}

function keyOf(words: readonly ContentWord[]): string {
  return words.map(({ stem }) => stem).join(" ")
}

function noteSurface(candidate: Candidate, words: readonly ContentWord[]): void {
  if (words.every(({ surface }) => /^\p{Lu}/u.test(surface))) candidate.capitals += 1
  const surface = words.map((word) => plainSurface(word.surface)).join(" ")
  candidate.surfaces.set(surface, (candidate.surfaces.get(surface) ?? 0) + 1)
}

/** In small letters, except abbreviations. */
function plainSurface(surface: string): string {
  return /^\p{Lu}?\p{Ll}[\p{Ll}\-'’]*$/u.test(surface) ? surface.toLowerCase() : surface
}

/** One term says all that the other does. */
function sharesMeaning(a: string, b: string): boolean {
  return ` ${a} `.includes(` ${b} `) || ` ${b} `.includes(` ${a} `)
}

function mostFrequent(surfaces: ReadonlyMap<string, number>): string {
  return [...surfaces].reduce((best, next) => (next[1] > best[1] ? next : best))[0]
}

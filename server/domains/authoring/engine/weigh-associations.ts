import type { TermIndex } from "./find-key-terms.ts"
import type { Reading } from "./read-sentences.ts"
import { singularOf } from "./term-forms.ts"
import { isFunctionWord } from "./word-classes.ts"

/** How well the rest of the text tells which term belongs into a blank. */
export interface Determination {
  /** 1 when no other term goes better with the words around the blank. */
  rank: number
  /** Log-likelihood of the answer less that of the best other term; negative from rank 2 on. */
  margin: number
  /** Words of the stem that the text uses together with the answer elsewhere. */
  support: number
}

export interface Associations {
  /** Undefined for a term that occurs too seldom to say anything. `sentenceIndex` is the sentence the stem comes from: it does not count. */
  judge(key: string, stem: string, sentenceIndex: number): Determination | undefined
}

/** Smoothing of the likelihoods, in sentences. */
const PRIOR = 8
/** A word met in more sentences than this is read in every n-th of them. */
const MOST_SENTENCES = 600

/**
 * A blank without a definition may fit several terms. The text itself is asked: every term is taken as the bag of the other
 * sentences it occurs in, and the terms are ranked by the likelihood of the stem's words (Dirichlet-smoothed query
 * likelihood, after Zhai and Lafferty, 2001). Terms that stand in the stem, and longer or shorter forms of the answer, do not compete.
 */
export function weighAssociations(reading: Reading, index: TermIndex): Associations {
  const sentenceOf = sentenceFinder(reading)
  const keys: string[] = []
  const idOf = new Map<string, number>()
  const sentencesWith: number[] = []
  const termsAt: number[][] = reading.sentences.map(() => [])
  for (const candidate of index.byKey.values()) {
    if (candidate.frequency < 3 || candidate.logit < -3.5) continue
    const id = keys.length
    keys.push(candidate.key)
    idOf.set(candidate.key, id)
    let last = -1
    let count = 0
    for (const { start } of candidate.occurrences) {
      const at = sentenceOf(start)
      if (at === last) continue
      last = at
      count += 1
      ;(termsAt[at] as number[]).push(id)
    }
    sentencesWith.push(count)
  }
  const sentencesOfWord = new Map<string, number[]>()
  for (const sentence of reading.sentences) {
    for (const word of wordsOf(sentence.text)) {
      const list = sentencesOfWord.get(word)
      if (list === undefined) sentencesOfWord.set(word, [sentence.index])
      else list.push(sentence.index)
    }
  }
  const total = Math.max(1, reading.sentences.length)

  const together = new Float64Array(keys.length)
  const gains = new Float64Array(keys.length)

  return {
    judge(key, stem, sentenceIndex) {
      const own = idOf.get(key)
      if (own === undefined) return undefined
      const words = [...wordsOf(stem)]
      const rivals = new Set<number>()
      let support = 0
      for (const word of words) {
        const sentences = sentencesOfWord.get(word)
        if (sentences === undefined) continue
        const step = Math.ceil(sentences.length / MOST_SENTENCES)
        const met: number[] = []
        for (let i = 0; i < sentences.length; i += step) {
          const at = sentences[i] as number
          if (at === sentenceIndex) continue
          for (const id of termsAt[at] as number[]) {
            if (together[id] === 0) met.push(id)
            together[id] = (together[id] as number) + step
          }
        }
        if ((together[own] as number) > 0) support += 1
        const expected = (PRIOR * sentences.length) / total
        for (const id of met) {
          rivals.add(id)
          gains[id] = (gains[id] as number) + Math.log1p((together[id] as number) / expected)
          together[id] = 0
        }
      }
      const worth = (id: number): number =>
        (gains[id] as number) - words.length * Math.log1p(Math.max(0, (sentencesWith[id] as number) - 1) / PRIOR)
      const answer = worth(own)
      const lowerStem = stem.toLowerCase()
      let rank = 1
      let best = Number.NEGATIVE_INFINITY
      for (const id of rivals) {
        const value = id === own ? Number.NEGATIVE_INFINITY : worth(id)
        if (value > best || value > answer) {
          const other = keys[id] as string
          if (!other.includes(key) && !key.includes(other) && !lowerStem.includes(other)) {
            if (value > best) best = value
            if (value > answer) rank += 1
          }
        }
      }
      for (const id of rivals) gains[id] = 0
      return { rank, margin: best === Number.NEGATIVE_INFINITY ? 9 : answer - best, support }
    },
  }
}

function wordsOf(text: string): Set<string> {
  return new Set(
    (text.toLowerCase().match(/\p{L}{3,}/gu) ?? [])
      .filter((word) => !isFunctionWord(word))
      .map((word) => singularOf(word)),
  )
}

function sentenceFinder(reading: Reading): (offset: number) => number {
  return (offset) => {
    let low = 0
    let high = reading.sentences.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((reading.sentences[middle]?.start ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
}

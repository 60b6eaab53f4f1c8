import type { TermIndex } from "./find-key-terms.ts"
import type { Reading } from "./read-sentences.ts"
import { singularOf } from "./term-forms.ts"
import { isFunctionWord } from "./word-classes.ts"

/** How well the rest of the text tells which term belongs into a blank. */
export interface Determination {
  /** 1 when no other term goes better with the words around the blank; counted up to 6. */
  rank: number
  /** Log-likelihood of the answer less that of the best other term; negative from rank 2 on, and of no exact value at the last rank. */
  margin: number
  /** Words of the stem that the text uses together with the answer elsewhere. */
  support: number
}

export interface Associations {
  /**
   * Undefined for a term that occurs too seldom to say anything, or with less support than asked for: that is found out quickly.
   * `sentenceIndex` is the sentence the stem comes from: it does not count.
   */
  judge(key: string, stem: string, sentenceIndex: number, leastSupport?: number): Determination | undefined
}

/** Which terms a word stands together with, and how much that speaks for each of them. */
interface Neighbours {
  /** Every n-th sentence of the word was read, and counts n times. */
  step: number
  /** What smoothing would expect of a term met everywhere. */
  expected: number
  /** The sentences that were read. */
  read: ReadonlySet<number>
  ids: Uint32Array
  counts: Uint32Array
  gains: Float64Array
  /** Where a term stands in the arrays. */
  positions: ReadonlyMap<number, number>
}

/** Smoothing of the likelihoods, in sentences. */
const PRIOR = 8
/** What is worse than this is as bad. */
const LAST_RANK = 6
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

  const together = new Uint32Array(keys.length)
  const gains = new Float64Array(keys.length)
  /** What a term that stands in many sentences loses for each word. */
  const cost = Float64Array.from(sentencesWith, (count) => Math.log1p(Math.max(0, count - 1) / PRIOR))
  const neighbours = new Map<string, Neighbours>()

  /** Kept, since many stems share their words. */
  function neighboursOf(word: string): Neighbours | undefined {
    const known = neighbours.get(word)
    if (known !== undefined) return known
    const sentences = sentencesOfWord.get(word)
    if (sentences === undefined) return undefined
    const step = Math.ceil(sentences.length / MOST_SENTENCES)
    const expected = (PRIOR * sentences.length) / total
    const met: number[] = []
    const read = new Set<number>()
    for (let i = 0; i < sentences.length; i += step) {
      const at = sentences[i] as number
      read.add(at)
      for (const id of termsAt[at] as number[]) {
        if (together[id] === 0) met.push(id)
        together[id] = (together[id] as number) + step
      }
    }
    const found: Neighbours = {
      step,
      expected,
      read,
      ids: Uint32Array.from(met),
      counts: Uint32Array.from(met, (id) => together[id] as number),
      gains: Float64Array.from(met, (id) => Math.log1p((together[id] as number) / expected)),
      positions: new Map(met.map((id, position) => [id, position])),
    }
    for (const id of met) together[id] = 0
    neighbours.set(word, found)
    return found
  }

  /** The stem's words with what they speak for, less what the sentence says that the stem comes from. */
  function readStem(stem: string, own: number, sentenceIndex: number) {
    const words = wordsOf(stem)
    const near: { word: Neighbours; isRead: boolean }[] = []
    let support = 0
    for (const text of words) {
      const word = neighboursOf(text)
      if (word === undefined) continue
      const isRead = word.read.has(sentenceIndex)
      near.push({ word, isRead })
      const position = word.positions.get(own)
      const count = position === undefined ? 0 : (word.counts[position] as number)
      const isInSentence = isRead && (termsAt[sentenceIndex] ?? []).includes(own)
      if (count - (isInSentence ? word.step : 0) > 0) support += 1
    }
    return { wordCount: words.size, near, support }
  }

  /** Adds what a word speaks for to `gains`; terms that had nothing before are added to `rivals`. */
  function addGains(
    { ids, counts, gains: own, positions, step, expected }: Neighbours,
    except: readonly number[],
    rivals: number[],
  ): void {
    const changed: number[] = []
    for (const id of except) {
      const position = positions.get(id)
      if (position === undefined) continue
      changed.push(position)
      own[position] = Math.log1p(((counts[position] as number) - step) / expected)
    }
    for (let i = 0; i < ids.length; i += 1) {
      const gain = own[i] as number
      if (gain === 0) continue
      const id = ids[i] as number
      const before = gains[id] as number
      if (before === 0) rivals.push(id)
      gains[id] = before + gain
    }
    for (const position of changed) own[position] = Math.log1p((counts[position] as number) / expected)
  }

  return {
    judge(key, stem, sentenceIndex, leastSupport = 0) {
      const own = idOf.get(key)
      if (own === undefined) return undefined
      const { wordCount, near, support } = readStem(stem, own, sentenceIndex)
      if (support < leastSupport) return undefined
      const rivals: number[] = []
      for (const { word, isRead } of near) addGains(word, isRead ? (termsAt[sentenceIndex] ?? []) : [], rivals)
      const worth = (id: number): number => (gains[id] as number) - wordCount * (cost[id] as number)
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
            if (rank === LAST_RANK) break
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

import { normalisedFrequency, saturate } from "./bm25.ts"

const GRAM_LENGTH = 4
const K1 = 1.2
const B = 0.75

/**
 * Compares words by the runs of four letters they share, so that what no stemmer joins still meets: vertebrate and vertebral,
 * hepatocyte and hepatic, a misspelling and its word.
 *
 * A run weighs what its word weighs (`idf`), shared out by the square root of how many runs the word has: no frequencies of
 * runs are needed, which would cost an index six times that of the words.
 */
export class CharacterGrams {
  readonly #weights: number[] = []
  readonly #numbers = new Map<number, number>()

  /** `words` are the query's, repeats included. */
  constructor(words: readonly { word: string; idf: number }[]) {
    for (const { word, idf } of words) {
      const grams = gramsOf(word)
      const weight = idf / Math.sqrt(grams.length)
      for (const gram of grams) {
        const number = this.#numbers.get(gram)
        if (number === undefined) {
          this.#numbers.set(gram, this.#weights.length)
          this.#weights.push(weight)
        } else {
          this.#weights[number] = (this.#weights[number] as number) + weight
        }
      }
    }
  }

  /** How many different runs the query has; they are numbered from 0. */
  get size(): number {
    return this.#weights.length
  }

  /** The numbers of the query's runs that stand in a word, repeats included. */
  numbersIn(word: string): readonly number[] {
    let numbers: number[] | undefined
    for (const gram of gramsOf(word)) {
      const number = this.#numbers.get(gram)
      if (number === undefined) continue
      if (numbers) numbers.push(number)
      else numbers = [number]
    }
    return numbers ?? NONE
  }

  /** BM25 over runs. `counts` are a text's frequencies by the run's number; lengths are numbers of runs. */
  score(counts: ArrayLike<number>, length: number, averageLength: number): number {
    let score = 0
    for (let number = 0; number < counts.length; number++) {
      const tf = counts[number] as number
      if (tf === 0) continue
      score += (this.#weights[number] as number) * saturate(normalisedFrequency(tf, length, averageLength, B), K1)
    }
    return score
  }
}

const NONE: readonly number[] = []
const EDGE = "_".charCodeAt(0)

/**
 * The runs of four letters of `_word_`, each as a number: its UTF-16 units in base 2^13, the last bits of rarer letters falling
 * together, which does not matter here. A word of one letter is one shorter run.
 */
export function gramsOf(word: string): number[] {
  const grams: number[] = []
  const count = gramCount(word)
  for (let first = -1; grams.length < count; first++) {
    let gram = 0
    for (let i = first; i < first + GRAM_LENGTH; i++) {
      const unit = i < 0 || i === word.length ? EDGE : i > word.length ? 0 : word.charCodeAt(i)
      gram = gram * 8192 + (unit & 8191)
    }
    grams.push(gram)
  }
  return grams
}

/** How many runs a word has. */
export function gramCount(word: string): number {
  return Math.max(1, word.length + 3 - GRAM_LENGTH)
}

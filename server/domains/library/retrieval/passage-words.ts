import { type CharacterGrams, gramCount } from "./character-grams.ts"
import { termOf } from "./index-terms.ts"
import { STOP_WORDS } from "./stop-words.ts"
import { PAIR_WINDOW } from "./term-pairs.ts"
import { WordNumbers } from "./word-numbers.ts"

/** What a query sees in a passage. */
export interface Passage {
  /** Frequencies of the query's runs of letters, by their numbers. */
  gramCounts: Uint16Array
  /** Runs of letters in all. */
  gramLength: number
  /** Where each of the query's terms stands, by its number. A pair never spans title and body. */
  positions: number[][]
  /** Words of the body. */
  length: number
  /** The numbers of its terms without stop words, title and body, for comparing passages of one query with each other. */
  terms: number[]
}

/**
 * Reads the candidates of one query. They share most of their words, so each different word is stemmed, cut into runs and
 * looked up once, and everything after works on numbers.
 */
export class PassageReader {
  readonly #grams: CharacterGrams
  readonly #queryTerms: ReadonlyMap<string, number>
  readonly #words = new WordNumbers()
  readonly #termNumbers = new Map<string, number>()
  readonly #gramsOfWord: (readonly number[])[] = []
  readonly #gramCountOfWord: number[] = []
  /** −1 for stop words. */
  readonly #termOfWord: number[] = []
  /** −1 for words the query did not ask for. */
  readonly #queryTermOfWord: number[] = []

  constructor(queryTerms: ReadonlyMap<string, number>, grams: CharacterGrams) {
    this.#queryTerms = queryTerms
    this.#grams = grams
  }

  read(title: string, body: string): Passage {
    const passage: Passage = {
      gramCounts: new Uint16Array(this.#grams.size),
      gramLength: 0,
      positions: Array.from({ length: this.#queryTerms.size }, () => []),
      length: 0,
      terms: [],
    }
    const titleLength = this.#add(title, 0, passage)
    passage.length = this.#add(body, titleLength + PAIR_WINDOW, passage)
    return passage
  }

  #add(text: string, firstPosition: number, passage: Passage): number {
    const found = this.#words.read(text)
    for (let word = this.#gramsOfWord.length; word < this.#words.words.length; word++) this.#learn(word)
    for (let i = 0; i < found.length; i++) {
      const word = found[i] as number
      passage.gramLength += this.#gramCountOfWord[word] as number
      for (const gram of this.#gramsOfWord[word] as readonly number[]) {
        passage.gramCounts[gram] = (passage.gramCounts[gram] as number) + 1
      }
      const queryTerm = this.#queryTermOfWord[word] as number
      if (queryTerm >= 0) (passage.positions[queryTerm] as number[]).push(firstPosition + i)
      const term = this.#termOfWord[word] as number
      if (term >= 0) passage.terms.push(term)
    }
    return found.length
  }

  #learn(number: number): void {
    const word = this.#words.words[number] as string
    const term = termOf(word)
    let termNumber = this.#termNumbers.get(term)
    if (termNumber === undefined) {
      termNumber = this.#termNumbers.size
      this.#termNumbers.set(term, termNumber)
    }
    this.#gramsOfWord.push(this.#grams.numbersIn(word))
    this.#gramCountOfWord.push(gramCount(word))
    this.#termOfWord.push(STOP_WORDS.has(word) ? -1 : termNumber)
    this.#queryTermOfWord.push(this.#queryTerms.get(term) ?? -1)
  }
}

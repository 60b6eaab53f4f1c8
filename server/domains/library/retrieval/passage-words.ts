import type { CharacterGrams } from "./character-grams.ts"
import { termOf } from "./index-terms.ts"
import { type Lexicon, sharedLexicon } from "./lexicon.ts"
import type { SameTerm } from "./same-term.ts"
import { PAIR_WINDOW } from "./term-pairs.ts"

/** What a query sees in a passage. */
export interface Passage {
  /** Frequencies of the query's runs of letters, by their numbers. */
  gramCounts: Uint16Array
  /** Runs of letters in all. */
  gramLength: number
  /** Where each of the query's terms stands, by its place in `queryTerms`. A pair never spans title and body. */
  positions: number[][]
  /** Words of the body. */
  length: number
  /** Its words, title and body, by number. */
  words: readonly (readonly number[])[]
}

/** What a word has to do with the query. */
interface WordInQuery {
  grams: readonly number[]
  /** Its place in the query's terms, or −1. */
  queryTerm: number
}

const UNKNOWN = 0
const NOTHING: WordInQuery = { grams: [], queryTerm: -1 }

/** Reads the passages of one query; each different word is compared with the query once. */
export class PassageReader {
  readonly #lexicon: Lexicon = sharedLexicon()
  readonly #grams: CharacterGrams
  readonly #queryTerms: ReadonlyMap<number, number>
  readonly #sameTerm: SameTerm | null
  /** By number of word: 0 where it was not compared yet, else a place in `#compared`, where 1 is that of nothing in common. */
  #placeOfWord = new Int32Array(this.#lexicon.words.length + 1024)
  readonly #compared: WordInQuery[] = [NOTHING, NOTHING]

  /** `queryTerms` in the order in which they are numbered in passages; `sameTerm` finds them where they stand in another form. */
  constructor(queryTerms: readonly string[], grams: CharacterGrams, sameTerm: SameTerm | null = null) {
    this.#queryTerms = new Map(queryTerms.map((term, i) => [this.#lexicon.numberOfTerm(term), i]))
    this.#grams = grams
    this.#sameTerm = sameTerm
  }

  read(title: string, body: string): Passage {
    const words = [this.#lexicon.read(title), this.#lexicon.read(body)] as const
    const passage: Passage = {
      gramCounts: new Uint16Array(this.#grams.size),
      gramLength: 0,
      positions: Array.from({ length: this.#queryTerms.size }, () => []),
      length: words[1].length,
      words,
    }
    this.#count(words[0], 0, passage)
    this.#count(words[1], words[0].length + PAIR_WINDOW, passage)
    return passage
  }

  /** The terms of a passage without stop words, as numbers, for comparing passages with each other. */
  termsOf(passage: Passage): number[] {
    const { terms, areStopWords } = this.#lexicon
    const found: number[] = []
    for (const words of passage.words)
      for (const word of words) if (!areStopWords[word]) found.push(terms[word] as number)
    return found
  }

  #count(words: readonly number[], firstPosition: number, passage: Passage): void {
    const { gramCounts } = this.#lexicon
    for (let i = 0; i < words.length; i++) {
      const word = words[i] as number
      passage.gramLength += gramCounts[word] as number
      const { grams, queryTerm } = this.#inQuery(word)
      for (let g = 0; g < grams.length; g++) {
        const gram = grams[g] as number
        passage.gramCounts[gram] = (passage.gramCounts[gram] as number) + 1
      }
      if (queryTerm >= 0) (passage.positions[queryTerm] as number[]).push(firstPosition + i)
    }
  }

  #inQuery(word: number): WordInQuery {
    if (word >= this.#placeOfWord.length) {
      const longer = new Int32Array(word * 2)
      longer.set(this.#placeOfWord)
      this.#placeOfWord = longer
    }
    const place = this.#placeOfWord[word] as number
    if (place !== UNKNOWN) return this.#compared[place] as WordInQuery
    const grams = this.#grams.numbersIn(this.#lexicon.words[word] as string)
    const queryTerm = this.#queryTerms.get(this.#termInQuery(word)) ?? -1
    const isNothing = grams.length === 0 && queryTerm < 0
    this.#placeOfWord[word] = isNothing ? 1 : this.#compared.push({ grams, queryTerm }) - 1
    return isNothing ? NOTHING : (this.#compared.at(-1) as WordInQuery)
  }

  /** The number of a word's term, or of the query's that it stands for. */
  #termInQuery(word: number): number {
    const same = this.#sameTerm?.(termOf(this.#lexicon.words[word] as string))
    return same === undefined ? (this.#lexicon.terms[word] as number) : this.#lexicon.numberOfTerm(same)
  }
}

import { gramCount } from "./character-grams.ts"
import { termOf } from "./index-terms.ts"
import { STOP_WORDS } from "./stop-words.ts"
import { WordNumbers } from "./word-numbers.ts"

/** A lexicon of more words than this is given up for an empty one: some 15 MB. */
const MOST_WORDS = 150_000

/** Words and what is always true of them, by number. */
export class Lexicon {
  readonly #numbers = new WordNumbers()
  readonly #termNumbers = new Map<string, number>()
  /** The number of each word's term. */
  readonly terms: number[] = []
  readonly areStopWords: boolean[] = []
  readonly gramCounts: number[] = []

  get words(): readonly string[] {
    return this.#numbers.words
  }

  /** The words of a text by number. */
  read(text: string): number[] {
    const numbers = this.#numbers.read(text)
    for (let number = this.terms.length; number < this.words.length; number++) {
      const word = this.words[number] as string
      this.terms.push(this.numberOfTerm(termOf(word)))
      this.areStopWords.push(STOP_WORDS.has(word))
      this.gramCounts.push(gramCount(word))
    }
    return numbers
  }

  numberOfTerm(term: string): number {
    const known = this.#termNumbers.get(term)
    if (known !== undefined) return known
    this.#termNumbers.set(term, this.#termNumbers.size)
    return this.#termNumbers.size - 1
  }
}

let lexicon = new Lexicon()

/** The lexicon of this process. Passages share most of their words, so a query seldom meets one that has to be stemmed. */
export function sharedLexicon(): Lexicon {
  if (lexicon.words.length > MOST_WORDS) lexicon = new Lexicon()
  return lexicon
}

import { GERMAN_FUNCTION_WORDS, isGermanQuery } from "./german-words.ts"
import { stemEnglish } from "./stem-english.ts"
import { QUESTION_PHRASES, STOP_WORDS } from "./stop-words.ts"
import { words } from "./words.ts"

/** How often a term stands in a chunk's body (`tf`) and in its title and headings (`titleTf`). */
export interface Posting {
  term: string
  tf: number
  titleTf: number
}

const ENGLISH_LETTERS = /^[a-z']+$/
const STEMS_KEPT = 50_000
const stems = new Map<string, string>()

/**
 * The term a word is indexed under: its Snowball English stem when it is written in the letters a–z, else the word itself.
 * The same for every text and query, so that no language has to be guessed for two words.
 */
export function termOf(word: string): string {
  const known = stems.get(word)
  if (known !== undefined) return known
  const term = ENGLISH_LETTERS.test(word) ? stemEnglish(word) || word : word
  if (stems.size >= STEMS_KEPT) stems.clear()
  stems.set(word, term)
  return term
}

/** The terms of a document's text in reading order, repeats included. */
export function indexTerms(text: string): string[] {
  return words(text).map(termOf)
}

/** Whether a query is put in German: its inflected words are then looked up in all their forms, and its function words dropped. */
export function isGerman(text: string): boolean {
  return isGermanQuery(text, words(text), (word) => STOP_WORDS.has(word))
}

/**
 * The words of a query that carry meaning, unstemmed, in order, repeats included; all its words when nothing else is left.
 * @param german whether its language is German; of a part of a query, that of the whole
 */
export function queryWords(text: string, german = isGerman(text)): string[] {
  const meaningful = words(text.replace(QUESTION_PHRASES, " ")).filter(
    (word) => !STOP_WORDS.has(word) && !(german && GERMAN_FUNCTION_WORDS.has(word)),
  )
  return meaningful.length > 0 ? meaningful : words(text)
}

/** The terms to look a query up by, in order, repeats included: without stop words and interrogatives unless nothing is left. */
export function queryTerms(text: string, german?: boolean): string[] {
  return queryWords(text, german).map(termOf)
}

/** What is indexed of a chunk: the terms of its body, and of its document's title and headings; `length` counts the body's words. */
export function postingsOf(chunk: { title: string; headingPath: string[]; body: string }): {
  postings: Posting[]
  length: number
  titleLength: number
} {
  const found = new Map<string, Posting>()
  const body = indexTerms(chunk.body)
  const title = indexTerms([chunk.title, ...chunk.headingPath].join("\n"))
  const at = (term: string): Posting => {
    let posting = found.get(term)
    if (!posting) {
      posting = { term, tf: 0, titleTf: 0 }
      found.set(term, posting)
    }
    return posting
  }
  for (const term of body) at(term).tf += 1
  for (const term of title) at(term).titleTf += 1
  return { postings: [...found.values()], length: body.length, titleLength: title.length }
}

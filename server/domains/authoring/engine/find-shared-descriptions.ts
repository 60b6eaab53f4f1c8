import type { Reading } from "./read-sentences.ts"
import { singularOf } from "./term-forms.ts"
import { commonnessOf, isFunctionWord } from "./word-classes.ts"

/** Words that more sentences hold tell nothing, and would take long to look up. */
const MOST_SENTENCES = 200
/** A longer description is its term's own, whatever words it shares. */
const MOST_WORDS = 9
const LEAST_WORDS = 3
const SHARED = 0.75

export type SharedDescriptions = (meaning: string, term: string, sentenceIndex: number) => boolean

/**
 * Asks the text whether a description holds for something else too: another sentence, without the term, that has three quarters of
 * its words. Asthma is "a chronic inflammatory disease of the airways" where the text says so of COPD as well.
 */
export function findSharedDescriptions(reading: Reading): SharedDescriptions {
  let sentencesOf: Map<string, number[]> | undefined
  return (meaning, term, sentenceIndex) => {
    // Many texts define nothing, and counting takes time.
    sentencesOf ??= countSentences(reading)
    const own = new Set(contentWords(term))
    const words = [...new Set(contentWords(meaning))].filter((word) => !own.has(word))
    const found = sentencesOf
    const telling = words.filter((word) => (found.get(word)?.length ?? 0) <= MOST_SENTENCES)
    if (words.length > MOST_WORDS || telling.length < LEAST_WORDS) return false
    const counts = new Map<number, number>()
    for (const word of telling) for (const at of found.get(word) ?? []) counts.set(at, (counts.get(at) ?? 0) + 1)
    for (const [at, count] of counts) {
      if (at === sentenceIndex || count < telling.length * SHARED) continue
      const other = new Set(contentWords(reading.sentences[at]?.text ?? ""))
      if (
        ![...own].some((word) => other.has(word)) &&
        words.filter((word) => other.has(word)).length >= words.length * SHARED
      )
        return true
    }
    return false
  }
}

function countSentences(reading: Reading): Map<string, number[]> {
  const sentencesOf = new Map<string, number[]>()
  for (const { index, tokens } of reading.sentences) {
    for (const { lower } of tokens) {
      if (!isContent(lower)) continue
      const word = singularOf(lower)
      const found = sentencesOf.get(word)
      if (found === undefined) sentencesOf.set(word, [index])
      else if (found.at(-1) !== index) found.push(index)
    }
  }
  return sentencesOf
}

function isContent(word: string): boolean {
  return word.length >= 3 && !isFunctionWord(word) && commonnessOf(word) < 5 && /^[\p{L}\p{N}]/u.test(word)
}

function contentWords(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? []).filter(isContent).map(singularOf)
}

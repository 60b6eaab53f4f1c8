import { splitSentences, type TextRange } from "../../../shared/text.ts"
import { termOf } from "../retrieval/index-terms.ts"
import { EMPTY_WORDS } from "./general-words.ts"

/** A word that may carry meaning. */
export interface ContentWord {
  /** As written. */
  surface: string
  /** What forms of the same word share. */
  stem: string
}

/** A passage prepared for analysis. */
export interface PassageWords {
  /** Runs of content words with nothing but spaces between them: terms lie within one. */
  runs: ContentWord[][]
  sentences: (TextRange & { stems: string[] })[]
  /** How often each stem occurs. */
  counts: Map<string, number>
}

const TOKEN = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu

export function readPassage(text: string): PassageWords {
  const runs: ContentWord[][] = []
  const counts = new Map<string, number>()
  const sentences = splitSentences(text).map((range) => {
    const stems: string[] = []
    for (const run of contentRuns(text.slice(range.start, range.end))) {
      runs.push(run)
      for (const { stem } of run) {
        stems.push(stem)
        counts.set(stem, (counts.get(stem) ?? 0) + 1)
      }
    }
    return { ...range, stems }
  })
  return { runs, sentences, counts }
}

/** Content words, parted where an empty word or punctuation stands between them. */
export function contentRuns(sentence: string): ContentWord[][] {
  const runs: ContentWord[][] = []
  let run: ContentWord[] = []
  let lastEnd = 0
  const close = () => {
    if (run.length > 0) runs.push(run)
    run = []
  }
  for (const match of sentence.matchAll(TOKEN)) {
    const [surface] = match
    if (/[^ ]/.test(sentence.slice(lastEnd, match.index))) close()
    lastEnd = match.index + surface.length
    if (isContent(surface)) run.push({ surface, stem: termOf(surface.toLowerCase()) })
    else close()
  }
  close()
  return runs
}

function isContent(word: string): boolean {
  if (!/\p{L}/u.test(word)) return false
  if (/^\p{Lu}[\p{Lu}\p{N}]+$/u.test(word)) return true
  const lower = word.toLowerCase()
  if (EMPTY_WORDS.has(lower) || /['’]/.test(word)) return false
  // Adverbs and scraps of formulas.
  return lower.length > 2 && !/[a-z]{3}ly$/.test(lower) && !/^\p{L}?\p{N}+\p{L}?$/u.test(word)
}

import type { Language } from "../../shared/language.ts"
import { normaliseWhitespace } from "../../shared/text.ts"
import type { Quotation } from "./answer-extractively.ts"
import type { Passage } from "./passage.ts"

/** Where to look, in words, and the range that a learner may see before trying. */
export interface Hint {
  text: string
  passage: Passage
  start: number
  end: number
}

const MOST_PLACES = 3
/** Of the sentence that answers this share of its words is shown, or of its characters where words are not parted by spaces. */
const SHOWN_SHARE = 0.4
const FEWEST_WORDS = 3
const MOST_WORDS = 8
const WORD = /\S+/gu

/**
 * Hints instead of an answer: the places where it stands, and of the best sentence how it begins. Cites no more of the text than
 * is told, so that nothing gives the answer away.
 */
export function hintsFrom(quotations: readonly Quotation[], language: Language): Hint[] {
  const [best] = quotations
  if (!best) return []
  const places = quotations.filter(
    (one, i) => quotations.findIndex(({ passage }) => placeOf(passage) === placeOf(one.passage)) === i,
  )
  return places.slice(0, MOST_PLACES).map(({ passage, start, quote }, i) => {
    const end = start + lengthOfOpening(quote)
    const opening = normaliseWhitespace(quote.slice(0, end - start))
    const { look, seeAlso } = hintWords[language]
    return { text: i === 0 ? look(passage, opening) : seeAlso(passage), passage, start, end }
  })
}

function placeOf({ materialId, sectionIndex }: Passage): string {
  return `${materialId} ${sectionIndex}`
}

type Place = Pick<Passage, "headingPath" | "materialTitle" | "pageNumber">

const hintWords: Record<Language, { look(place: Place, opening: string): string; seeAlso(place: Place): string }> = {
  en: {
    look: (place, opening) =>
      `Look in ${englishPlace(place)}. A sentence there begins “${opening} …” Finish it in your own words, then ask for the answer.`,
    seeAlso: (place) => `See also ${englishPlace(place)}.`,
  },
  de: {
    look: (place, opening) =>
      `Sieh nach ${germanPlace(place)}. Dort beginnt ein Satz mit „${opening} …“ Beende ihn mit eigenen Worten und frag dann nach der Antwort.`,
    seeAlso: (place) => `Siehe auch ${germanPlace(place)}.`,
  },
}

function englishPlace({ headingPath, materialTitle, pageNumber }: Place): string {
  const heading = headingPath.at(-1)
  const place = heading === undefined ? `“${materialTitle}”` : `“${heading}” in “${materialTitle}”`
  return pageNumber === null ? place : `${place}, page ${pageNumber}`
}

function germanPlace({ headingPath, materialTitle, pageNumber }: Place): string {
  const heading = headingPath.at(-1)
  const place = heading === undefined ? `in „${materialTitle}“` : `unter „${heading}“ in „${materialTitle}“`
  return pageNumber === null ? place : `${place}, Seite ${pageNumber}`
}

/** In UTF-16 units, at the end of a word. */
function lengthOfOpening(quote: string): number {
  const words = [...quote.matchAll(WORD)]
  if (words.length < FEWEST_WORDS * 2) {
    const characters = [...quote]
    return characters.slice(0, Math.max(1, Math.floor(characters.length * SHOWN_SHARE))).join("").length
  }
  const shown = Math.min(MOST_WORDS, Math.max(FEWEST_WORDS, Math.floor(words.length * SHOWN_SHARE)))
  const last = words[shown - 1] as RegExpExecArray
  return last.index + last[0].length
}

/** `[start, end)` in UTF-16 code units of the text it was made from. */
export interface TextRange {
  start: number
  end: number
}

const WORD = /[\p{L}\p{N}]+(?:['’\-.][\p{L}\p{N}]+)*/gu

/** Words as a reader counts them: "well-being", "patient's" and "3.5" are one each. */
export function countWords(text: string): number {
  let count = 0
  // No match is made an object of: a book has a hundred thousand.
  for (WORD.lastIndex = 0; WORD.test(text); ) count += 1
  return count
}

/** Every run of white space becomes one space, none is left at the ends. For comparing and for titles; not for canonical text. */
export function normaliseWhitespace(text: string): string {
  return text.replace(/\s+/gu, " ").trim()
}

/** At most `maxLength` UTF-16 units, cut at a word where one ends in the last third, with an ellipsis when cut. */
export function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  const cut = text.slice(0, Math.max(0, maxLength - 1))
  const lastSpace = cut.lastIndexOf(" ")
  const kept = lastSpace > maxLength * (2 / 3) ? cut.slice(0, lastSpace) : cut.replace(/[\uD800-\uDBFF]$/u, "")
  return `${kept.trimEnd()}…`
}

// A full stop after one of these ends no sentence. The last row is German.
const ABBREVIATIONS = new Set(
  (
    "al approx ca cf ch chap col dept dr ed eds e.g eg eq esp est etc fig figs gen i.e ie inc inj jr lt ltd max min " +
    "mr mrs ms no nos op p pp par prof ref refs resp rev sec sect sp spp sr st subsp suppl tab tbl trans univ v var viz vol vols vs " +
    "abb bspw bzw evtl ggf hrsg inkl jh kap nr sog usw vgl"
  ).split(" "),
)
// These may well end one: only a small letter or a digit after them says that the sentence goes on.
const MAY_END_SENTENCE = new Set(["al", "etc", "inc", "jr", "ltd", "sr", "spp", "sp", "usw"])
// German abbreviates word by word, and nouns begin with a capital: "z. B. Blut", "d. h. Zellen".
const GERMAN_LETTERS = /(?:^|[\s(])(?:z(?:\.\s?B)?|d\.\s?h|[uosv]\.\s?[aoä]|[vn]\.\s?Chr)$/u
const AFTER_Z = /^\.\s?B\./u
// "9. November", "im 19. Jahrhundert"
const ORDINAL = /(?:^|[\s(])\d{1,2}$/u
const ORDERED =
  /^\.\s(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert|Jahrtausend|Jh|Lebensjahr|Auflage)/u

// Looked for only where a run of marks begins: from each of a thousand dots in a row on, the rest would be tried in vain.
const SENTENCE_END = /(?<![.!?…])[.!?…]+["'”’“»«)\]]*(?=\s)|[。！？]["'”’)\]]*/gu
const PARAGRAPH_BREAK = /\n[^\S\n]*\n\s*/gu

/**
 * The sentences of a text as ranges without surrounding white space, in order, never overlapping. A blank line always
 * ends one. Knows initials, decimal numbers and the usual abbreviations; a heading without a full stop is one range.
 */
export function splitSentences(text: string): TextRange[] {
  const ranges: TextRange[] = []
  let paragraphStart = 0
  for (const gap of text.matchAll(PARAGRAPH_BREAK)) {
    splitParagraph(text, paragraphStart, gap.index, ranges)
    paragraphStart = gap.index + gap[0].length
  }
  splitParagraph(text, paragraphStart, text.length, ranges)
  return ranges
}

function splitParagraph(text: string, start: number, end: number, into: TextRange[]): void {
  const paragraph = text.slice(start, end)
  let sentenceStart = 0
  for (const match of paragraph.matchAll(SENTENCE_END)) {
    const matchEnd = match.index + match[0].length
    if (!endsSentence(paragraph, sentenceStart, match.index, matchEnd)) continue
    pushTrimmed(text, start + sentenceStart, start + matchEnd, into)
    sentenceStart = matchEnd
  }
  pushTrimmed(text, start + sentenceStart, end, into)
}

function endsSentence(paragraph: string, sentenceStart: number, stopAt: number, stopEnd: number): boolean {
  const next = /\S/u.exec(paragraph.slice(stopEnd, stopEnd + 40))?.[0]
  if (next === undefined) return true
  if (/[。！？!?]/u.test(paragraph[stopAt] ?? "")) return !/\p{Ll}/u.test(next)
  if (/\p{Ll}/u.test(next)) return false
  if (continuesInGerman(paragraph, sentenceStart, stopAt)) return false
  const before = /\S+$/u.exec(paragraph.slice(Math.max(sentenceStart, stopAt - 24), stopAt))?.[0] ?? ""
  const word = before.replace(/^["'“‘([]+/u, "")
  // Initials ("J. Smith", "U.S. Army"), but not "vitamin K. The" after a small-letter word.
  if (/^(?:\p{Lu}\.)*\p{Lu}$/u.test(word)) return word.length === 1 && !startsInitials(paragraph, stopAt - word.length)
  const bare = word.toLowerCase()
  if (!ABBREVIATIONS.has(bare)) return true
  return MAY_END_SENTENCE.has(bare) && /\p{Lu}/u.test(next)
}

function continuesInGerman(paragraph: string, sentenceStart: number, stopAt: number): boolean {
  const before = paragraph.slice(Math.max(sentenceStart, stopAt - 8), stopAt)
  const after = paragraph.slice(stopAt, stopAt + 20)
  if (ORDINAL.test(before)) return ORDERED.test(after)
  return GERMAN_LETTERS.test(before) && (!/[\s(]z$|^z$/u.test(before) || AFTER_Z.test(after))
}

/** True when a capital stands where a name begins: at the start, after another capitalised word, or after an initial. */
function startsInitials(paragraph: string, at: number): boolean {
  const previous = /(\S+)\s+$/u.exec(paragraph.slice(Math.max(0, at - 40), at))?.[1]
  return previous === undefined || /^["'“‘([]?\p{Lu}/u.test(previous)
}

function pushTrimmed(text: string, start: number, end: number, into: TextRange[]): void {
  let from = start
  let to = end
  while (from < to && /\s/u.test(text[from] ?? "")) from += 1
  while (to > from && /\s/u.test(text[to - 1] ?? "")) to -= 1
  if (to > from) into.push({ start: from, end: to })
}

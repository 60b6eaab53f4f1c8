import type { Line } from "./pdf-text.ts"

/** What words a document has. */
export interface Vocabulary {
  /** How often each stands within a line, where its hyphens are its own. */
  counts: Map<string, number>
  /** The words without their endings. */
  stems: Set<string>
}

export function vocabularyOf(lines: Iterable<Line>): Vocabulary {
  const counts = new Map<string, number>()
  for (const { text } of lines) {
    const words = text.toLowerCase().match(/\p{L}+(?:-\p{L}+)*-?/gu) ?? []
    // The first word may be the rest of one, the last one cut.
    words.forEach((word, index) => {
      if (index === words.length - 1 && word.endsWith("-")) return
      const whole = word.replace(/-$/, "")
      counts.set(whole, (counts.get(whole) ?? 0) + 1)
    })
  }
  return { counts, stems: new Set([...counts.keys()].map(stemOf)) }
}

/** "typesetting" and "typesets" have one stem. */
function stemOf(word: string): string {
  return word
    .toLowerCase()
    .replace(/(?:ations?|ions?|ings?|ments?|ally|ers?|ed|es|ly|s)$/, "")
    .replace(/([^aeiou])\1$/, "$1")
}

/** Words that begin others without a hyphen ("over|view", "some|times"), though both halves are words. */
const grownTogether = new Set(
  (
    "a after an any around back be birth body break by cross day down ever every eye for fore foot great ground hand head " +
    "heart here home how in inter intra into land life light man mean micro mid mind more neither never none not off on " +
    "other out over per photo post pre re round sea short side some sub super there through time to trans un under up " +
    "water what when where who with within work world"
  ).split(" "),
)

/**
 * What joins two lines: the end of `before` with a hyphen removed where it only marked the break, and a space where
 * there is none.
 */
export function joinLineEnds(before: string, after: string, vocabulary: Vocabulary): string {
  // Addresses of pages are broken after a stop or slash, without a hyphen.
  if (/(?:https?:|www\.)\S*[/.?=&_]$/i.test(before) && /^[\w%~]/.test(after)) return before
  if (/https?:$/i.test(before) && after.startsWith("//")) return before
  const head = /([\p{L}\p{M}\d]+(?:-[\p{L}\p{M}]+)*)[-\u2010]$/u.exec(before)?.[1]
  if (head === undefined) return /\p{L}[–—]$|\/$/u.test(before) ? before : `${before} `
  const tail = /^[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/u.exec(after)?.[0]
  if (tail === undefined || /\d$/.test(head)) return /^\d/.test(after) || tail ? before : `${before} `
  // "Smith-" and "Jones", "T-" and "Cell": a name or compound.
  const isKnown = (vocabulary.counts.get((head + tail).toLowerCase()) ?? 0) > 0
  if (/^\p{Lu}/u.test(tail) && !/^\p{Lu}+$/u.test(head) && !isKnown) return before
  return keepsHyphen(head, tail, vocabulary) ? before : before.slice(0, -1)
}

function keepsHyphen(head: string, tail: string, vocabulary: Vocabulary): boolean {
  const count = (word: string) => vocabulary.counts.get(word.toLowerCase()) ?? 0
  const joined = count(head + tail)
  const hyphenated = count(`${head}-${tail}`)
  if (joined !== hyphenated) return hyphenated > joined
  const firstPart = head.split("-").at(-1) ?? head
  // Programs break a compound at its own hyphen before they add one.
  if (tail.includes("-") && head.length > 3 && count(tail.split("-")[0] ?? "") > 0) return true
  if (head.includes("-") || vocabulary.stems.has(stemOf(head + tail))) return false
  const areWords = firstPart.length > 2 && tail.length > 3 && count(firstPart) > 0 && count(tail) > 0
  return areWords && !grownTogether.has(firstPart.toLowerCase())
}

import type { Line } from "./pdf-text.ts"

/** How often each word stands within a line, where its hyphens are its own. */
export type Vocabulary = Map<string, number>

export function vocabularyOf(lines: Iterable<Line>): Vocabulary {
  const vocabulary: Vocabulary = new Map()
  for (const { text } of lines) {
    const words = text.toLowerCase().match(/\p{L}+(?:-\p{L}+)*-?/gu) ?? []
    // The first word may be the rest of one, the last one cut.
    words.forEach((word, index) => {
      if (index === words.length - 1 && word.endsWith("-")) return
      const whole = word.replace(/-$/, "")
      vocabulary.set(whole, (vocabulary.get(whole) ?? 0) + 1)
    })
  }
  return vocabulary
}

const standingAlone = new Set(
  "self well non high low long short half cross multi two three four five six first second ill ever all ex much so".split(
    " ",
  ),
)

/**
 * What joins two lines: the end of `before` with a hyphen removed where it only marked the break, and a space where
 * there is none.
 */
export function joinLineEnds(before: string, after: string, vocabulary: Vocabulary): string {
  const head = /([\p{L}\p{M}\d]+(?:-[\p{L}\p{M}]+)*)[-\u2010]$/u.exec(before)?.[1]
  if (head === undefined) return /\p{L}[–—]$|\/$/u.test(before) ? before : `${before} `
  const tail = /^[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/u.exec(after)?.[0]
  if (tail === undefined || /\d$/.test(head)) return /^\d/.test(after) || tail ? before : `${before} `
  // "Smith-" and "Jones", "T-" and "Cell": a name or compound.
  if (/^\p{Lu}/u.test(tail) && !/^\p{Lu}+$/u.test(head)) return before
  return keepsHyphen(head, tail, vocabulary) ? before : before.slice(0, -1)
}

function keepsHyphen(head: string, tail: string, vocabulary: Vocabulary): boolean {
  const count = (word: string) => vocabulary.get(word.toLowerCase()) ?? 0
  const joined = count(head + tail)
  const hyphenated = count(`${head}-${tail}`)
  if (joined !== hyphenated) return hyphenated > joined
  const firstPart = head.split("-").at(-1) ?? head
  // Programs break a compound at its own hyphen before they add one.
  if (tail.includes("-") && head.length > 3 && count(tail.split("-")[0] ?? "") > 0) return true
  if (head.includes("-")) return false
  return standingAlone.has(firstPart.toLowerCase()) && count(tail) > 0
}

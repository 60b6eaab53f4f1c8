import type { SourceRange } from "./authoring-types.ts"
import type { Token } from "./tag-words.ts"
import { commonnessOf, isFunctionWord, listedClassOf } from "./word-classes.ts"

const ROMAN = /^(?:I|II|III|IV|V|VI|VII|VIII|IX|X|XI|XII)$/

/** Rules about the blank itself: it must not be given away, and only the answer may fit it. */
export function judgeBlank(
  before: string,
  answer: string,
  after: string,
  tokens: readonly Token[],
  blank: SourceRange,
  isTitleCase: boolean,
  isPair: boolean,
): Record<string, boolean> {
  const next = after.trimStart()
  return {
    "answer-not-leaked": !leaks(answer, `${before} ${after}`),
    "blank-stands-free":
      !/(?:\b\p{Lu}\.|[-‑–/])\s*$/u.test(before) &&
      /^(?:[\s.,;:)!?”"—]|$)/.test(after) &&
      (!/^\.\s/.test(after) || isPair) &&
      !/^(?:of|how|by (?!means|which|the time))\b/.test(next) &&
      !/^\d/.test(next) &&
      !ROMAN.test(/^\p{L}+/u.exec(next)?.[0] ?? "") &&
      // "_____ One began carrying": the name goes on.
      !/^\p{Lu}\p{Ll}/u.test(next) &&
      !/\p{Lu}\p{Ll}+\s$/u.test(before.replace(/^\S+\s/, "")) &&
      // "the Democratic _____ for the Reunification of …": a name that goes on.
      !(isTitleCase && /^(?:for|of|on|and) (?:the )?\p{Lu}\p{Ll}/u.test(next)) &&
      // "The intensity a is defined as …": a letter that stands for the answer.
      !/^(?:\p{L}|\p{Lu}\p{Ll}?) (?:is|are|=)/u.test(next) &&
      // "(also called the _____)" asks for the other name of what stands in front.
      before.split("(").length === before.split(")").length,
    "blank-is-phrase": !joinsNeighbour(tokens, blank),
  }
}

/** "the _____ tissue": a noun right behind the blank belongs to the same phrase, so the answer would be half a term. */
function joinsNeighbour(tokens: readonly Token[], blank: SourceRange): boolean {
  // "a perfectly _____ faces": the adverb belongs to the first word of the answer.
  const first = tokens.findIndex((token) => token.start >= blank.start)
  const isAdjective = /^(?:adjective|participle)$/.test(tokens[first]?.class ?? "")
  if (isAdjective && /ly$/.test(tokens[first - 1]?.lower ?? "")) return true
  // "the theory of general _____", "a long and costly _____"
  if (tokens[first - 1]?.class === "adjective") return true
  const next = tokens.find((token) => token.start >= blank.end)
  if (next === undefined || next.class === "mark") return false
  // "the statement of cash flows can be …": what has a verb behind it is a noun itself.
  const after = tokens[tokens.indexOf(next) + 1]
  if (next.class === "verb" && after?.class === "auxiliary" && listedClassOf(next.lower) === "noun-or-verb") return true
  return next.class === "noun" || next.class === "name" || (next.class === "participle" && isNounInIng(tokens, next))
}

/** "tuple packing and …": a form in -ing with nothing behind it that it could govern. */
function isNounInIng(tokens: readonly Token[], token: Token): boolean {
  const after = tokens[tokens.indexOf(token) + 1]
  return token.lower.endsWith("ing") && /^(?:conjunction|mark|auxiliary|verb)$/.test(after?.class ?? "mark")
}

/**
 * True when the rest of the sentence gives a specific word of the answer away: a word of the stem that begins with the
 * same five letters (four for short words). Of a longer term the head alone may be repeated ("cardiac muscle … muscle").
 */
export function leaks(answer: string, stem: string): boolean {
  const answerWords = wordsOf(answer)
  const stemWords = new Set(wordsOf(stem))
  const specific = answerWords.filter(
    (word, i) => answerWords.length === 1 || i < answerWords.length - 1 || commonnessOf(word) < 2,
  )
  const shared = specific.filter((word) => [...stemWords].some((other) => sameStem(word, other)))
  if (shared.length === 0) return false
  // "The Urewe made pottery called Urewe ware."
  if (answerWords.length > 1 && shared.some((word) => isProper(word, answer) && isProper(word, stem))) return true
  // "RNA polymerase … strand of RNA": a word of the subject's own is left to be known.
  return !answerWords.some((word) => commonnessOf(word) === 0 && ![...stemWords].some((other) => sameStem(word, other)))
}

function isProper(word: string, text: string): boolean {
  return text.includes(word.charAt(0).toUpperCase() + word.slice(1))
}

function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []).filter((word) => !isFunctionWord(word))
}

function sameStem(a: string, b: string): boolean {
  if (a === b) return true
  const shorter = Math.min(a.length, b.length)
  let shared = 0
  while (shared < shorter && a[shared] === b[shared]) shared += 1
  // Four letters give a short word away, five a longer one if they are most of it: "compound" and "composed" differ.
  if (shorter <= 5) return shared >= 4
  if (shared >= 5 && shared / shorter >= 0.66) return true
  return shorter >= 6 && (a.includes(b) || b.includes(a))
}

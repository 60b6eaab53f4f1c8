import { listedClassOf, type WordClass } from "./word-classes.ts"

/** A word or mark of a sentence. Offsets are those of the whole text. */
export interface Token {
  start: number
  end: number
  text: string
  lower: string
  class: WordClass
}

const TOKEN = /[\p{L}\p{N}]+(?:[’'\-‐‑.,/][\p{L}\p{N}]+)*[’']?(?<![’'])%?|[^\s]/gu
const WORD_START = /^[\p{L}\p{N}]/u

/** Cuts a range of the text into words and marks and gives each its part of speech. */
export function tagWords(text: string, start: number, end: number): Token[] {
  const tokens: Token[] = []
  for (const match of text.slice(start, end).matchAll(TOKEN)) {
    const word = match[0]
    // "24,000" is one word, "red,blue" and "and/or" are two with a mark between.
    const cut = /[,/]/.test(word) && !/^[\d.,/]+%?$/.test(word) ? word.split(/([,/])/) : [word]
    let at = start + match.index
    for (const part of cut) {
      if (part !== "")
        tokens.push({ start: at, end: at + part.length, text: part, lower: part.toLowerCase(), class: "mark" })
      at += part.length
    }
  }
  let hasVerb = false
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i] as Token
    if (!WORD_START.test(token.text)) continue
    token.class = settle(tokens, i, hasVerb)
    if (token.class === "verb" || token.class === "auxiliary") hasVerb = true
    if (token.class === "mark") hasVerb = false
  }
  return tokens
}

const REPORTING =
  /^(?:estimate|suggest|state|argue|believe|show|claim|report|note|indicate|hold|propose|recommend|predict|assert|think|find)s?$/
const BEFORE_NOUN = new Set<WordClass>(["determiner", "adjective", "preposition", "number"])

function settle(tokens: Token[], i: number, hasVerb: boolean): WordClass {
  const token = tokens[i] as Token
  const listed = listedClassOf(token.lower)
  const previous = tokens[i - 1]
  const next = tokens[i + 1]
  const before = previous?.class
  if (i > 0 && /^\p{Lu}/u.test(token.text) && listed !== "number" && !isClosed(listed)) return "name"
  const nextListed = next === undefined || !WORD_START.test(next.text) ? "mark" : listedClassOf(next.lower)
  const nounFollows =
    nextListed === "noun" || nextListed === "noun-or-verb" || nextListed === "noun-or-adjective" || isCapitalised(next)
  if (token.lower === "that") return nounFollows && before !== "noun" ? "determiner" : "conjunction"
  // "the agency estimates that …"
  if (next?.lower === "that" && REPORTING.test(token.lower)) return "verb"
  switch (listed) {
    case "noun-or-verb":
      return nounOrVerb(token, previous, nextListed, hasVerb)
    case "verb":
      if (previous?.lower === "the" || previous?.lower === "a" || previous?.lower === "an") return "noun"
      return "verb"
    case "verb-or-adjective":
      if (before === "auxiliary" && nextListed !== "mark") return "participle"
      return BEFORE_NOUN.has(before as WordClass) || nounFollows ? "adjective" : "participle"
    case "noun-or-adjective":
      return nounFollows || (before === "auxiliary" && nextListed !== "mark") ? "adjective" : "noun"
    case "participle":
      // "Fleming discovered …", "Learning is …"
      if (i === 0 && token.lower.endsWith("ing") && /^(?:participle|verb|auxiliary)$/.test(nextListed)) return "noun"
      if (before === "determiner" && !nounFollows && nextListed !== "adjective") return "noun"
      if (nounFollows && BEFORE_NOUN.has(before as WordClass) && previous?.lower !== "to") return "adjective"
      // "Fleming discovered penicillin": a form in -ed right after a noun, with no verb yet, is the verb.
      if (
        !hasVerb &&
        (before === "noun" || before === "name" || before === "pronoun") &&
        !token.lower.endsWith("ing")
      ) {
        return nextListed === "preposition" && next?.lower === "by" ? "participle" : "verb"
      }
      return "participle"
    case "adjective":
      // "the capitate lies …": an adjective that stands alone behind an article is a name.
      if (before === "determiner" && /^(?:auxiliary|verb|mark)$/.test(nextListed) && next?.text !== ",") return "noun"
      return "adjective"
    case "noun":
      // "the tubule reabsorbs 65 %", "the axon innervates the muscle": verbs that no list has.
      if (!hasVerb && before === "noun" && isSingular(previous) && /[^su]s$/.test(token.lower)) {
        const article = next?.lower === "the" || next?.lower === "a" || next?.lower === "an"
        // A plural hardly ever stands in front of a noun: "reabsorbs glucose".
        if (article || nextListed === "number" || nextListed === "noun") return "verb"
      }
      return "noun"
    default:
      return listed
  }
}

function isSingular(token: Token | undefined): boolean {
  return token !== undefined && !/[^s]s$/.test(token.lower)
}

function nounOrVerb(
  token: Token,
  previous: Token | undefined,
  nextListed: string,

  hasVerb: boolean,
): WordClass {
  const before = previous?.class
  if (previous === undefined) return "noun"
  if (previous.lower === "to" || before === "auxiliary" || before === "pronoun") return "verb"
  if (before === "determiner" || before === "adjective" || before === "preposition" || before === "number")
    return "noun"
  const objectFollows = nextListed === "determiner" || nextListed === "preposition" || nextListed === "adjective"
  if ((before === "noun" || before === "name") && !hasVerb && objectFollows) {
    const isPlural = /[^s]s$/.test(previous.lower)
    if (isPlural !== /[^s]s$/.test(token.lower)) return nextListed === "preposition" && !isPlural ? "noun" : "verb"
  }
  if (before === "noun" && !hasVerb && isSingular(previous) && /[^s]s$/.test(token.lower) && nextListed === "noun")
    return "verb"
  if (before === "adverb" && !hasVerb) return "verb"
  if (previous.lower === "that" || previous.lower === "which" || previous.lower === "who") return "verb"
  return "noun"
}

function isClosed(listed: string): boolean {
  return (
    listed === "determiner" ||
    listed === "preposition" ||
    listed === "conjunction" ||
    listed === "pronoun" ||
    listed === "auxiliary"
  )
}

function isCapitalised(token: Token | undefined): boolean {
  return token !== undefined && /^\p{Lu}/u.test(token.text)
}

/** True when the sentence has a word that can be its main verb. */
export function hasFiniteVerb(tokens: readonly Token[]): boolean {
  return tokens.some((token, i) => {
    if (token.class === "verb" || token.class === "auxiliary") return true
    if (i === 0 || token.class === "mark") return false
    if (token.class === "participle") return token.lower.endsWith("ed") && tokens[i + 1]?.class !== "preposition"
    const listed = token.class === "noun" ? listedClassOf(token.lower) : undefined
    // Unsettled words between a subject and an object: "conducted research", "infants coo", "the system transmits signals".
    return (
      listed === "noun-or-verb" ||
      (listed === "noun" && /(?:[ctm]s|[aeiou]s|es)$/.test(token.lower) && tokens[i - 1]?.class === "noun")
    )
  })
}

import type { Candidate } from "./candidate.ts"
import type { Sentence } from "./read-sentences.ts"
import { singularOf, termKey } from "./term-forms.ts"
import { listedClassOf } from "./word-classes.ts"

interface Abbreviation {
  short: string
  long: string
  /** Offsets of the long form in the whole text. */
  start: number
  end: number
}

const SHORT_FORM = /^(?=(?:.*\p{Lu}){2})[\p{L}\p{N}][\p{L}\p{N}\-/&]{1,9}$/u
const IN_BRACKETS = /\(([^()]{2,60})\)/gu

/**
 * Long forms followed by their short form in brackets: letters of the short form are matched from right to left, the
 * first one at the start of a word, within min(2n, n + 5) words (after Schwartz and Hearst, 2003).
 */
export function findAbbreviations(sentence: Sentence): Abbreviation[] {
  const found: Abbreviation[] = []
  for (const match of sentence.text.matchAll(IN_BRACKETS)) {
    const short =
      (match[1] as string)
        .split(/[;,]/)[0]
        ?.trim()
        .replace(/^(?:or|abbreviated(?: as)?|also called)\s+/i, "") ?? ""
    const singular = /\p{Lu}s$/u.test(short) ? short.slice(0, -1) : short
    if (
      !SHORT_FORM.test(singular) ||
      (singular.match(/\p{Ll}/gu)?.length ?? 0) > 3 ||
      /^(?:\d|[IVX]+$|\p{Lu}-\p{Lu}\p{Ll})/u.test(singular)
    )
      continue
    const before = sentence.text.slice(0, match.index).trimEnd()
    const long = matchLongForm(singular, before)
    if (long === undefined) continue
    const start = sentence.start + before.length - long.length
    found.push({
      short: singular,
      long: nameOf(long, singular !== short, start === sentence.start),
      start,
      end: start + long.length,
    })
  }
  return found
}

/** The long form as an answer: singular like its short form, and without the capital of a sentence's first word. */
function nameOf(long: string, isPlural: boolean, isOpening: boolean): string {
  const words = long.replace(/[’']s$/, "").split(" ")
  const last = words.at(-1) as string
  if (isPlural) words[words.length - 1] = /\p{Lu}s$/u.test(last) ? last.slice(0, -1) : singularOf(last)
  const first = words[0] as string
  const others = words.slice(1)
  const isName = others.some((word) => /^\p{Lu}\p{Ll}/u.test(word))
  if (isOpening && !isName && !/-\p{Lu}/u.test(first) && /^\p{Lu}\p{Ll}/u.test(first))
    words[0] = first.charAt(0).toLowerCase() + first.slice(1)
  return words.join(" ")
}

function matchLongForm(short: string, before: string): string | undefined {
  const letters = short.replace(/[^\p{L}\p{N}]/gu, "").toLowerCase()
  const maxWords = Math.min(letters.length * 2, letters.length + 5)
  // No bracket, comma or other mark inside a long form.
  const clause = /[^()[\],;:.“”"—–]*$/u.exec(before)?.[0] ?? ""
  const offset = clause.length - clause.trimStart().length
  const body = clause.slice(offset)
  const initials = matchInitials(letters, body)
  if (initials !== undefined && isLongForm(short, letters, initials, maxWords)) return initials
  let at = body.length - 1
  for (let i = letters.length - 1; i >= 0; i -= 1) {
    const letter = letters[i] as string
    while (at >= 0 && (body[at]?.toLowerCase() !== letter || (i === 0 && !isWordStart(body, at)))) at -= 1
    if (at < 0) return undefined
    at -= 1
  }
  const long = body.slice(at + 1)
  return isLongForm(short, letters, long, maxWords) ? long : undefined
}

function isLongForm(short: string, letters: string, long: string, maxWords: number): boolean {
  // "the work done by the system on the environment (SE)"
  if (/ (?:on|by|to|from|with) (?:the|an?) /.test(long) && !/\p{Lu}/u.test(long)) return false
  // "RNA-sequencing (RNA-seq)" leaves nothing to say.
  const stem = /^[^-]+-/.exec(short)?.[0].toLowerCase()
  if (stem !== undefined && long.toLowerCase().startsWith(stem)) return false
  const words = long.split(/[\s-]+/)
  if (words.length > maxWords || words.length < 2 || long.length <= short.length + 2) return false
  if (/^(?:the|a|an|of|in|and|or|for|to|by|with)$/i.test(words[0] as string)) return false
  // "sensory thalamic (STh) input", "cyclic nucleotide gated (CNG) channel": the noun stands behind the bracket.
  const last = words.at(-1) as string
  const lastClass = listedClassOf(last.toLowerCase())
  if (lastClass === "adjective" || (lastClass === "participle" && !last.endsWith("ing"))) return false
  // "rostral NTS (rNTS)" leaves the harder half unsaid.
  if (
    words.some((word) => /^\p{Lu}{2,}$/u.test(word) && !/^[DR]NA$/.test(word) && short.includes(word)) &&
    words.length < 4
  )
    return false
  return initialsAgree(letters, words)
}

/** Word for word from the right, each word giving its first letter; small words may be passed over. */
function matchInitials(letters: string, body: string): string | undefined {
  const starts = [...body.matchAll(/[^\s-]+/g)].map((match) => match.index)
  let letter = letters.length - 1
  for (let i = starts.length - 1; i >= 0; i -= 1) {
    const at = starts[i] as number
    if (body[at]?.toLowerCase() === letters[letter]) {
      if (letter === 0) return body.slice(at)
      letter -= 1
    } else if (!/^(?:of|the|and|in|for|to|by|with|on|at|a|an)\b/i.test(body.slice(at))) return undefined
  }
  return undefined
}

function isWordStart(text: string, at: number): boolean {
  return at === 0 || /[\s\-‑/]/.test(text[at - 1] as string)
}

/** Every content word has to give a letter, and most letters have to begin a word: "cells that are (CA)" is none. */
function initialsAgree(letters: string, words: readonly string[]): boolean {
  const content = words.filter((word) => !/^(?:of|the|and|in|for|to|by|with|a|an|on|at|or|from|as)$/i.test(word))
  let at = 0
  let starts = 0
  for (const word of content) {
    const found = letters.indexOf((word[0] ?? "").toLowerCase(), at)
    if (found < 0) continue
    starts += 1
    at = found + 1
  }
  if (/\b(?:is|are|was|were|that|which|called|has|have|be)\b/i.test(words.join(" "))) return false
  const lastInitial = (content.at(-1)?.[0] ?? "").toLowerCase()
  if (!letters.slice(-3).includes(lastInitial)) return false
  return starts >= content.length - (content.length > 3 ? 1 : 0) && starts >= Math.min(2, content.length)
}

export function makeAbbreviationCards(sentence: Sentence): Candidate[] {
  return findAbbreviations(sentence).map((abbreviation) => ({
    type: "abbreviation",
    sentence,
    termKey: `abbreviation:${abbreviation.short.toLowerCase()}`,
    term: abbreviation.short,
    prompt: `What does ${abbreviation.short} stand for?`,
    answer: abbreviation.long,
    acceptedAnswers: [abbreviation.long],
    evidence: { start: sentence.start, end: sentence.end },
    score: 1.6,
    rules: { "short-form-matches": true },
    factKey: `abbreviation:${termKey(abbreviation.short)}`,
  }))
}

import { isVerbAt } from "./asked-verbs.ts"
import { findDefinition } from "./find-definitions.ts"
import { nounPhrases } from "./find-key-terms.ts"
import type { Statement } from "./make-statements.ts"
import type { Sentence } from "./read-sentences.ts"
import type { Token } from "./tag-words.ts"
import { singularOf } from "./term-forms.ts"

const LONGEST = 60

/**
 * "A gomphosis is a fibrous joint. It anchors the tooth …" as one statement about the gomphosis: a sentence that goes on about what the one before
 * has just defined, with the term in the place of the pronoun. `before` is the first statement of the sentence in front.
 */
export function resumeSubject(sentence: Sentence, before: Statement | undefined): Statement | undefined {
  if (!/^(?:It|They|This|These)\b/.test(sentence.text)) return undefined
  if (before === undefined || sentence.kind !== "prose" || before.sentence.kind !== "prose") return undefined
  if (before.sentence.paragraphIndex !== sentence.paragraphIndex || before.sentence.index !== sentence.index - 1)
    return undefined
  if (before.wordCount + sentence.wordCount > LONGEST || before.cuts.length > 0) return undefined
  const match = findDefinition(before)
  if (match?.meaning === undefined || (match.pattern !== "is-a" && match.pattern !== "refers-to")) return undefined
  const subject = before.tokens.filter(({ end }) => end <= match.term.end)
  const head = subject.at(-1)
  if (head === undefined || subject.length > 6 || (before.tokens[0] as Token).start !== before.start) return undefined
  const { start: from } = match.meaning
  const genus = before.tokens.filter(({ start }) => start >= from)
  const kind = nounPhrases(genus)[0]
  const kindHead = kind === undefined ? undefined : (genus[kind.to - 1] as Token).lower
  const rest = restAfterPointer(sentence.tokens, [head.lower, kindHead ?? head.lower], isPlural(head.lower))
  if (rest === undefined) return undefined
  const tokens = [...subject, ...rest]
  const raw = before.sentence.text + " ".repeat(sentence.start - before.sentence.end) + sentence.text
  const said = sentence.text.slice((rest[0] as Token).start - sentence.start)
  return {
    sentence,
    start: before.start,
    end: sentence.end,
    cuts: [],
    shown: `${raw.slice(0, head.end - before.start)} ${said}`,
    raw: raw.slice(before.start - before.sentence.start),
    tokens,
    wordCount: tokens.filter((token) => token.class !== "mark").length,
    kind: "whole",
    hasOpening: false,
  }
}

const isPlural = (word: string): boolean => /[^sui]s$/.test(word)

/** What follows "It", "They" or "This joint", from its verb on. */
function restAfterPointer(tokens: readonly Token[], heads: readonly string[], plural: boolean): Token[] | undefined {
  const opener = tokens[0]?.lower ?? ""
  if (opener === (plural ? "they" : "it")) return isVerbAt(tokens, 1) ? tokens.slice(1) : undefined
  if (opener !== (plural ? "these" : "this")) return undefined
  const noun = tokens[1]
  if (noun === undefined || !heads.some((head) => singularOf(head) === singularOf(noun.lower))) return undefined
  return isVerbAt(tokens, 2) ? tokens.slice(2) : undefined
}

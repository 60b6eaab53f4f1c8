import type { SourceRange } from "./authoring-types.ts"
import type { Statement } from "./make-statements.ts"
import type { Token } from "./tag-words.ts"

export type DefinitionPattern = "is-a" | "refers-to" | "called" | "glossary"

/** Where a sentence says what a term means. Ranges are offsets of the whole text. */
export interface DefinitionMatch {
  pattern: DefinitionPattern
  term: SourceRange
  /** What the term means; absent for "called", where the whole sentence is the definition. */
  meaning?: SourceRange
  /** The joining verb, for "X is a …" in lower case. */
  verb: string
  /** Short form or alias given in brackets behind the term. */
  alias?: string
}

const TERM_CLASS = new Set(["noun", "name", "adjective", "participle", "number"])
const NAMING = new Set(["called", "termed", "named", "dubbed", "labeled", "labelled", "nicknamed", "christened"])
const LINKS: readonly (readonly string[])[] = [
  ["refers", "to"],
  ["refer", "to"],
  ["is", "defined", "as"],
  ["are", "defined", "as"],
  ["can", "be", "defined", "as"],
  ["may", "be", "defined", "as"],
  ["is", "the", "term", "for"],
  ["is", "when"],
  ["means"],
  ["describes"],
  ["denotes"],
]

export function findDefinition(statement: Statement): DefinitionMatch | undefined {
  return findGlossaryEntry(statement) ?? findSubjectDefinition(statement) ?? findNaming(statement)
}

/** "X: what it means" or "X – what it means": the form of glossaries and of lecture notes. */
function findGlossaryEntry(statement: Statement): DefinitionMatch | undefined {
  const { sentence } = statement
  if (sentence.kind === "prose" || sentence.position > 0 || statement.kind !== "whole") return undefined
  const match = /^(?:[-•*]\s*)?([\p{L}\p{N}][^:\n–—]{1,60}?)\s*(?::\s+|\s[–—-]\s|\s{2,}|—)(\S[\s\S]{12,})$/u.exec(sentence.text)
  if (match === null) return undefined
  const term = match[1] as string
  const meaning = match[2] as string
  if (term.split(/\s+/).length > 5) return undefined
  const termStart = sentence.start + sentence.text.indexOf(term)
  const meaningStart = sentence.end - meaning.length
  return {
    pattern: "glossary",
    term: { start: termStart, end: termStart + term.length },
    meaning: { start: meaningStart, end: trimStop(sentence.text, sentence.start, sentence.end) },
    verb: ":",
  }
}

function findSubjectDefinition(statement: Statement): DefinitionMatch | undefined {
  const { tokens } = statement
  let from = 0
  if (tokens[0]?.lower === "a" || tokens[0]?.lower === "an" || tokens[0]?.lower === "the") from = 1
  let to = from
  while (to < tokens.length && TERM_CLASS.has((tokens[to] as Token).class) && to - from < 5) {
    if (to > from && linkAt(tokens, to) !== undefined) break
    to += 1
  }
  // "law of effect", "theory of mind"
  if (tokens[to]?.lower === "of" && to > from) {
    let after = to + 1
    if (tokens[after]?.lower === "the") after += 1
    const nounFrom = after
    while (after < tokens.length && TERM_CLASS.has((tokens[after] as Token).class) && after - nounFrom < 3) after += 1
    if (after > nounFrom && isLink(tokens, after)) to = after
  }
  const head = tokens[to - 1]
  if (to === from || head === undefined || head.class === "adjective") return undefined
  let after = to
  let alias: string | undefined
  if (tokens[after]?.text === "(") {
    const close = tokens.findIndex((token, i) => i > after && token.text === ")")
    if (close < 0 || close - after > 8) return undefined
    alias = between(statement, (tokens[after] as Token).end, (tokens[close] as Token).start)
    after = close + 1
  }
  if (tokens[after]?.text === "," && tokens[after + 1]?.lower === "or") {
    const close = tokens.findIndex((token, i) => i > after + 1 && token.text === ",")
    if (close < 0 || close - after > 6) return undefined
    alias = between(statement, (tokens[after + 2] as Token).start, (tokens[close] as Token).start)
    after = close + 1
  }
  const link = linkAt(tokens, after)
  if (link === undefined) return undefined
  const first = tokens[after + link.length]
  if (first === undefined || first.class === "mark") return undefined
  const meaningEnd = cutMeaning(statement, after + link.length)
  if (meaningEnd <= first.start) return undefined
  return {
    pattern: link.isCopula ? "is-a" : "refers-to",
    term: { start: (tokens[from] as Token).start, end: head.end },
    meaning: { start: first.start, end: meaningEnd },
    verb: (tokens[after] as Token).lower,
    ...(alias === undefined ? {} : { alias }),
  }
}

function between(statement: Statement, from: number, to: number): string {
  return statement.raw.slice(from - statement.start, to - statement.start)
}

function isLink(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.text === "(" || linkAt(tokens, at) !== undefined
}

function linkAt(tokens: readonly Token[], at: number): { length: number; isCopula: boolean } | undefined {
  for (const link of LINKS) {
    if (link.every((word, i) => tokens[at + i]?.lower === word)) return { length: link.length, isCopula: false }
  }
  const verb = tokens[at]?.lower
  if (verb !== "is" && verb !== "are" && verb !== "was" && verb !== "were") return undefined
  const next = tokens[at + 1]
  if (next === undefined) return undefined
  if (/^(?:a|an|the|any|one)$/.test(next.lower)) return { length: 1, isCopula: true }
  // "Enzymes are proteins that …": a bare plural noun, adjectives allowed in front.
  if (verb !== "are" && verb !== "were") return undefined
  let i = at + 1
  while (tokens[i]?.class === "adjective" && i - at < 4) i += 1
  const noun = tokens[i]
  return noun?.class === "noun" && noun.lower.endsWith("s") ? { length: 1, isCopula: true } : undefined
}

/** The meaning ends before a second statement: ", and X is …", ", but …", "; …". */
function cutMeaning(statement: Statement, from: number): number {
  const { tokens } = statement
  for (let i = from + 4; i < tokens.length; i += 1) {
    const token = tokens[i] as Token
    if (token.text === ";" || token.text === ":") return (tokens[i - 1] as Token).end
    if (token.text !== ",") continue
    const next = tokens[i + 1]?.lower
    if (/^(?:but|although|though|while|whereas|because|since|so|yet|if)$/.test(next ?? "")) return (tokens[i - 1] as Token).end
    if (next === "and" || next === "or") {
      const rest = tokens.slice(i + 2)
      const verb = rest.findIndex((word) => word.class === "auxiliary" || word.class === "verb")
      const mark = rest.findIndex((word) => word.class === "mark" || word.class === "conjunction")
      if (verb >= 0 && (mark < 0 || verb < mark)) return (tokens[i - 1] as Token).end
    }
  }
  const last = tokens.at(-1) as Token
  return /[.!;:]/.test(last.text) ? (tokens.at(-2) as Token).end : last.end
}

function trimStop(text: string, start: number, end: number): number {
  let to = end
  while (to > start && /[\s.!;]/.test(text[to - 1 - start] ?? "")) to -= 1
  return to
}

/** "… is called the X", "… known as X". The last one of the sentence. */
function findNaming(statement: Statement): DefinitionMatch | undefined {
  const { tokens } = statement
  for (let i = tokens.length - 2; i > 2; i -= 1) {
    const word = tokens[i]?.lower as string
    let at = -1
    if (NAMING.has(word)) at = i + 1
    else if (word === "known" && tokens[i + 1]?.lower === "as") at = i + 2
    else if (word === "referred" && tokens[i + 1]?.lower === "to" && tokens[i + 2]?.lower === "as") at = i + 3
    if (at < 0) continue
    const lead = tokens[at]?.lower
    if (lead === "a" || lead === "an" || lead === "the") at += 1
    let to = at
    while (to < tokens.length && TERM_CLASS.has((tokens[to] as Token).class) && to - at < 5) to += 1
    while (to > at && (tokens[to - 1] as Token).class === "adjective" && !isEnd(tokens[to])) to -= 1
    if (to === at) continue
    return {
      pattern: "called",
      term: { start: (tokens[at] as Token).start, end: (tokens[to - 1] as Token).end },
      verb: word,
    }
  }
  return undefined
}

function isEnd(token: Token | undefined): boolean {
  return token === undefined || token.class === "mark"
}

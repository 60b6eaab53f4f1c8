import type { SourceRange } from "./authoring-types.ts"
import type { Statement } from "./make-statements.ts"
import type { Token } from "./tag-words.ts"

export type DefinitionPattern = "is-a" | "refers-to" | "called" | "glossary" | "inner-is-a" | "which-is" | "after-colon"

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
const ABSTRACT =
  /(?:tion|sion|ment|ness|ity|ance|ence|ing|ure|sis|th|al)$|^(?:loss|study|use|lack|work|change|damage|flow|pain|control)$/
const LINKS: readonly (readonly string[])[] = [
  ["refers", "to"],
  ["refer", "to"],
  ["is", "defined", "as"],
  ["are", "defined", "as"],
  ["can", "be", "defined", "as"],
  ["may", "be", "defined", "as"],
  ["is", "the", "term", "for"],
  ["means"],
  ["describes"],
  ["denotes"],
]

/** Definitions inside a sentence of another form: only their meaning is shown, so the rest need not stand alone. */
export function findInnerDefinitions(statement: Statement): DefinitionMatch[] {
  const { tokens } = statement
  const found: DefinitionMatch[] = []
  for (let i = 3; i < tokens.length - 4; i += 1) {
    const token = tokens[i] as Token
    const next = tokens[i + 1] as Token
    if (token.text === "," && /^(?:which|who)$/.test(next.lower)) {
      const link = linkAt(tokens, i + 2)
      const term = link === undefined || !link.isCopula ? undefined : phraseBefore(tokens, i)
      if (link !== undefined && term !== undefined) {
        const match = meaningFrom(statement, i + 2 + link.length, term, "which-is", (tokens[i + 2] as Token).lower)
        if (match !== undefined) found.push(match)
      }
    } else if ((token.text === ":" || token.text === "—") && /^(?:an?|the)$/.test(next.lower)) {
      const term = phraseBefore(tokens, i)
      // "the religion: …" is known already; what is introduced has "a", "an" or nothing in front.
      const opener = tokens.findLast((earlier) => term !== undefined && earlier.end <= term.range.start)?.lower ?? ""
      const isIntroduced = !/^(?:the|this|these|each|every|their|its|our|his|her)$/.test(opener)
      const match =
        term === undefined || !isIntroduced ? undefined : meaningFrom(statement, i + 1, term, "after-colon", ":")
      if (match !== undefined && match.meaning !== undefined && reachesEnd(statement, match.meaning.end))
        found.push(match)
    } else if (token.text === "," || token.text === ":") {
      const skipped = /^(?:and|but|while|whereas)$/.test(next.lower) ? 2 : 1
      if (skipped === 1 && token.text === "," && !isFieldOpening(tokens, i)) continue
      const inner = subjectDefinitionAt(statement, i + skipped)
      if (inner !== undefined && inner.pattern === "is-a") found.push({ ...inner, pattern: "inner-is-a" })
      else if (inner !== undefined) found.push(inner)
    }
  }
  return found
}

/** "In chemistry, a polar molecule is …" and "While an axon is …, a dendrite is …" leave nothing open. */
function isFieldOpening(tokens: readonly Token[], comma: number): boolean {
  const first = tokens[0]?.lower ?? ""
  if (/^(?:while|whereas|although|unlike)$/.test(first)) return true
  return first === "in" && comma <= 4 && !/^(?:the|this|these|an?|some|many)$/.test(tokens[1]?.lower ?? "")
}

function reachesEnd(statement: Statement, at: number): boolean {
  return statement.end - at <= 2
}

/** The noun phrase that ends right before `at`, brackets with a short form skipped. */
function phraseBefore(tokens: readonly Token[], at: number): { range: SourceRange; alias?: string } | undefined {
  let to = at
  let alias: string | undefined
  if (tokens[to - 1]?.text === ")" && tokens[to - 3]?.text === "(") {
    alias = tokens[to - 2]?.text
    to -= 3
  }
  let from = to
  while (from > 0 && TERM_CLASS.has((tokens[from - 1] as Token).class) && to - from < 4) from -= 1
  while (
    from < to &&
    ((tokens[from] as Token).class === "participle" || (tokens[from] as Token).class === "number") &&
    to - from > 1
  )
    from += 1
  const head = tokens[to - 1]
  if (from === to || head === undefined || head.class === "adjective") return undefined
  const before = tokens[from - 1]
  // "a theory of mind, which is …": the phrase belongs to a longer one.
  if (before !== undefined && /^(?:of|and|or)$/.test(before.lower)) return undefined
  return { range: { start: (tokens[from] as Token).start, end: head.end }, ...(alias === undefined ? {} : { alias }) }
}

function meaningFrom(
  statement: Statement,
  from: number,
  term: { range: SourceRange; alias?: string },
  pattern: DefinitionPattern,
  verb: string,
): DefinitionMatch | undefined {
  const first = statement.tokens[from]
  if (first === undefined || first.class === "mark") return undefined
  let end = cutMeaning(statement, from)
  // A relative clause inside the sentence ends at its own comma.
  if (pattern === "which-is") {
    const comma = statement.tokens.findIndex((token, i) => i > from + 3 && token.text === ",")
    if (comma > 0) end = Math.min(end, (statement.tokens[comma - 1] as Token).end)
  }
  if (end <= first.start) return undefined
  return {
    pattern,
    term: term.range,
    meaning: { start: first.start, end },
    verb,
    ...(term.alias === undefined ? {} : { alias: term.alias }),
  }
}

/** A meaning is a noun phrase: no verb of its own before "that", "which" or "who". */
export function isNounPhrase(statement: Statement, range: SourceRange): boolean {
  for (const token of statement.tokens) {
    if (token.start < range.start) continue
    if (token.start >= range.end || /^(?:that|which|who|whose|whom|where|when|by|how|what|whether)$/.test(token.lower))
      return true
    if (
      token.class === "auxiliary" ||
      (token.class === "verb" && !/ed$/.test(token.lower) && token.start > range.start)
    )
      return false
  }
  return true
}

export function findDefinition(statement: Statement): DefinitionMatch | undefined {
  const entry = findGlossaryEntry(statement)
  if (entry !== undefined) return entry
  const subject = findSubjectDefinition(statement)
  const naming = findNaming(statement)
  // "The innermost layer is a delicate membrane called the pia mater" introduces the second, not the first.
  const isInside =
    naming !== undefined &&
    subject?.meaning !== undefined &&
    naming.term.start > subject.meaning.start &&
    naming.term.end >= subject.meaning.end - 1
  return isInside ? naming : (subject ?? naming)
}

/** "X: what it means" or "X – what it means": the form of glossaries and of lecture notes. */
function findGlossaryEntry(statement: Statement): DefinitionMatch | undefined {
  const { sentence } = statement
  if (sentence.kind === "prose" || sentence.position > 0 || statement.kind !== "whole") return undefined
  const match = /^(?:[-•*]\s*)?([\p{L}\p{N}][^:\n–—]{1,60}?)\s*(?::\s+|\s[–—-]\s|\s{2,}|—)(\S[\s\S]{12,})$/u.exec(
    sentence.text,
  )
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
  return subjectDefinitionAt(statement, 0)
}

/** A term and what it means, from token `begin` on. */
function subjectDefinitionAt(statement: Statement, begin: number): DefinitionMatch | undefined {
  const { tokens } = statement
  let from = begin
  const [opening, second, third] = [
    tokens[begin]?.lower ?? "",
    tokens[begin + 1]?.lower ?? "",
    tokens[begin + 2]?.lower ?? "of",
  ]
  if (opening === "the" && /^(?:term|word|phrase|concept|name)$/.test(second) && !/^(?:of|for|is|was)$/.test(third))
    from += 2
  else if (opening === "a" || opening === "an" || opening === "the") from += 1
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
  if (/^(?:a|an|the|any)$/.test(next.lower) || (next.lower === "one" && verb === "is"))
    return { length: 1, isCopula: true }
  // "Amnesia is loss of memory …"
  const third = tokens[at + 2]
  if (
    verb === "is" &&
    next.class === "noun" &&
    ABSTRACT.test(next.lower) &&
    (third?.class === "preposition" || /^(?:that|which)$/.test(third?.lower ?? ""))
  ) {
    return { length: 1, isCopula: true }
  }
  // "Enzymes are proteins that …": a bare plural noun, adjectives allowed in front.
  if (verb !== "are" && verb !== "were") return undefined
  let i = at + 1
  while (tokens[i]?.class === "adjective" && i - at < 4) i += 1
  const noun = tokens[i]
  return noun?.class === "noun" && noun.lower.endsWith("s") ? { length: 1, isCopula: true } : undefined
}

/** The meaning ends before a second statement: ", and X is …", " and attaches …", ", but …", "; …". */
function cutMeaning(statement: Statement, from: number): number {
  const { tokens } = statement
  let lastComma = -9
  for (let i = from + 2; i < tokens.length - 1; i += 1) {
    const token = tokens[i] as Token
    const end = (tokens[i - 1] as Token).end
    if (token.text === ";" || token.text === ":" || token.text === "—") return end
    const isComma = token.text === ","
    const word = isComma ? tokens[i + 1]?.lower : token.lower
    if (isComma && /^(?:but|although|though|while|whereas|because|since|so|yet|if)$/.test(word ?? "")) return end
    if (word === "and") {
      const first = tokens[isComma ? i + 2 : i + 1]
      const second = tokens[isComma ? i + 3 : i + 2]
      if (
        isComma &&
        /^(?:set|led|became|made|gave|took|put|let|began|brought|left|held|helped|caused|marked)$/.test(
          first?.lower ?? "",
        )
      )
        return end
      const isVerb = first?.class === "auxiliary" || (first?.class === "verb" && /[^s]s$/.test(first.lower))
      const isInClause = tokens.slice(from, i).some((earlier) => /^(?:that|which|who)$/.test(earlier.lower))
      if (isVerb && (isComma || !isInClause)) return end
      const opensNew = first?.class === "pronoun" || (first?.class === "determiner" && i - lastComma > 6)
      if (isComma && opensNew && hasVerbSoon(tokens, i + 3)) return end
      if (isComma && second?.class === "auxiliary" && i - lastComma > 6) return end
      const start = isComma ? i + 2 : i + 1
      if (isComma && i - lastComma > 5 && tokens.slice(start, start + 9).some((later) => later.class === "auxiliary"))
        return end
      if ([1, 2, 3].some((skip) => linkAt(tokens, start + skip)?.isCopula === false)) return end
    }
    if (isComma) lastComma = i
  }
  const last = tokens.at(-1) as Token
  return /[.!;:]/.test(last.text) ? (tokens.at(-2) as Token).end : last.end
}

function hasVerbSoon(tokens: readonly Token[], from: number): boolean {
  return tokens.slice(from, from + 5).some((token) => token.class === "auxiliary" || token.class === "verb")
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
    if (NAMING.has(word) && !isActive(tokens, i)) at = i + 1
    else if (word === "known" && tokens[i + 1]?.lower === "as") at = i + 2
    else if (word === "referred" && tokens[i + 1]?.lower === "to" && tokens[i + 2]?.lower === "as") at = i + 3
    if (at < 0) continue
    const lead = tokens[at]?.lower
    if (lead === "a" || lead === "an" || lead === "the") at += 1
    let to = at
    while (
      to < tokens.length &&
      TERM_CLASS.has((tokens[to] as Token).class) &&
      to - at < 5 &&
      !isVerbOfName(tokens, at, to)
    )
      to += 1
    while (to > at && (tokens[to - 1] as Token).class === "adjective" && !isEnd(tokens[to])) to -= 1
    if (to === at) continue
    // "insensitivity to pain" where nothing follows it
    if (/^(?:of|to|for|in)$/.test(tokens[to]?.lower ?? "")) {
      let after = to + 1
      while (after < tokens.length && TERM_CLASS.has((tokens[after] as Token).class) && after - to < 4) after += 1
      if (after > to + 1 && isEnd(tokens[after])) to = after
    }
    // "called gold the sweat of the sun"
    if (/^(?:determiner|adverb)$/.test(tokens[to]?.class ?? "") || tokens[to]?.text === "“") continue
    if (isUnnamed(tokens, i)) continue
    return {
      pattern: "called",
      term: { start: (tokens[at] as Token).start, end: (tokens[to - 1] as Token).end },
      verb: word,
    }
  }
  return undefined
}

/** "named Paul Ehrlich brought …": after a name a small-letter participle is the verb. */
function isVerbOfName(tokens: readonly Token[], from: number, at: number): boolean {
  const token = tokens[at] as Token
  return at > from && token.class === "participle" && token.text === token.lower && tokens[at - 1]?.class === "name"
}

/** "have called attention to": somebody calls; nothing is named. */
function isActive(tokens: readonly Token[], at: number): boolean {
  let before = at - 1
  while (tokens[before]?.class === "adverb") before -= 1
  if (/^(?:have|has|had|to|he|she|they|we|who|that)$/.test(tokens[before]?.lower ?? "")) return true
  return /^(?:attention|for|into|upon|on|out|off|it|them|him|her)$/.test(tokens[at + 1]?.lower ?? "")
}

/** "they are called": who? Only a sentence that begins with "When" or "If" has just said it. */
function isUnnamed(tokens: readonly Token[], at: number): boolean {
  let before = at - 1
  while (/^(?:auxiliary|adverb)$/.test(tokens[before]?.class ?? "")) before -= 1
  if (!/^(?:they|it|this|these|those|he|she)$/.test(tokens[before]?.lower ?? "")) return false
  if (before > 0 && /[.!]/.test(tokens[before - 1]?.text ?? "")) return false
  return !/^(?:when|if|once|because|after|as)$/.test(tokens[0]?.lower ?? "")
}

function isEnd(token: Token | undefined): boolean {
  return token === undefined || token.class === "mark"
}

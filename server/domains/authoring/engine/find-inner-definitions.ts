import type { SourceRange } from "./authoring-types.ts"
import { type DefinitionMatch, type DefinitionPattern, TERM_CLASS } from "./definition-match.ts"
import { cutMeaning, linkAt, subjectDefinitionAt } from "./find-subject-definition.ts"
import type { Statement } from "./make-statements.ts"
import type { Token } from "./tag-words.ts"

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
      const isIntroduced = !/^(?:we|you|they|i|to|can|must|will|the|this|these|each|every|their|its|our|his|her)$/.test(
        opener,
      )
      const match =
        term === undefined || !isIntroduced ? undefined : meaningFrom(statement, i + 1, term, "after-colon", ":")
      if (match !== undefined && match.meaning !== undefined && reachesEnd(statement, match.meaning.end))
        found.push(match)
    } else if (
      token.text === "(" ||
      (token.text === "," && isMarkedBefore(statement, i) && /^(?:or|the)$/.test(next.lower))
    ) {
      const match = explainedMark(statement, i)
      if (match !== undefined) found.push(match)
    } else if (token.text === "," && /^an?$/.test(next.lower)) {
      const match = isMarkedBefore(statement, i) ? explainedMark(statement, i) : appositionAt(statement, i)
      if (match !== undefined) found.push(match)
    } else if (token.text === "," || token.text === ":") {
      const skipped = /^(?:and|but|while|whereas)$/.test(next.lower) ? 2 : 1
      const inner = subjectDefinitionAt(statement, i + skipped)
      const isMarked =
        inner !== undefined && statement.sentence.marks.some(({ start }) => Math.abs(start - inner.term.start) <= 1)
      if (skipped === 1 && token.text === "," && !isMarked && !isFieldOpening(tokens, i)) continue
      if (inner !== undefined && inner.pattern === "is-a") found.push({ ...inner, pattern: "inner-is-a" })
      else if (inner !== undefined) found.push(inner)
    }
  }
  return found
}

/** Whether a bold or italic term ends right before the token. */
function isMarkedBefore({ tokens, sentence }: Statement, at: number): boolean {
  const end = tokens[at - 1]?.end
  return end !== undefined && sentence.marks.some((mark) => Math.abs(mark.end - end) <= 1)
}

/**
 * What stands right behind a bold term explains it: "**leptin**, a satiety hormone", "**brand positioning**, or the way the brand signals
 * emotions", "**extrinsic** (arising from external factors)".
 */
function explainedMark(statement: Statement, at: number): DefinitionMatch | undefined {
  const { tokens, sentence } = statement
  if (!isMarkedBefore(statement, at)) return undefined
  const mark = sentence.marks.find(({ end }) => Math.abs(end - (tokens[at - 1] as Token).end) <= 1) as SourceRange
  const from = tokens.findIndex(({ start }) => start >= mark.start)
  const term = { start: (tokens[from] as Token).start, end: (tokens[at - 1] as Token).end }
  const isBracket = tokens[at]?.text === "("
  const first = tokens[at + 1]?.lower === "or" ? at + 2 : at + 1
  // "**axons**, the dendrites, and …" is a row.
  if (
    /^(?:and|or|,)$/.test(tokens[from - 1]?.lower ?? "") ||
    (!isBracket && !/^(?:an?|the)$/.test(tokens[first]?.lower ?? ""))
  )
    return undefined
  const closing = tokens.findIndex(
    (token, i) => i > first + 1 && (isBracket ? token.text === ")" : /^[,.;:—]$/.test(token.text)),
  )
  if (closing < 0 || closing - first < 3) return undefined
  const inside = tokens.slice(first, closing)
  // "**nucleus**, the axon, and the dendrites": more than one thing stands there.
  if (!isBracket && /^(?:and|or)$/.test(tokens[closing + 1]?.lower ?? "")) return undefined
  if (
    inside.some(({ text }) => text === "(" || text === "," || text === ";") ||
    (!isBracket && !inside.some(isTelling))
  )
    return undefined
  return {
    pattern: isBracket ? "bracket" : "marked",
    term,
    meaning: { start: (inside[0] as Token).start, end: (inside.at(-1) as Token).end },
    verb: isBracket ? "(" : ",",
  }
}

const isTelling = (token: Token): boolean =>
  token.class === "preposition" || token.class === "participle" || /^(?:that|which|who|where|when)$/.test(token.lower)

/** "In chemistry, a polar molecule is …" and "While an axon is …, a dendrite is …" leave nothing open. */
function isFieldOpening(tokens: readonly Token[], comma: number): boolean {
  const first = tokens[0]?.lower ?? ""
  // "From a biological perspective, an instinct is …"
  if (
    first === "from" &&
    comma <= 6 &&
    /^(?:perspective|standpoint|viewpoint|view)$/.test(tokens[comma - 1]?.lower ?? "")
  )
    return true
  if (/^(?:while|whereas|although|unlike)$/.test(first)) return true
  return first === "in" && comma <= 4 && !/^(?:the|this|these|an?|some|many)$/.test(tokens[1]?.lower ?? "")
}

/**
 * "… sets a minimum wage, a price floor that makes it illegal …": only with a clause that tells it apart, and only up to the end of the
 * sentence or the next comma. Rows ("a liver, a kidney that …, and a heart") have more commas and fall out.
 */
function appositionAt(statement: Statement, comma: number): DefinitionMatch | undefined {
  const { tokens } = statement
  const term = phraseBefore(tokens, comma)
  if (term === undefined) return undefined
  const opener = tokens.findLast((earlier) => earlier.end <= term.range.start)
  if (/^(?:the|this|these|that|each|every|their|its|our|his|her|some|many|most|and|or|,)$/.test(opener?.lower ?? ""))
    return undefined
  const match = meaningFrom(statement, comma + 1, term, "apposition", ",")
  if (match?.meaning === undefined) return undefined
  const inside = tokens.filter(
    (token) => token.start >= (match.meaning?.start ?? 0) && token.end <= (match.meaning?.end ?? 0),
  )
  const relative = inside.findIndex(({ lower }) => /^(?:that|which|who|where|whose)$/.test(lower))
  if (
    relative < 2 ||
    relative > 7 ||
    inside
      .slice(0, relative)
      .some((token) => token.class === "verb" || token.class === "auxiliary" || token.text === ",")
  )
    return undefined
  const rest = tokens.filter((token) => token.start >= (match.meaning?.end ?? 0))
  return inside.some(({ text }) => text === ",") || !/^[.,;—]$/.test(rest[0]?.text ?? "") ? undefined : match
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
  if (pattern === "which-is" || pattern === "apposition") {
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

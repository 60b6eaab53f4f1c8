import type { SourceRange } from "./authoring-types.ts"
import type { Sentence } from "./read-sentences.ts"
import type { Token } from "./tag-words.ts"

/**
 * A sentence, a clause of it, or two sentences that belong together, as it is shown to a learner: cross references,
 * citations and opening connectives are left out. `start` and `end` are the exact evidence in the source.
 */
export interface Statement extends SourceRange {
  sentence: Sentence
  /** Left out of what is shown, in order. */
  cuts: readonly SourceRange[]
  shown: string
  /** The source text of the range. */
  raw: string
  /** Words and marks outside the cuts. */
  tokens: readonly Token[]
  wordCount: number
  kind: "whole" | "clause" | "pair"
  hasOpening: boolean
}

const REFERENCES = [
  // "(Figure 2.1)", "(see Chapter 3)", "(as shown in Table 4)"
  /\s*[([](?:(?:see|also see|see also|refer to|as (?:shown|seen|illustrated)|shown|illustrated|left|right|top|bottom)(?: in)?[ ,:]*)?(?:the )?(?:figures?|figs?\.?|tables?|chapters?|sections?|box|eqs?\.?|equations?|appendix|exhibit|panel|link|module|unit|page|video|art connection)\b[^()[\]]*[)\]]/gi,
  // "(Tversky & Kahneman, 1974)", "(Smith et al., 2001; Jones, 2003)"
  /\s*\((?:e\.g\.,? |i\.e\.,? |see |cf\. |as cited in )?\p{Lu}[^()]*?(?:,|et al\.?|&|\band\b)[^()]*?(?:\d{4}[a-z]?|n\.d\.|in press)[^()]*\)/gu,
  // "(Fieser 1995)", "(Smith 2020, 12)", "(1983)"
  /\s*\((?:(?:see )?\p{Lu}[\p{L}’'-]+(?: (?:and|&) \p{Lu}[\p{L}’'-]+)? )?(?:1[6-9]|20)\d{2}[a-z]?(?:, \d+(?:[-–]\d+)?)?\)(?=[\s.,;:?!”"]|$)/gu,
  /\s*\[\d+(?:\s*[-,–]\s*\d+)*\]/g,
  /,? (?:as )?(?:shown|seen|illustrated|depicted|pictured|described|discussed|listed|summari[sz]ed|noted|presented|outlined) (?:in|by) (?:figure|fig\.|table|chapter|section|box|the (?:figure|table) below) ?[\d.]*\p{L}?(?=[.,;]|$)/giu,
  /,? (?:as )?(?:shown|seen|illustrated|depicted|described|discussed|listed|noted|mentioned|defined|explained) (?:above|below|earlier|previously|later)(?=[.,;)]|$)/gi,
  /\s*\((?:discussed|described|shown|see|covered|mentioned|defined|explained|noted|listed)[^()]*\)/gi,
  /, (?:however|therefore|thus|for example|for instance|in contrast|by contrast|on the other hand|in turn|then|of course|in fact|also|too|as well|by definition|respectively|for the most part|in general),(?= )/gi,
  /\s*\((?:plural|singular|pl\.|sing\.|pronounced|from the (?:latin|greek)|a|b|c|d|e|i|ii|iii|iv|\d)\b[^()]{0,60}\)/gi,
  // Examples and word origins in brackets: "(e.g., aspirin)", "(endo- = “inside”)"
  /\s*\((?:e\.g\.|for example|such as|i\.e\., if|note that)[^()]*\)/gi,
  /\s*\([^()]*=[^()]*\)|\s*\(“[^()”]*”\)/g,
  /\s*\((?=[^()]*\b(?:latin|greek)\b)[^()]*\)/gi,
] as const

const OPENING = new RegExp(
  `^(?:(?:${[
    "however|thus|therefore|hence|moreover|furthermore|additionally|consequently|accordingly|also|similarly|likewise|conversely|finally|lastly|next|indeed|specifically|essentially|basically|technically|simply put|put simply|importantly|interestingly|generally|typically|normally|usually|ultimately|clearly|obviously|first|second|third|secondly|thirdly|today|now|overall|nevertheless|nonetheless|unfortunately|fortunately|more specifically|more precisely|more generally|most importantly|notably|strictly speaking|broadly speaking|in essence|historically|traditionally|again|of course|that is|in turn",
    "in (?:addition|contrast|fact|other words|general|comparison|summary|short|conclusion|particular|brief|most cases|practice)",
    "for (?:example|instance)|by (?:contrast|comparison|definition)|on the other hand|on the contrary|at the same time|as a (?:result|consequence|reminder)|to (?:summarize|review|recap)|as an example",
    "as (?:you|we|i|noted|mentioned|discussed|described|stated|previously|explained|seen|already|indicated|defined|introduced)\\b[^,;]{0,60}",
  ].join(
    "|",
  )}),\\s+|(?:recall|remember|note|notice|keep in mind) that\\s+|(?:and|but|so|yet|thus|hence|therefore),?\\s+(?!(?:long|far|much|many|called|that|too|few|little)\\b)(?=\\p{L}))`,
  "iu",
)

const NAMES_IT = /\b(?:called|known as|termed|referred to as|named|dubbed)\b/

/** What a sentence states: itself, its clauses between semicolons, and itself with the one before when it points back. */
export function makeStatements(sentence: Sentence, previous: Sentence | undefined): Statement[] {
  const statements: Statement[] = [statementOf(sentence, sentence.start, sentence.end, sentence.tokens, "whole")]
  if (sentence.text.includes(";")) {
    let from = 0
    sentence.tokens.forEach((token, i) => {
      const isLast = i === sentence.tokens.length - 1
      if (token.text !== ";" && !isLast) return
      const part = sentence.tokens.slice(from, isLast ? i + 1 : i)
      from = i + 1
      const first = part[0]
      const last = part.at(-1)
      if (first === undefined || last === undefined || part.length < 6) return
      statements.push(statementOf(sentence, first.start, last.end, part, "clause"))
    })
  }
  const cut = secondStatementAt(sentence)
  if (cut > 0) {
    const part = sentence.tokens.slice(0, cut)
    statements.push(statementOf(sentence, sentence.start, (part.at(-1) as Token).end, part, "clause"))
  }
  if (
    previous !== undefined &&
    previous.paragraphIndex === sentence.paragraphIndex &&
    sentence.kind === "prose" &&
    /^(?:this|these|it|they|such)\b/i.test(sentence.text) &&
    NAMES_IT.test(sentence.text) &&
    previous.wordCount + sentence.wordCount <= 50
  ) {
    statements.push(
      statementOf(sentence, previous.start, sentence.end, [...previous.tokens, ...sentence.tokens], "pair", {
        between: { start: previous.end, end: sentence.start },
        text: previous.text + " ".repeat(sentence.start - previous.end) + sentence.text,
      }),
    )
  }
  return statements
}

/** Where a second statement begins that points back or starts anew: ", and it is …", ", but the …", "because this …". */
function secondStatementAt(sentence: Sentence): number {
  const { tokens } = sentence
  for (let i = 8; i < tokens.length - 4; i += 1) {
    const word = (tokens[i] as Token).lower
    const next = (tokens[i + 1] as Token).lower
    const isPointing = /^(?:it|they|this|these|he|she|its|their|we|you)$/.test(next)
    if (word === "because" && isPointing) return tokens[i - 1]?.text === "," ? i - 1 : i
    if (tokens[i - 1]?.text !== "," || !/^(?:and|but|so|although|though|while|whereas|which|because|since)$/.test(word))
      continue
    if (isPointing || word !== "and") return i - 1
    const opensNew = /^(?:the|a|an)$/.test(next) || (tokens[i + 1] as Token).class === "auxiliary"
    if (opensNew && tokens.slice(i + 1, i + 7).some((token) => token.class === "auxiliary" || token.class === "verb"))
      return i - 1
  }
  return 0
}

function statementOf(
  sentence: Sentence,
  start: number,
  end: number,
  tokens: readonly Token[],
  kind: Statement["kind"],
  pair?: { between: SourceRange; text: string },
): Statement {
  const raw = pair?.text ?? sentence.text.slice(start - sentence.start, end - sentence.start)
  const cuts: SourceRange[] = []
  if (/[([,]|\b(?:in|by|above|below|earlier|previously|later)\b/.test(raw)) {
    for (const pattern of REFERENCES) {
      for (const match of raw.matchAll(pattern)) {
        cuts.push({ start: start + match.index, end: start + match.index + match[0].length })
      }
    }
  }
  const opening = sentence.kind === "prose" ? OPENING.exec(raw)?.[0] : undefined
  if (opening !== undefined) cuts.push({ start, end: start + opening.length })
  const merged = mergeRanges(cuts)
  const kept =
    merged.length === 0
      ? tokens
      : tokens.filter((token) => !merged.some((cut) => token.start < cut.end && token.end > cut.start))
  const statement: Statement = {
    sentence,
    start,
    end,
    cuts: merged,
    shown: "",
    raw,
    tokens: kept,
    wordCount: kept.reduce((count, token) => count + (token.class === "mark" ? 0 : 1), 0),
    kind,
    hasOpening: opening !== undefined,
  }
  statement.shown = showRange(statement, start, end)
  if (kind === "clause" && !/[.!?]["”’)]*$/.test(statement.shown)) statement.shown += "."
  return statement
}

/** The part `[from, to)` of a statement as it is shown. */
export function showRange(statement: Statement, from: number, to: number): string {
  let shown = ""
  let at = from
  for (const cut of statement.cuts) {
    if (cut.end <= at || cut.start >= to) continue
    if (cut.start > at) shown += statement.raw.slice(at - statement.start, cut.start - statement.start)
    at = Math.max(at, cut.end)
  }
  if (at < to) shown += statement.raw.slice(at - statement.start, to - statement.start)
  shown = shown.replace(/\s+/g, " ")
  const isOpening = from <= statement.start
  if (!isOpening) return shown
  shown = shown.trimStart()
  // A small letter opens a statement only where something in front of it was left out.
  return statement.hasOpening || statement.kind === "clause" ? capitalise(shown) : shown
}

function capitalise(text: string): string {
  return /^\p{Ll}{2}/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text
}

function mergeRanges(ranges: SourceRange[]): SourceRange[] {
  ranges.sort((a, b) => a.start - b.start || a.end - b.end)
  const merged: SourceRange[] = []
  for (const range of ranges) {
    const last = merged.at(-1)
    if (last !== undefined && range.start <= last.end) last.end = Math.max(last.end, range.end)
    else merged.push({ ...range })
  }
  return merged
}

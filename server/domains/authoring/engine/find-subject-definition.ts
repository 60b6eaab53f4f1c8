import { type DefinitionMatch, TERM_CLASS } from "./definition-match.ts"
import type { Statement } from "./make-statements.ts"
import type { Token } from "./tag-words.ts"

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

/** A term and what it means, from token `begin` on. */
export function subjectDefinitionAt(statement: Statement, begin: number): DefinitionMatch | undefined {
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
  // "A person’s metabolic rate is …": anybody's.
  if (
    /^(?:person|individual|animal|organism|cell|country|nation|firm|company|business|object|body|plant|patient|child|worker|consumer)[’']s$/.test(
      tokens[from]?.lower ?? "",
    )
  )
    from += 1
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

export function linkAt(tokens: readonly Token[], at: number): { length: number; isCopula: boolean } | undefined {
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
    // "Marvin is operating in a world of …" is an action.
    (!next.lower.endsWith("ing") || third?.lower === "of") &&
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

const SECOND_VERB =
  /^(?:accounts|takes|occurs|consists|contains|includes|lasts|serves|plays|has|is|are|was|were|can|may|must|will|helps|gives|makes|provides|results|leads|requires|made|gave|had|led|became|brought|set|took)$/

/** The meaning ends before a second statement: ", and X is …", " and attaches …", ", but …", "; …". */
export function cutMeaning(statement: Statement, from: number): number {
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
      // "a ligand and functions by …", "an ionic compound and melts without …"
      const isPlainVerb = /[^s]s$/.test(first?.lower ?? "") && /^(?:preposition|adverb)$/.test(second?.class ?? "")
      // "the longest stage of labor and typically takes …", "the principal protein … and accounts for …"
      const verb = first?.class === "adverb" ? second : first
      if (!isInClause && SECOND_VERB.test(verb?.lower ?? "")) return end
      if (isPlainVerb && !isInClause && /^an?$/.test((tokens[from] as Token).lower) && second?.lower !== "of")
        return end
      // "… is the limiting reactant and hydrogen is the excess reactant"
      if (!isInClause && [1, 2, 3].some((skip) => linkAt(tokens, start + skip) !== undefined)) return end
    }
    if (isComma) lastComma = i
  }
  const last = tokens.at(-1) as Token
  return /[.!;:]/.test(last.text) ? (tokens.at(-2) as Token).end : last.end
}

function hasVerbSoon(tokens: readonly Token[], from: number): boolean {
  return tokens.slice(from, from + 5).some((token) => token.class === "auxiliary" || token.class === "verb")
}

import { type DefinitionMatch, TERM_CLASS } from "./definition-match.ts"
import type { Statement } from "./make-statements.ts"
import type { Token } from "./tag-words.ts"

const PART_OF_PROGRAM =
  /(?:file|account|variable|function|director(?:y|ie)|folder|field|column|handler|script|user|table|option|group|menu|button|window|package|module|object|parameter|server|host|command)s?$/
const NAMING = new Set(["called", "termed", "named", "dubbed", "labeled", "labelled", "nicknamed", "christened"])
/** "… is called the X", "… known as X". The last one of the sentence. */
export function findNaming(statement: Statement): DefinitionMatch | undefined {
  const { tokens } = statement
  for (let i = tokens.length - 2; i > 2; i -= 1) {
    const word = tokens[i]?.lower as string
    let at = -1
    if (NAMING.has(word) && !isActive(tokens, i) && !isAdjective(tokens, i)) at = i + 1
    else if (word === "known" && tokens[i + 1]?.lower === "as") at = i + 2
    else if (word === "referred" && tokens[i + 1]?.lower === "to" && tokens[i + 2]?.lower === "as") at = i + 3
    // A former name is of no use.
    if (at < 0 || /^(?:formerly|previously|originally|once)$/.test(tokens[i - 1]?.lower ?? "")) continue
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
    if (isUnnamed(tokens, i) || isLabel(word, tokens, at, to)) continue
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

/** "only the named arguments", "as named arguments": a word in front of a noun names nothing. */
function isAdjective(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]
  return before?.class === "determiner" || (before?.class === "preposition" && tokens[at]?.lower !== "called")
}

/** "a file named Myfile", "the area labeled G", "named using other rules": no name that a learner should know. */
function isLabel(verb: string, tokens: readonly Token[], from: number, to: number): boolean {
  const [first, last] = [tokens[from] as Token, tokens[to - 1] as Token]
  if (
    /^(?:using|by|after|for|with|according|so|simply|differently|accordingly|form|kind|type|part|sort|way|means|result|case)$/.test(
      first.lower,
    )
  )
    return true
  if (/[._\d()]/.test(first.text) || last.text.length < 2) return true
  if (verb === "labeled" || verb === "labelled") return true
  // People, places and movements are named; with a small letter it is a thing of an example.
  if (verb !== "named") return false
  const before = tokens.findLast((token) => token.end <= first.start && token.class === "noun")
  return !/^\p{Lu}\p{Ll}/u.test(first.text) || PART_OF_PROGRAM.test(before?.lower ?? "")
}

/** "have called attention to": somebody calls; nothing is named. */
function isActive(tokens: readonly Token[], at: number): boolean {
  let before = at - 1
  while (tokens[before]?.class === "adverb") before -= 1
  // "Zimmerman called the police"
  if (tokens[before]?.class === "name" && tokens[at]?.lower === "called" && tokens[at + 1]?.lower === "the") return true
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

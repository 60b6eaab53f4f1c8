import { BLANK } from "./authoring-types.ts"
import type { Candidate } from "./candidate.ts"
import type { TermIndex } from "./find-key-terms.ts"
import { closed } from "./make-number-items.ts"
import { type Statement, showRange } from "./make-statements.ts"
import { countDangling, type Standing } from "./standing-rules.ts"
import type { Token } from "./tag-words.ts"
import { termKey } from "./term-forms.ts"

const COUNTS: Record<string, number> = { two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8 }
const COMPLETE =
  /\b(?:consists? of|composed of|made up of|comprised of|comprises?|divided into|classified (?:as|into)|subdivided into)\s*$/
const COPULA = /\b(?:are|were|is|:)\s*(?:the\s+)?$|:\s*(?:the\s+)?$/

/** Sentences that end in a complete enumeration, with the members blanked together. */
export function makeListItems(statement: Statement, standing: Standing, text: string, index: TermIndex): Candidate[] {
  if (!standing.passes || standing.hasPronoun) return []
  const { tokens } = statement
  const list = trailingList(tokens)
  if (list === undefined) return []
  const first = list.members[0] as Token[]
  const from = (first[0] as Token).start
  const end = (list.members.at(-1) as Token[]).at(-1)?.end as number
  const before = showRange(statement, statement.start, from)
  const after = closed(showRange(statement, end, statement.end))
  const members = list.members.map((member) => text.slice((member[0] as Token).start, (member.at(-1) as Token).end))
  const count = tokens.find((token) => token.end <= from && COUNTS[token.lower] !== undefined)
  const isCounted = count !== undefined && COUNTS[count.lower] === members.length
  const head = before.replace(/[\s:]+$/, "")
  const term = subjectOf(statement, from, index, text)
  const rules: Record<string, boolean> = {
    ...standing.rules,
    "list-is-complete": isCounted
      ? (!isCountElsewhere(tokens, count, from) &&
          COPULA.test(before) &&
          !/^(?:two|three|four|five)\b.*\bare\s*(?:the\s)?$/i.test(before)) ||
        COMPLETE.test(before)
      : members.length >= 3 && COMPLETE.test(before) && count === undefined,
    "list-is-of-subject": !/\b(?:which|that|who) (?:is|are)\s*$/.test(before),
    // "There are four types: …": of what? "the law demands four things": which law?
    "list-needs-no-context":
      !/\bthere (?:are|is) \w+ (?:[\p{L}-]+ )?(?:types|kinds|forms|groups|categories|classes|ways|steps|parts)\s*(?::\s*)?$/iu.test(
        before,
      ) &&
      countDangling(
        statement.tokens.filter((token) => token.end <= from),
        { start: -1, end: -1 },
        (phrase) => (index.byKey.get(termKey(phrase))?.logit ?? -9) > -1,
      ) === 0,
    "list-has-subject": term !== undefined,
    "members-are-short": members.every((member) => member.length <= 40) && members.length <= 7,
    "members-are-plain": list.members.every(
      (member) =>
        !member.some(
          (token) =>
            token.class === "number" || /^(?:including|such|other|others|many|several|more|etc)$/.test(token.lower),
        ),
    ),
    "members-are-things": list.members.every(isThing),
    "members-not-leaked": members.every((member) => !head.toLowerCase().includes(member.toLowerCase())),
    "members-are-distinct": new Set(members.map(termKey)).size === members.length,
  }
  const answer = showRange(statement, from, end)
  return [
    {
      type: "list",
      sentence: statement.sentence,
      termKey: `list:${termKey(term ?? "")}`,
      term: term ?? "",
      prompt: `${before}${BLANK}${after}`,
      answer,
      acceptedAnswers: [answer, members.map((member) => member.replace(/^(?:the|an?)\s+/i, "")).join(", ")],
      evidence: { start: statement.start, end: statement.end },
      score: (isCounted ? 1.5 : 1.1) - 0.1 * Math.max(0, members.length - 4) - (statement.wordCount > 28 ? 0.3 : 0),
      rules,
      factKey: `list:${termKey(term ?? head)}`,
    },
  ]
}

/** "Whenever two parties trade, there is …": between the number and the list stands another statement. */
function isCountElsewhere(tokens: readonly Token[], count: Token, from: number): boolean {
  const between = tokens.filter((token) => token.start > count.start && token.end <= from)
  const verbs = between.filter((token) => token.class === "verb" || token.class === "auxiliary").length
  return (
    (verbs > 1 && between.at(-1)?.text !== ":") ||
    between.some((token) => token.text === ",") ||
    between.some((token) => token.lower === "there")
  )
}

/** "on the battlefields", "again at home", "not running", "bound to e1" are no members of anything. */
function isThing(member: Token[]): boolean {
  const [first, second] = member
  if (/^(?:on|in|at|by|to|for|from|with|again|there)$/.test(first?.lower ?? "")) return false
  return (
    !member.some(({ lower }) => lower === "not") && !(first?.class === "participle" && second?.class === "preposition")
  )
}

/** Members between commas and "and" at the end of the statement; each a short phrase without a verb. */
function trailingList(tokens: readonly Token[]): { members: Token[][] } | undefined {
  let end = tokens.length
  if (tokens[end - 1]?.class === "mark") end -= 1
  let lastAnd = -1
  for (let i = end - 2; i > 2 && end - i < 12; i -= 1) {
    if (tokens[i]?.lower === "and") {
      lastAnd = i
      break
    }
  }
  if (lastAnd < 0) return undefined
  const members: Token[][] = [tokens.slice(lastAnd + 1, end)]
  let to = tokens[lastAnd - 1]?.text === "," ? lastAnd - 1 : lastAnd
  for (let i = to - 1; i >= 0; i -= 1) {
    const token = tokens[i] as Token
    const opens =
      token.class === "verb" || token.class === "auxiliary" || token.text === ":" || token.class === "pronoun"
    const isOf =
      /^(?:of|into|as)$/.test(token.lower) &&
      /^(?:consists?|composed|up|comprised|divided|classified|subdivided)$/.test(tokens[i - 1]?.lower ?? "")
    if (token.text === ",") {
      members.unshift(tokens.slice(i + 1, to))
      to = i
    } else if (opens || isOf) {
      members.unshift(tokens.slice(i + 1, to))
      break
    }
    if (to - i > 8) return undefined
  }
  const isPhrase = (member: Token[]): boolean =>
    member.length >= 1 &&
    member.length <= 5 &&
    member.every(
      (token) =>
        token.class !== "verb" &&
        token.class !== "auxiliary" &&
        token.class !== "pronoun" &&
        token.class !== "conjunction" &&
        token.class !== "mark",
    )
  return members.length >= 2 && members.every(isPhrase) ? { members } : undefined
}

function subjectOf(statement: Statement, before: number, index: TermIndex, text: string): string | undefined {
  const words = statement.tokens.filter((token) => token.end <= before)
  for (let from = 0; from < words.length; from += 1) {
    for (let to = Math.min(words.length, from + 4); to > from; to -= 1) {
      const phrase = text.slice((words[from] as Token).start, (words[to - 1] as Token).end)
      const known = index.byKey.get(termKey(phrase))
      if (known !== undefined && known.logit > -1.5) return phrase
    }
  }
  return undefined
}

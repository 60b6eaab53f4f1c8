import {
  ASPECT,
  baseOf,
  isPast,
  isTellingVerb,
  isVerbAt,
  LAID_DOWN,
  LAW_HEAD,
  PARTICIPLES,
  PLACES,
  PREPOSITIONS,
} from "./asked-verbs.ts"
import type { SourceRange } from "./authoring-types.ts"
import { nounPhrases } from "./find-key-terms.ts"
import type { Statement } from "./make-statements.ts"
import type { Token } from "./tag-words.ts"
import { listedClassOf } from "./word-classes.ts"

/** A question about what a sentence says of its subject, and where the answer stands. Ranges are offsets of the whole text. */
export interface Predicate {
  /** "In the forearm": where the sentence says so first, the question does too. */
  scene?: SourceRange
  /** What is asked about, with the words in front of it: "The function of the hippocampus". */
  subject: SourceRange
  /** The noun phrase of the subject that has to be a term. */
  term: SourceRange
  /** Around the subject: `["What is", "caused by"]`, `["Why does", "inhibit"]`. */
  ask: readonly [before: string, after: string]
  /** What the sentence says between verb and answer, and the question repeats: "Why do cones require" … "more photons". */
  said?: SourceRange
  /** The verb says by itself what kind of thing is asked for: "is caused by", "consists of", "occurs when". */
  isSure?: boolean
  /** Token at which the answer begins. */
  answerFrom: number
  /** Where the answer ends, if not with the sentence's statement. */
  answerEnd?: number
  /** The same for all that ask the same of a subject. */
  verb: string
}

type Asked = Omit<Predicate, "scene" | "subject" | "term">

export interface Subject {
  range: SourceRange
  term: SourceRange
  verbAt: number
}

const LONGEST_SUBJECT = 10
const LONGEST_SCENE = 8
/** Classes a subject may hold: "the movement of water across the membrane". */
const IN_SUBJECT = new Set(["determiner", "adjective", "noun", "name", "participle", "preposition", "number"])

/** What a sentence says of its subject, as things to ask for, the most telling first. */
export function findPredicates(statement: Statement, isHistorical: boolean): Predicate[] {
  const aspect = aspectOf(statement)
  if (aspect !== undefined) return [aspect]
  const { tokens } = statement
  const aside = statement.raw.includes(", which") ? relativeOf(tokens) : []
  const from = sceneLength(tokens)
  const subject = subjectAt(tokens, from)
  if (subject === undefined) return aside
  const scene = from === 0 ? {} : { scene: { start: (tokens[0] as Token).start, end: (tokens[from - 2] as Token).end } }
  const said = askedBy(tokens, subject.verbAt) ?? (isHistorical ? laidDownBy(statement, subject) : undefined)
  const main = [clauseOf(tokens, subject.verbAt), said].flatMap((asked) =>
    asked === undefined ? [] : [{ ...scene, subject: subject.range, term: subject.term, ...asked }],
  )
  return [...main, ...aside]
}

/** "lactase, which breaks lactose into two sugars, …": asked of the noun phrase in front. */
function relativeOf(tokens: readonly Token[]): Predicate[] {
  return tokens.flatMap((token, i) => {
    if (token.lower !== "which" || tokens[i - 1]?.text !== "," || !isVerbAt(tokens, i + 1)) return []
    const front = tokens.slice(Math.max(0, i - 6), i - 1)
    const phrase = nounPhrases(front).at(-1)
    if (phrase === undefined || phrase.to !== front.length) return []
    const before = front[phrase.from - 1]
    if (/^(?:of|and|or|,|no|any|some|many|this|these|that|his|her|their|its)$/.test(before?.lower ?? "")) return []
    const head = front[phrase.to - 1] as Token
    if (!agree(head.lower, false, (tokens[i + 1] as Token).lower)) return []
    const asked = askedBy(tokens, i + 1)
    if (asked === undefined) return []
    const range = { start: (front[phrase.from] as Token).start, end: head.end }
    const isPreceded = before !== undefined && /^(?:the|an?)$/.test(before.lower)
    const comma = tokens.findIndex(({ text }, j) => j > asked.answerFrom && /^[,;:.]$/.test(text))
    if (comma < 0) return []
    return [
      {
        ...asked,
        subject: { start: isPreceded ? before.start : range.start, end: range.end },
        term: range,
        answerEnd: (tokens[comma - 1] as Token).end,
      },
    ]
  })
}

/** "The function of the hippocampus is to …" */
function aspectOf({ tokens }: Statement): Predicate | undefined {
  if (!/^(?:the|an?)$/.test(tokens[0]?.lower ?? "")) return undefined
  const of = tokens.findIndex(({ lower }) => lower === "of")
  if (of < 2 || of > 4) return undefined
  const aspect = tokens.slice(1, of).map(({ lower }) => lower)
  if (!ASPECT.test(aspect.join(" "))) return undefined
  const phrase = nounPhrases(tokens.slice(of + 1, of + 8))[0]
  if (phrase === undefined || phrase.from > 1) return undefined
  const to = of + 1 + phrase.to
  const link = tokens[to]?.lower
  if (link !== "is" && link !== "are") return undefined
  const end = (tokens[to - 1] as Token).end
  return {
    subject: { start: (tokens[0] as Token).start, end },
    term: { start: (tokens[of + 1 + phrase.from] as Token).start, end },
    ask: [`What ${link}`, ""],
    answerFrom: to + 1,
    verb: aspect.at(-1) as string,
    isSure: true,
  }
}

/** "In the forearm, the radius …": the words up to the comma, and the comma. */
function sceneLength(tokens: readonly Token[]): number {
  if (!/^(?:in|during|at|within|under|after|before)$/.test(tokens[0]?.lower ?? "")) return 0
  const comma = tokens.slice(0, LONGEST_SCENE).findIndex(({ text }) => text === ",")
  if (comma < 2) return 0
  const isPlain = tokens
    .slice(1, comma)
    .every(
      (token) =>
        IN_SUBJECT.has(token.class) &&
        token.class !== "number" &&
        !/^(?:addition|order|case|particular|contrast|comparison|general|practice|short|fact|summary|conclusion|turn|theory|response|both|all|many|some|recent)$/.test(
          token.lower,
        ),
    )
  return isPlain ? comma + 1 : 0
}

/** The subject a sentence opens with, and its verb. */
export function subjectAt(tokens: readonly Token[], from: number): Subject | undefined {
  let verbAt = from + 1
  while (verbAt < from + LONGEST_SUBJECT && !isVerbAt(tokens, verbAt)) verbAt += 1
  if (!isVerbAt(tokens, verbAt)) return undefined
  const front = tokens.slice(from, verbAt)
  if (/^(?:\p{L}+ly|also|often|usually)$/u.test(front.at(-1)?.lower ?? "") && front.at(-1)?.class === "adverb")
    front.pop()
  // "adenosine triphosphate (ATP)": the short form is left out of the question.
  const bracket = front.findIndex(({ text }) => text === "(")
  if (bracket >= 0 && (front.at(-1)?.text !== ")" || front.length - bracket > 6)) return undefined
  const words = bracket < 0 ? front : front.slice(0, bracket)
  if (words.some((token) => !IN_SUBJECT.has(token.class) || /^(?:that|which|who)$/.test(token.lower))) return undefined
  const [phrase, second] = nounPhrases(words)
  if (!/^(?:noun|name|number|participle)$/.test(words.at(-1)?.class ?? "")) return undefined
  if (phrase === undefined || phrase.from > 1) return undefined
  if (phrase.from === 1 && !/^(?:the|an?|each|every)$/.test(words[0]?.lower ?? "")) return undefined
  const isJoined = words[phrase.to]?.lower === "of" && second !== undefined && second.from - phrase.to <= 2
  const head = words[phrase.to - 1] as Token
  if (
    !agree(
      head.lower,
      words.some(({ lower }) => lower === "and"),
      (tokens[verbAt] as Token).lower,
    )
  )
    return undefined
  const termEnd = (words[(isJoined ? second.to : phrase.to) - 1] as Token).end
  return {
    range: { start: (words[0] as Token).start, end: (words.at(-1) as Token).end },
    term: { start: (words[phrase.from] as Token).start, end: termEnd },
    verbAt,
  }
}

/** "The Constitution underwent …", "Write the complete decay equation": a form without -s behind one thing is no verb of the present. */
function agree(head: string, isRow: boolean, verb: string): boolean {
  if (/^(?:is|can|must|are)$/.test(verb) || LAID_DOWN.has(verb)) return true
  // "the atria receive", "the amygdala receives"
  if (/(?:ics|ies|etes|species|series|a)$/.test(head)) return true
  const isPlural = isRow || /[^sui]s$|(?:ae|[^aou]i)$|^(?:people|children|men|women|mice|teeth|feet)$/.test(head)
  return isPlural !== /[^s]s$/.test(verb)
}

const AUXILIARY = /^(?:is|are|can|must)$/
const NOT_ASKED = /^(?:has|have|had|was|were|will|would|may|might|could|should|cannot|do|does|did)$/

/** "S does V … because / when / by …ing": why, when and how. */
function clauseOf(tokens: readonly Token[], verbAt: number): Asked | undefined {
  const verb = tokens[verbAt] as Token
  // "A country has a comparative advantage if …"
  const isOwning = /^ha(?:s|ve)$/.test(verb.lower)
  const at = tokens.findIndex(
    (token, i) => i > verbAt + 1 && opensClause(token, tokens[i - 1], tokens[i + 1], isOwning),
  )
  if (at < 0 || at - verbAt > 14) return undefined
  const between = tokens.slice(verbAt + 1, tokens[at - 1]?.text === "," ? at - 1 : at)
  if (between.length === 0 || between.some((token, i) => isOfSecondStatement(token, between[i - 1], i)))
    return undefined
  const said = { start: (between[0] as Token).start, end: (between.at(-1) as Token).end }
  const marker = (tokens[at] as Token).lower
  const word = marker === "because" ? "Why" : marker === "when" || marker === "if" ? "When" : "How"
  // What something is characterized by is no way of doing it.
  if (word === "How" && /^(?:characteri[sz]ed|marked|defined|followed|accompanied)$/.test(between.at(-1)?.lower ?? ""))
    return undefined
  if (AUXILIARY.test(verb.lower))
    return { ask: [`${word} ${verb.lower}`, ""], said, answerFrom: at, verb: `${word} ${between[0]?.lower}` }
  if (isOwning && word === "When")
    return { ask: [`When ${verb.lower === "has" ? "does" : "do"}`, "have"], said, answerFrom: at, verb: "When have" }
  if (NOT_ASKED.test(verb.lower) || isPast(verb.lower) || verb.lower.endsWith("ing")) return undefined
  const base = baseOf(verb.lower)
  return {
    ask: [`${word} ${verb.lower === base ? "do" : "does"}`, base],
    said,
    answerFrom: at,
    verb: `${word} ${base}`,
  }
}

function opensClause(
  { lower }: Token,
  previous: Token | undefined,
  next: Token | undefined,
  isOwning: boolean,
): boolean {
  if (lower === "because") return true
  if (lower === "if") return isOwning
  if (lower === "when") return previous?.class !== "verb" && previous?.class !== "preposition"
  return lower === "by" && /\p{L}{2}ing$/u.test(next?.lower ?? "")
}

/** What the question would have to repeat and does not mean. */
function isOfSecondStatement(token: Token, previous: Token | undefined, at: number): boolean {
  if (/^[,;:(—]$/.test(token.text)) return true
  if (/^(?:that|which|who|and|or|but|if|as|because|when|where|while|than|more|only|even)$/.test(token.lower))
    return true
  return token.class === "verb" && at > 0 && previous?.lower !== "to"
}

/** "The Fourteenth Amendment granted citizenship …" */
function laidDownBy({ tokens, raw, start }: Statement, { term, verbAt }: Subject): Asked | undefined {
  const base = LAID_DOWN.get((tokens[verbAt] as Token).lower)
  const name = raw.slice(term.start - start, term.end - start)
  if (base === undefined || !LAW_HEAD.test(name) || !/\p{Lu}/u.test(name.slice(1))) return undefined
  return hasObject(tokens, verbAt + 1) ? { ask: ["What did", base], answerFrom: verbAt + 1, verb: base } : undefined
}

function askedBy(tokens: readonly Token[], at: number): Asked | undefined {
  const token = tokens[at] as Token
  const verb = token.lower
  const next = tokens[at + 1]?.lower ?? ""
  const after = tokens[at + 2]?.lower ?? ""
  if (verb === "is" || verb === "are") return statedBy(tokens, at)
  const base = baseOf(verb)
  const does = verb === base ? "do" : "does"
  if (/^(?:occur|happen|arise)$/.test(base) && /^(?:when|if|because|after)$/.test(next))
    return {
      ask: [`${next === "because" ? "Why" : "When"} ${does}`, base],
      answerFrom: at + 1,
      verb: "occur",
      isSure: true,
    }
  if (base === "give" && next === "rise" && after === "to")
    return { ask: [`What ${does}`, "give rise to"], answerFrom: at + 3, verb: "give rise", isSure: true }
  if (base === "serve" && next === "to")
    return { ask: [`What ${does}`, "serve to do"], answerFrom: at + 1, verb: "serve to" }
  if (PREPOSITIONS.get(base)?.test(next))
    return { ask: [`What ${does}`, `${base} ${next}`], answerFrom: at + 2, verb: `${base} ${next}`, isSure: true }
  if (base === "hold" && next !== "that") return undefined
  if (!isTellingVerb(token) || !hasObject(tokens, at + 1)) return undefined
  return { ask: [`What ${does}`, base], answerFrom: at + 1, verb: base }
}

/** What somebody does by chance or thinks. */
const UNTOLD =
  /^(?:considered|followed|accompanied|believed|used|preferred|shared|owned|faced|offered|reported|described|proposed|studied|viewed|enjoyed|played|published|posted|employed|needed|required|supposed|divided|multiplied|increased|decreased)$/

/** "is caused by …", "is located in …", "is used to …", "is between …" */
function statedBy(tokens: readonly Token[], at: number): Asked | undefined {
  const verb = (tokens[at] as Token).lower
  const next = tokens[at + 1]?.lower ?? ""
  const after = tokens[at + 2]?.lower ?? ""
  if (PLACES.test(next) && tokens[at + 2]?.class !== "number")
    return { ask: [`Where ${verb}`, ""], answerFrom: at + 1, verb: "located", isSure: true }
  if (next === "made" && after === "up" && tokens[at + 3]?.lower === "of")
    return { ask: [`What ${verb}`, "made up of"], answerFrom: at + 4, verb: "composed", isSure: true }
  const isDone = after === "by" && tokens[at + 1]?.class === "participle" && next.endsWith("ed") && !UNTOLD.test(next)
  if (PARTICIPLES.get(next)?.test(after) !== true)
    return isDone && !/ing$/.test(tokens[at + 3]?.lower ?? "")
      ? { ask: [`What ${verb}`, `${next} by`], answerFrom: at + 3, verb: `${next} by` }
      : undefined
  if (next === "located" || next === "found")
    return { ask: [`Where ${verb}`, next], answerFrom: at + 2, verb: "located", isSure: true }
  if (after === "when") return { ask: [`When ${verb}`, next], answerFrom: at + 2, verb: `${next} when`, isSure: true }
  if (after === "to")
    return { ask: [`What ${verb}`, next === "used" ? "used for" : `${next} to do`], answerFrom: at + 2, verb: next }
  return { ask: [`What ${verb}`, `${next} ${after}`], answerFrom: at + 3, verb: `${next} ${after}`, isSure: true }
}

/** "Muscles contract when …" has no object, and nothing to ask for. */
function hasObject(tokens: readonly Token[], at: number): boolean {
  const object = tokens[at]
  if (object === undefined) return false
  if (/^(?:more|less|most|much|many|\p{L}+wards?)$/u.test(object.lower)) return false
  if (listedClassOf(object.lower) === "verb") return false
  // "removes that flaw": which?
  if (object.lower === "that") return tokens.slice(at + 2, at + 9).some((_, i) => isVerbAt(tokens, at + 2 + i))
  return /^(?:determiner|adjective|noun|name|number)$/.test(object.class)
}

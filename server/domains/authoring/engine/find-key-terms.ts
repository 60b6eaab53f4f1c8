import type { KeyTerm, SourceRange } from "./authoring-types.ts"
import type { Reading, Sentence } from "./read-sentences.ts"
import type { Token } from "./tag-words.ts"
import { singularOf, termKey } from "./term-forms.ts"
import { commonnessOf, isFunctionWord } from "./word-classes.ts"

/** Everything counted about one candidate term. */
export interface TermCandidate {
  key: string
  words: string[]
  /** The spelling met most often. */
  surface: string
  surfaces: Map<string, number>
  /** Occurrences, inside longer phrases too. */
  frequency: number
  /** Occurrences as a complete noun phrase. */
  complete: number
  /** Complete occurrences at the start of a sentence. */
  initial: number
  /** "called X", "X is a …", "X refers to …", a glossary entry. */
  cues: number
  /** Complete occurrences the format sets in bold or italics. */
  emphasised: number
  isHeading: boolean
  paragraphs: number
  lastParagraph: number
  occurrences: SourceRange[]
  /** Probability of being a key term. */
  score: number
  logit: number
}

export interface TermIndex {
  byKey: Map<string, TermCandidate>
  keyTerms: KeyTerm[]
  /** True when the format marks terms by bold or italics at all. */
  hasEmphasis: boolean
  /** Words that the text writes in small letters somewhere. */
  smallWords: ReadonlySet<string>
  /** From about ten pages on. */
  isLong: boolean
  /** Mostly about the options, arguments and files of a program: its sentences describe a use, its rarest words are identifiers. */
  isManual: boolean
}

export const WEAK_HEAD = new Set(
  (
    "type kind form part process example number group way case result effect use study term name word fact time people person " +
    "level amount rate point area region set series range variety majority end role function change increase decrease " +
    "difference step stage system structure approach method problem issue question year day century thing order side body " +
    "feature characteristic property factor condition site source pattern addition lack presence activity event section chapter " +
    "figure table figure line model value member portion combination individual author researcher scientist component element " +
    "material substance product object item piece class category version aspect world place topic"
  ).split(" "),
)
// Never the first word of a term. Words like "large", "primary" or "simple" are not here: they are part of many terms.
const WEAK_LEAD = new Set(
  (
    "notable resulting important various several different certain particular specific similar overall typical following " +
    "additional other same given own involved associated involving including using containing likely able available possible " +
    "potential famous so-called interesting entire whole called known based related main basic common general many typically " +
    "modern recent current actual real true serious significant widespread next previous last such more most less corresponding " +
    "new good great considered needed required used best better subsequent later earlier"
  ).split(" "),
)

const isPart = (token: Token): boolean =>
  token.class === "noun" || token.class === "name" || token.class === "adjective" || token.class === "participle"

/** Maximal runs of adjectives, participles and nouns that end in a noun, without weak words in front. At most 4 words. */
export function nounPhrases(tokens: readonly Token[]): { from: number; to: number }[] {
  const phrases: { from: number; to: number }[] = []
  let i = 0
  while (i < tokens.length) {
    if (!isPart(tokens[i] as Token)) {
      i += 1
      continue
    }
    let to = i
    while (to < tokens.length && isPart(tokens[to] as Token)) to += 1
    let end = to
    while (end > i && !isHead(tokens[end - 1] as Token)) end -= 1
    let from = i
    while (from < end - 1 && (WEAK_LEAD.has((tokens[from] as Token).lower) || isVerbal(tokens, from))) from += 1
    if (end > from && end - from <= 4) phrases.push({ from, to: end })
    i = to
  }
  return phrases
}

const isHead = (token: Token): boolean => token.class === "noun" || token.class === "name"

/** "economies of scale", "price elasticity of demand": two noun phrases joined by "of" that may be one term. */
export function ofPhrases(tokens: readonly Token[], phrases = nounPhrases(tokens)): { from: number; to: number }[] {
  const joined: { from: number; to: number }[] = []
  phrases.forEach((phrase, i) => {
    const next = phrases[i + 1]
    if (next === undefined || next.from !== phrase.to + 1 || tokens[phrase.to]?.lower !== "of") return
    const head = (tokens[phrase.to - 1] as Token).lower
    if (next.to - phrase.from > 5 || WEAK_HEAD.has(singularOf(head)) || commonnessOf(head) >= 5) return
    joined.push({ from: phrase.from, to: next.to })
  })
  return joined
}

/** A participle right after a noun phrase or an auxiliary opens a clause: it is no part of the phrase that follows. */
function isVerbal(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at] as Token
  if (token.class !== "participle") return false
  const before = tokens[at - 1]?.class
  return (
    before === "auxiliary" ||
    before === "noun" ||
    before === "pronoun" ||
    before === "conjunction" ||
    /ing$/.test(token.lower)
  )
}

/** Counts candidates over the whole reading and scores them. `emphasis` may be []. */
export function findKeyTerms(reading: Reading, emphasis: readonly SourceRange[]): TermIndex {
  const byKey = new Map<string, TermCandidate>()
  const isEmphasised = rangeTester(emphasis)
  const smallWords = new Set<string>()
  for (const sentence of reading.sentences) {
    countSentence(sentence, byKey, isEmphasised)
    for (const token of sentence.tokens) if (token.text === token.lower) smallWords.add(token.lower)
  }
  for (const heading of reading.headings) {
    const candidate = byKey.get(termKey(heading.title.replace(/^the\s+/i, "")))
    if (candidate !== undefined) candidate.isHeading = true
    for (const part of heading.title.split(/\s*(?:,|:|;|\band\b|\bvs\.?|\bversus\b)\s*/i)) {
      const listed = byKey.get(termKey(part.replace(/^the\s+/i, "")))
      if (listed !== undefined) listed.isHeading = true
    }
  }
  const hasEmphasis = emphasis.length * 800 > reading.sourceWordCount
  for (const candidate of byKey.values()) {
    candidate.surface = mostFrequent(candidate.surfaces)
    candidate.logit = logitOf(candidate, hasEmphasis)
    candidate.score = 1 / (1 + Math.exp(-candidate.logit))
  }
  const keyTerms = [...byKey.values()]
    .filter((candidate) => candidate.score >= 0.2 && (candidate.frequency >= 2 || candidate.cues > 0))
    .sort((a, b) => b.score - a.score || firstOf(a) - firstOf(b))
    .map(({ surface, score, occurrences }) => ({ term: surface, score, occurrences }))
  return {
    byKey,
    keyTerms,
    hasEmphasis,
    smallWords,
    isManual: isManual(reading),
    isLong: reading.sourceWordCount >= LONG_TEXT,
  }
}

const LONG_TEXT = 3000

const ABOUT_PROGRAMS =
  /^(?:arguments?|options?|parameters?|commands?|files?|filenames?|defaults?|syntax|director(?:y|ies)|strings?|variables?|menus?|click|packages?|install(?:ed|ation)?|configur(?:e|ed|ation)|scripts?|servers?|specified|optional|functions?|returned|plot|matrix|button|dialog|window|windows)$/

/** From this many such words in a thousand on. Textbooks of other subjects have 1 to 5, books about programming 30 to 90. */
const MANUAL_WORDS = 15

function isManual(reading: Reading): boolean {
  let found = 0
  for (const sentence of reading.sentences)
    for (const { lower } of sentence.tokens) if (ABOUT_PROGRAMS.test(lower)) found += 1
  return found * 1000 > MANUAL_WORDS * Math.max(1, reading.sourceWordCount)
}

function firstOf(candidate: TermCandidate): number {
  return candidate.occurrences[0]?.start ?? 0
}

function countSentence(
  sentence: Sentence,
  byKey: Map<string, TermCandidate>,
  isEmphasised: (start: number, end: number) => boolean,
): void {
  const { tokens } = sentence
  const phrases = nounPhrases(tokens)
  for (const { from, to } of ofPhrases(tokens, phrases)) countPhrase(sentence, from, to, true, byKey, isEmphasised)
  for (const { from, to } of phrases) {
    for (let begin = from; begin < to; begin += 1) {
      for (let end = begin + 1; end <= to; end += 1) {
        if (!isHead(tokens[end - 1] as Token)) continue
        countPhrase(sentence, begin, end, begin === from && end === to, byKey, isEmphasised)
      }
    }
  }
}

function countPhrase(
  sentence: Sentence,
  begin: number,
  end: number,
  isComplete: boolean,
  byKey: Map<string, TermCandidate>,
  isEmphasised: (start: number, end: number) => boolean,
): void {
  const { tokens } = sentence
  const first = tokens[begin] as Token
  const last = tokens[end - 1] as Token
  if (first.text.length < 2 || last.text.length < 2) return
  const surface = sentence.text.slice(first.start - sentence.start, last.end - sentence.start)
  const candidate = candidateFor(byKey, surface)
  if (candidate === undefined) return
  candidate.frequency += 1
  if (candidate.lastParagraph !== sentence.paragraphIndex) {
    candidate.lastParagraph = sentence.paragraphIndex
    candidate.paragraphs += 1
  }
  const isOpening = first.start === sentence.start
  const shown = isOpening ? openingSpelling(surface, first, tokens[begin + 1]) : surface
  candidate.surfaces.set(shown, (candidate.surfaces.get(shown) ?? 0) + (isOpening ? 0.4 : 1))
  candidate.occurrences.push({ start: first.start, end: last.end })
  if (!isComplete) return
  candidate.complete += 1
  if (begin === 0 || (begin === 1 && (tokens[0] as Token).class === "determiner")) candidate.initial += 1
  if (hasCue(sentence, begin, end)) candidate.cues += 1
  if (isEmphasised(first.start, last.end)) candidate.emphasised += 1
}

function candidateFor(byKey: Map<string, TermCandidate>, surface: string): TermCandidate | undefined {
  const key = termKey(surface)
  if (key === "") return undefined
  let candidate = byKey.get(key)
  if (candidate === undefined) {
    candidate = {
      key,
      words: key.split(" "),
      surface,
      surfaces: new Map(),
      frequency: 0,
      complete: 0,
      initial: 0,
      cues: 0,
      emphasised: 0,
      isHeading: false,
      paragraphs: 0,
      lastParagraph: -1,
      occurrences: [],
      score: 0,
      logit: 0,
    }
    byKey.set(key, candidate)
  }
  return candidate
}

/** The first word of a sentence is made small unless what follows shows it to be a name. */
function openingSpelling(surface: string, first: Token, next: Token | undefined): string {
  if (!/^\p{Lu}\p{Ll}/u.test(surface)) return surface
  if (surface.length > first.text.length && next?.class === "name") return surface
  return surface.charAt(0).toLowerCase() + surface.slice(1)
}

const CUE_BEFORE = new Set(["called", "termed", "named", "dubbed", "as"])
const CUE_VERBS = new Set(["refers", "refer", "means", "describes", "denotes", "consists", "involves"])

/** Is the phrase `[from, to)` where the sentence introduces it? */
function hasCue(sentence: Sentence, from: number, to: number): boolean {
  const { tokens } = sentence
  if (sentence.kind === "glossary" && from === 0) return true
  let before = from - 1
  if (tokens[before]?.lower === "a" || tokens[before]?.lower === "an" || tokens[before]?.lower === "the") before -= 1
  const word = tokens[before]?.lower
  if (word !== undefined && CUE_BEFORE.has(word)) {
    if (word !== "as") return true
    const verb = tokens[before - 1]?.lower
    if (verb === "known" || (verb === "to" && tokens[before - 2]?.lower === "referred")) return true
  }
  const isSubject = from === 0 || (from === 1 && tokens[0]?.class === "determiner")
  if (!isSubject) return false
  let after = to
  if (tokens[after]?.text === "(") {
    while (after < tokens.length && tokens[after]?.text !== ")") after += 1
    after += 1
  }
  const verb = tokens[after]?.lower
  if (verb === undefined) return false
  if (CUE_VERBS.has(verb)) return true
  if (verb !== "is" && verb !== "are") return false
  const article = tokens[after + 1]?.lower
  return article === "a" || article === "an" || article === "the" || article === "defined" || article === "any"
}

/**
 * Logistic score of a candidate. Features after RESEARCH (definition cue, share of complete phrases, heading, frequency,
 * weak head …) with weights fitted on textbooks of anatomy, psychology and history; see docs/question-generation.md.
 */
function logitOf(candidate: TermCandidate, hasEmphasis: boolean): number {
  return termFeatures(candidate, hasEmphasis).reduce((sum, value, i) => sum + value * (WEIGHTS[i] as number), BIAS)
}

/** The features of a candidate in the order of the weights. */
function termFeatures(candidate: TermCandidate, hasEmphasis: boolean): number[] {
  const { words } = candidate
  // The head of "price elasticity of demand" stands before the "of".
  const of = words.indexOf("of")
  const head = words.at(of > 0 ? of - 1 : -1) as string
  const lead = words[0] as string
  const specificities = words.map((word) => 4 - Math.min(4, commonnessOf(word)))
  const completeShare = candidate.complete / candidate.frequency
  const startsUpper = /^\p{Lu}\p{Ll}/u.test(candidate.surface)
  return [
    Math.min(1, candidate.cues),
    Math.min(1, Math.log2(1 + candidate.cues) / 3),
    completeShare,
    candidate.isHeading ? 1 : 0,
    Math.log(candidate.frequency),
    words.length >= 2 ? 1 : 0,
    words.length >= 3 ? 1 : 0,
    candidate.initial / Math.max(1, candidate.complete),
    WEAK_HEAD.has(singularOf(head)) ? 1 : 0,
    words.length > 1 && (WEAK_LEAD.has(lead) || isFunctionWord(lead)) ? 1 : 0,
    /[-‑]/.test(candidate.surface) ? 1 : 0,
    Math.log(candidate.paragraphs),
    Math.max(...specificities) / 4,
    specificities.reduce((sum, value) => sum + value, 0) / specificities.length / 4,
    startsUpper ? 1 : 0,
    hasEmphasis ? Math.min(1, candidate.emphasised) : 0,
    hasEmphasis && candidate.emphasised > 0 ? 0 : hasEmphasis ? 1 : 0,
    candidate.frequency === 1 ? 1 : 0,
  ]
}

const BIAS = -6.1
const WEIGHTS: readonly number[] = [
  1.5, 1.6, 0.9, 1.6, 0.9, 1.1, 0.5, 1.25, -0.4, -0.4, -0.3, -0.5, 1, 1, -0.9, 3.2, -1.9, -0.25,
]

function mostFrequent(counts: Map<string, number>): string {
  let best = ""
  let most = 0
  for (const [value, count] of counts) {
    if (count > most) {
      best = value
      most = count
    }
  }
  return best
}

function rangeTester(ranges: readonly SourceRange[]): (start: number, end: number) => boolean {
  const ordered = [...ranges].sort((a, b) => a.start - b.start)
  return (start, end) => {
    let low = 0
    let high = ordered.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ordered[middle] as SourceRange).end <= start) low = middle + 1
      else high = middle
    }
    const range = ordered[low]
    // Bold words of a longer run (a whole bold sentence) do not mark a term.
    return range !== undefined && range.start <= start + 1 && range.end >= end - 1 && range.end - range.start < 60
  }
}

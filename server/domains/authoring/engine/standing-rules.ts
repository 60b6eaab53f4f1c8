import { WEAK_HEAD } from "./find-key-terms.ts"
import type { Statement } from "./make-statements.ts"
import { hasFiniteVerb, type Token } from "./tag-words.ts"
import { singularOf } from "./term-forms.ts"
import { commonnessOf, listedClassOf } from "./word-classes.ts"

/** Rules that say whether a sentence can be understood without the text around it. */

const OPENING = new RegExp(
  `^(?:${[
    "this|these|those|that|it|its|they|their|he|she|his|her|him|them|we|our|you|your|i|my|here|there|such|so|then|or|nor|but|and|yet|the (?:first|second|third|last|next|other|same|former|latter|following|result|answer|question|point(?! (?:at|in|where|of|on)\\b)|reason|remaining|rest)",
    "however|moreover|furthermore|additionally|also|similarly|likewise|conversely|instead|nevertheless|still|consequently|subsequently|meanwhile|otherwise|rather|otherwise|even|not|no|only|again|more|less|much|later|earlier|soon|eventually|once again|over time|until now",
    "as (?:we|you|i|they|he|she|it)\\b|as (?:a result|such|with|noted|mentioned|discussed|described|shown|seen|stated|before|expected)|in (?:all|both|each|either|some|many|most|such|that|those|these|this|another|other) (?:cases?|ways?|instances?|situations?|respects?|regards?)?|in (?:this|that|these|those|turn|response)",
    "because of (?:this|these)|due to (?:this|these)|at (?:this|that|these|the same|first|times)|after (?:this|that|these)|during (?:this|these|that)|from (?:this|these|there)|with (?:this|these|that)|within this|to (?:this|do)|on (?:this|these|top)|for (?:this|these|that|now)",
    "an? (?:second|third|fourth|fifth|final|further|related|similar|new|different|key|common|good|simple|recent|typical|notable|famous|well-known|prominent|classic) (?!of)\\w+ (?:\\w+ )?(?:is|are|was|were|results?|comes?|involves?|occurs?)|the (?:described|mentioned|resulting|proposed|given|present|current|above|original)|at (?:issue|stake)|back",
    "nearby|elsewhere|the (?:\\w+ )?(?:curves?|graphs?|diagram|plot|arrows?|dashed|dotted|shaded|drawing|photograph|illustration|paths)",
    "another|others?|both|either|neither|some of|many of|most of|several of|few|all of|any (?:of|other|one|such|more)|one|ones|each of|two of|what|why|how|who|whether|let|assume|note|notice|recall|remember|consider|imagine|suppose|think|see|look|thanks|using|given|perhaps|maybe|sometimes|surprisingly|increasingly|recently|currently|initially|originally|together|except|thus|hence|therefore",
  ].join("|")})\\b`,
  "i",
)

/** Where the second sentence of a pair takes up the first: the pointing word is answered by what stands before it. */
const PAIR_LINK = /[.!]\s+(?:this|these|it|they|such)\b/i

const CONTEXT_WORD = new RegExp(
  [
    "\\b(?:this|these|those|aforementioned|previous|previously|preceding|earlier|ours|yours|i|me|my|(?<!authority |public |political |historical |religious |key )figures?|fig|listings?|chapters?|exercises? \\d|(?:this|next|previous|following) exercises?|module|lesson|textbook|book's|examples?|discussed|mentioned|depicted|pictured|so-called|let's|etc|recently|nowadays|currently|today|another|likewise|thus|therefore|however|hence|instead|similarly|author|reader|don't|doesn't|didn't|\\d+-year-old|can't|won't|isn't|aren't|it's)\\b",
    "\\bwe (?:will|have|saw|discuss|learn|just|now|describ|mention|look|examin|turn|focus|begin|introduc|cover|explor|can see|also|use|used)\\w*|\\byou (?:can|could|decide|will|have|may|might|are|learn|read|saw|can see|just|should|want|need|know|already)\\w*|\\blet us\\b|\\b(?:can|will|may|could|must|is|are) (?:then|now)\\b",
    "\\b(?:of|in|for|to|with|by|from|at|on) that (?!is\\b|are\\b|the\\b|a\\b|which\\b)\\w+(?: (?:is|are|was|were|can|,)|[.,])",
    "\\bsuch\\b(?! as\\b)|\\bthe (?:following|former|latter|same(?! (?:type|kind|time|way|direction|species|element|size|rate|place|charge|sign|number|amount|temperature|pressure|phase|length|distance|mass|volume|age|substance|gene|chromosome|language|goods?|product|quality|purpose|level|speed|frequency|force)s?\\b)|other|above|first|second|third|next|last)\\b(?! (?:century|world|trimester|line|person|time|law|generation|order|degree))",
    "\\b(?:shown|listed|described|given|noted|seen|defined) (?:above|below|here|in|by)\\b|\\b(?:above|below)[.,:;]|\\b(?:this|next|last|following) (?:section|table|page|unit|video|link)|\\b(?:table|section|box|step) \\d|\\bas (?:noted|shown|described)\\b|\\bhere\\b|\\bas follows\\b|\\b(?:do|does|doing|did|done) so\\b|\\btoo (?:came|was|is|are|were|has|have)\\b|\\bas well(?=[.,;]|$)",
  ].join("|"),
  "i",
)
// "from one place to another", "such as" and the like point nowhere.
const HARMLESS =
  /\b(?:one|from) \w+(?: \w+)? (?:to|from|of|with|and|after|over|at|for|into) another\b|\b(?:to|from|with|and|after|over|at|for) one another\b|\b(?:to|from|with|for) another\b|\bfor example\b,?|\binstead of\b|\bthose (?=(?:who|whose|that|which|of|in|with|from|without)\b)|\b(?:and|which|that) (?:therefore|thus|hence)\b|, (?:thus|hence) (?=\w+ing\b)/gi
/** "… produce a good if it can produce more of that good": what is pointed at stands in front. */
const POINTER = /\b(?:this|these|those|that|another|such an?) (?:(?:two|three|four|same) )?([a-z]{4,})\b/gi

const POSSESSIVE = /\b(?:its|our|your|you|we|us|their|his|her|they|them|it|he|she|him|theirs|itself|themselves)\b/i

const HEDGE =
  /\b(?:most common|most important|most widely|most famous|most likely|best known|one of|an important|important|a major|a common|an example of|the next|leading|perhaps|probably|possibly|arguably|seems?|appears? to|believed|thought to|controversial|may|might|could)\b/i

const ODD = /\b\p{Lu}\d? [+–-] \p{Lu}\d?\b|[=<>|{}[\]_~^\\→←↑↓•▪●■◦…@#$*]|\b(?:https?|www)\b|\?|\.\.\./u

export interface Standing {
  rules: Record<string, boolean>
  /** Pronouns whose noun may stand in the same sentence: allowed at a price. */
  hasPronoun: boolean
  hasHedge: boolean
  passes: boolean
}

/** Judges one sentence; `isKnownTerm` says whether a noun phrase is a key term of the document. */
export function judgeStanding(statement: Statement, isKnownTerm: (phrase: string) => boolean): Standing {
  const { shown: text, tokens } = statement
  const rules: Record<string, boolean> = {
    "ends-as-sentence": /[.!]["”’)]*$/.test(text),
    // A whole sentence in quotes is somebody's opinion.
    "begins-as-sentence":
      // "M. was unable …" is the second half of initials.
      (/^[\p{Lu}\d]/u.test(text) && !/^\p{Lu}\.\s+\p{Ll}/u.test(text)) ||
      (/^["“]\p{Lu}/u.test(text) && !/[”"](?: \([^()]*\))?[.!]?$/.test(text)) ||
      /^[a-z]+[A-Z]/.test(text),
    "length-fits": statement.wordCount >= 7 && statement.wordCount <= (statement.kind === "pair" ? 48 : 36),
    "has-verb": hasFiniteVerb(tokens),
    "is-no-fragment":
      (!/^[^,]+, (?:which|who|where|whose)\b[^,]*\.$/.test(text) ||
        /\b(?:is|are|was|were|called|known)\b.*,/.test(text)) &&
      !isOnlyScene(tokens) &&
      !isOnlyApposition(tokens),
    "is-no-order": !isOrder(tokens) && !ORDER_INSIDE.test(text),
    "is-whole-thought": !isHalfThought(tokens) && !hasLabel(tokens),
    "pronouns-are-named": pronounsAreNamed(tokens) && pronounIsNamed(tokens),
    "pair-is-linked": statement.kind !== "pair" || isLinkedPair(text),
    "opens-by-itself": !OPENING.test(text),
    "needs-no-context": !hasContextWord(statement.kind === "pair" ? text.replace(PAIR_LINK, ". ") : text),
    "marks-are-paired": marksArePaired(text),
    "is-plain-prose": !ODD.test(text) && !/^\d/.test(text) && (text.match(/\d+/g)?.length ?? 0) <= 4,
    "subject-is-named": subjectIsNamed(tokens, isKnownTerm),
  }
  return {
    rules,
    hasPronoun: POSSESSIVE.test(statement.kind === "pair" ? text.replace(PAIR_LINK, ". ") : text),
    hasHedge: HEDGE.test(text),
    passes: Object.values(rules).every(Boolean),
  }
}

/** Code, formulas, links and questions are no prose. */
export function isOdd(text: string): boolean {
  return ODD.test(text)
}

export function hasContextWord(text: string): boolean {
  const plain = text.replace(HARMLESS, "")
  return (
    CONTEXT_WORD.test(plain) &&
    CONTEXT_WORD.test(plain.replace(POINTER, (found, noun, at) => withoutPointer(found, noun, plain, at)))
  )
}

function withoutPointer(found: string, noun: string, text: string, at: number): string {
  const stem = singularOf(noun.toLowerCase())
  const isNamed = (
    text
      .slice(0, at)
      .toLowerCase()
      .match(/[a-z]{4,}/g) ?? []
  ).some((word) => singularOf(word) === stem)
  return isNamed ? noun : found
}

export function hasHedge(text: string): boolean {
  return HEDGE.test(text)
}

export function hasPronoun(text: string): boolean {
  return POSSESSIVE.test(text)
}

export function marksArePaired(text: string): boolean {
  const count = (mark: string): number => text.split(mark).length - 1
  return (
    count("(") === count(")") &&
    count("“") === count("”") &&
    count('"') % 2 === 0 &&
    text.indexOf(")") >= text.indexOf("(")
  )
}

/** "If the density is 1.2 g/mL, determine …", "be sure to check …": tasks and advice. */
const ORDER_INSIDE = new RegExp(
  [
    "^(?:if|when|to|for|before|after|from|using|in|with|once|as)\\b[^?!]*, (?:determine|calculate|compute|find|estimate|draw|sketch|explain|describe|identify|write|solve|name|predict|suppose|assume|consider|imagine|click|press|type|select|choose|enter|try|add|use|set|run|check|see|read|refer|give) (?!to\\b|of\\b|by\\b|in\\b|as\\b)",
    "\\b(?:then|to proceed|first|simply|just) (?:click|press|type|select|choose|enter|run|determine|calculate)\\b|\\b(?:be|make) sure\\b|\\bplease\\b",
  ].join("|"),
  "i",
)

/** "If a reaction produces heat." and "With an argument, returns …": a condition without what follows from it, a verb without its subject. */
function isHalfThought(tokens: readonly Token[]): boolean {
  const first = tokens[0]?.lower ?? ""
  const comma = tokens.findIndex((token) => token.text === ",")
  if (/^(?:if|when|whenever|while|although|though|because|since|unless|once|after|before|as|whereas)$/.test(first)) {
    const second = tokens[1]?.class
    if (second === "verb" || tokens.length < 4) return true
    const rest = comma < 0 ? [] : tokens.slice(comma + 1)
    return !/^(?:since|before|after|as)$/.test(first) && !hasFiniteVerb(rest)
  }
  if (comma <= 0 || comma > 9 || tokens[0]?.class !== "preposition") return false
  const next = tokens[comma + 1]
  return next?.class === "verb" && next.lower.endsWith("s")
}

/** "In 1890, Dr. Macune, who led …" and "In a speech delivered at the fair in 1895.": where and when, and no statement. */
function isOnlyScene(tokens: readonly Token[]): boolean {
  if (tokens[0]?.class !== "preposition" || /^(?:since|as|before|after|until)$/.test(tokens[0].lower)) return false
  const comma = tokens.findIndex((token) => token.text === ",")
  const rest = withoutRelatives(comma < 0 ? tokens : tokens.slice(comma + 1))
  if (comma >= 0) return !hasFiniteVerb(rest)
  // "a speech delivered at": a form in -ed with a preposition behind it need be no verb.
  return !rest.some(
    (token, i) =>
      token.class === "auxiliary" ||
      (token.class === "verb" && !(token.lower.endsWith("ed") && rest[i + 1]?.class === "preposition")),
  )
}

/** "Ulcerative colitis, a disease that causes ulcers." has no verb of its own. */
function isOnlyApposition(tokens: readonly Token[]): boolean {
  const comma = tokens.findIndex((token) => token.text === ",")
  if (comma < 1 || comma > 8 || !/^(?:an?|the|which|who)$/.test(tokens[comma + 1]?.lower ?? "")) return false
  if (hasFiniteVerb(tokens.slice(0, comma))) return false
  const second = tokens.findIndex((token, i) => i > comma && token.text === ",")
  if (second > 0 && hasFiniteVerb(tokens.slice(second + 1))) return false
  const rest = withoutRelatives(tokens.slice(comma + 1))
  return !rest.some(
    (token) =>
      token.class === "verb" ||
      token.class === "auxiliary" ||
      (/ed$/.test(token.lower) && !/^(?:called|named|termed)$/.test(token.lower)),
  )
}

/** Relative clauses end at the next comma. */
function withoutRelatives(tokens: readonly Token[]): Token[] {
  const kept: Token[] = []
  let isInside = false
  for (const token of tokens) {
    if (/^(?:who|which|that|whose|whom|where)$/.test(token.lower)) isInside = true
    else if (token.text === "," || token.text === ";") isInside = false
    if (!isInside) kept.push(token)
  }
  return kept
}

/** "Double entry: every transaction must …": a heading stands in front of the sentence. */
function hasLabel(tokens: readonly Token[]): boolean {
  const colon = tokens.slice(0, 9).findIndex((token) => token.text === ":")
  return colon > 0 && !hasFiniteVerb(tokens.slice(0, colon))
}

/** "If it is a named list …": a pronoun with no noun in front of it. */
function pronounIsNamed(tokens: readonly Token[]): boolean {
  const at = tokens.findIndex((token) => token.lower === "it" || token.lower === "its" || token.lower === "itself")
  if (at < 0) return true
  // "it is possible to …" stands for nothing before it.
  if (
    /^(?:is|was|becomes?|makes?|may|can|will|would)$/.test(tokens[at + 1]?.lower ?? "") &&
    tokens.slice(at + 2, at + 7).some(({ lower }) => lower === "to" || lower === "that" || lower === "who")
  )
    return true
  return tokens.slice(0, at).some((token) => token.class === "noun" || token.class === "name")
}

/** "Create a new project called …", "Use the command …": instructions, not statements. */
function isOrder(tokens: readonly Token[]): boolean {
  const [first, second] = tokens
  if (first === undefined || second === undefined || !/^\p{Lu}/u.test(first.text)) return false
  // "Rearrange the electrons …": no noun stands right in front of an article.
  if ((first.class === "noun" || first.class === "verb") && /^(?:the|an?)$/.test(second.lower)) return true
  if (ORDERS.test(first.lower) && /^(?:determiner|preposition|number|adjective|conjunction)$/.test(second.class))
    return true
  if (first.class === "verb") return !/(?:s|ed|ing)$/.test(first.lower)
  const isOpenWord = listedClassOf(first.lower) === "noun-or-verb" && !/(?:s|ed|ing)$/.test(first.lower)
  return isOpenWord && second.class === "determiner"
}

export const ORDERS =
  /^(?:calculate|compute|determine|assess|monitor|administer|evaluate|identify|describe|explain|discuss|compare|draw|sketch|list|define|state|verify|show|prove|solve|find|select|choose|click|press|enter|type|obtain|ensure|provide|encourage|instruct|avoid|apply|repeat|record|teach|perform|review)$/

/** "they", "them" and "their" need a plural in front of them. */
function pronounsAreNamed(tokens: readonly Token[]): boolean {
  const person = tokens.findIndex((token) => /^(?:he|she|him|his|her|hers)$/.test(token.lower))
  const isPerson = (token: Token): boolean =>
    token.class === "name" ||
    /^(?:person|man|woman|child|king|queen|president|one|someone|individual|patient|mother|father)$/.test(token.lower)
  if (person >= 0 && !tokens.slice(0, person).some(isPerson) && !/^\p{Lu}/u.test(tokens[person - 1]?.text ?? "")) {
    const opening = tokens[0]
    if (opening === undefined || commonnessOf(opening.lower) > 0) return false
  }
  const at = tokens.findIndex((token) => /^(?:they|them|their|theirs|themselves)$/.test(token.lower))
  if (at < 0) return true
  return tokens
    .slice(0, at)
    .some(
      (token) =>
        ((token.class === "noun" || token.class === "name") && /[^s]s$/.test(token.lower)) ||
        /^(?:and|people|children|men|women|bacteria|data|fungi|algae|everyone|someone|person|individual|each|every)$/.test(
          token.lower,
        ),
    )
}

const ANY_KIND =
  /^(?:process|phenomenon|phenomena|condition|type|kind|form|region|area|method|technique|approach|effect|ability|state|structure|system|event|stage|phase|period|theory|idea|concept|principle|practice|procedure|strategy|behavior|pattern|tendency|relationship|arrangement|response|reaction|situation|view|belief|disorder|disease|property|characteristic|movement|model|mechanism|difference|change|increase|decrease|loss|error|bias|is|are|was|were|can|may|has|have)$/

/** "These problems are called …" needs the problems, or a word for anything at all, in the sentence before. */
function isLinkedPair(text: string): boolean {
  const match =
    /^(.*?[.!])\s+(?:this|these|it|they|such)\s+((?:[\p{L}-]+\s+){0,4}?)(?:is|are|was|were|can|may|has|have|came|became)\b/isu.exec(
      text,
    )
  if (match === null) return false
  const words = (match[2] as string).trim().toLowerCase().split(/\s+/)
  const head = singularOf(words.at(-1) ?? "")
  return head === "" || ANY_KIND.test(head) || (match[1] as string).toLowerCase().includes(head.slice(0, 6))
}

/** What there is only one of, or what everybody knows. */
const UNIQUE =
  /^(?:world|earth|sun|moon|sky|sea|universe|body|brain|heart|skin|blood|past|future|present|public|government|state|economy|country|nation|environment|century|time|same|way|fact|number|amount|rate|use|need|right|left|surface|inside|outside|middle|center|centre|end|beginning|start|top|bottom|rest|internet|web|west|east|north|south)s?$/

/** How many "the …" of a sentence point to something that was said before: "the firm", "the new line", where none is in the sentence. */
export function countDangling(
  tokens: readonly Token[],
  blank: { start: number; end: number },
  isKnownTerm: (phrase: string) => boolean,
): number {
  let count = 0
  // In a story "the president" and "the law" are those of the page before.
  const isStory = tokens.some(
    (token) =>
      /^(?:was|were|had|became|began|led|took|gave)$/.test(token.lower) ||
      (token.class !== "adjective" && /\p{L}{2}ed$/u.test(token.lower) && token.class === "verb"),
  )
  tokens.forEach((token, i) => {
    if (token.lower !== "the") return
    let to = i + 1
    while (
      to < tokens.length &&
      ["noun", "adjective", "participle", "name", "number"].includes((tokens[to] as Token).class)
    )
      to += 1
    const words = tokens.slice(i + 1, to)
    const head = words.at(-1)
    if (head === undefined || (words[0] as Token).start === blank.start) return
    if (/^(?:new|old|original|additional|other|resulting|latter|former|given|initial)$/.test(words[0]?.lower ?? "")) {
      count += 1
      return
    }
    if (
      /^(?:of|that|which|who|whose|where|when|by|in|called|known|for|between|from|to|on|at|with|than)$/.test(
        tokens[to]?.lower ?? "",
      )
    )
      return
    if (words.some((word) => word.class === "name" || word.class === "number") || UNIQUE.test(head.lower)) return
    if (tokens.slice(0, i).some((earlier) => singularOf(earlier.lower) === singularOf(head.lower))) return
    const isEverybodys = words.length === 1 && commonnessOf(head.lower) >= 1
    if (!(isStory && isEverybodys) && isKnownTerm(words.map((word) => word.text).join(" "))) return
    if (words.length > 1 && words.some((word) => commonnessOf(word.lower) <= 2)) return
    if (commonnessOf(head.lower) >= 1) count += 1
  })
  return count
}

/** "The disease spreads …" says nothing unless the reader knows which disease. "The mitral valve opens …" does. */
function subjectIsNamed(tokens: readonly Token[], isKnownTerm: (phrase: string) => boolean): boolean {
  if (tokens[0]?.lower !== "the") return true
  let to = 1
  while (
    to < tokens.length &&
    ["noun", "adjective", "participle", "name", "number"].includes((tokens[to] as Token).class)
  )
    to += 1
  const head = tokens[to - 1]
  if (head === undefined || to === 1) return false
  const words = tokens.slice(1, to)
  // "The novel’s narrator": of which novel?
  const owner = /^(\p{Ll}+)[’']s$/u.exec(words[0]?.text ?? "")?.[1]
  if (owner !== undefined && commonnessOf(owner) >= 1 && !UNIQUE.test(owner) && !isKnownTerm(owner)) return false
  const next = tokens[to]?.lower
  if (/^(?:of|that|which|who|by|in|called|known|for|between|from|to|on|at|with)$/.test(next ?? "")) return true
  if (words.some((word) => word.class === "name")) return true
  // "The term tissue is used for …"
  if (/^(?:term|word|name|phrase)$/.test(words[0]?.lower ?? "") && words.length > 1) return true
  if (isKnownTerm(words.map((word) => word.text).join(" ")))
    return !WEAK_HEAD.has(singularOf(head.lower)) || words.length > 1
  if (words.length === 1) return commonnessOf(head.lower) <= 1 && !WEAK_HEAD.has(singularOf(head.lower))
  return words.some((word) => commonnessOf(word.lower) <= (WEAK_HEAD.has(singularOf(head.lower)) ? 2 : 3))
}

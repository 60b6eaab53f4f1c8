import type { SourceRange } from "./authoring-types.ts"
import { leaks } from "./blank-rules.ts"
import type { Candidate } from "./candidate.ts"
import type { DefinitionMatch } from "./definition-match.ts"
import { isNounPhrase } from "./find-definitions.ts"
import { type TermCandidate, type TermIndex, WEAK_HEAD } from "./find-key-terms.ts"
import { type Statement, showRange } from "./make-statements.ts"
import { startsWell } from "./meaning-rules.ts"
import { specificityOf } from "./specificity.ts"
import {
  countDangling,
  hasContextWord,
  hasHedge,
  hasPronoun,
  isOdd,
  marksArePaired,
  ORDERS,
  type Standing,
} from "./standing-rules.ts"
import { singularOf, termKey } from "./term-forms.ts"
import { judgeTerm, PROFESSION } from "./term-rules.ts"
import { commonnessOf, listedClassOf } from "./word-classes.ts"

const DIFFERENTIA =
  /\b(?:that|which|who|whose|whom|where|when|in|of|for|with|without|by|between|from|to|on|at|during|through|used|made|composed|consisting|containing|formed|caused|found|located|produced|\w+ing|\w+ed)\b/i
/** Definition ↔ term card of a sentence that says what a term is; undefined for sentences of another form. */
export function makeDefinitionCard(
  statement: Statement,
  match: DefinitionMatch,
  standing: Standing,
  text: string,
  index: TermIndex,
): Candidate | undefined {
  if (match.meaning === undefined) return undefined
  const term = text.slice(match.term.start, match.term.end)
  const meaning = showRange(statement, match.meaning.start, match.meaning.end)
    .trim()
    .replace(
      /^(?:the|a) (?:\w+ )?(?:term|name|word|phrase) (?:for|given to|used (?:for|to describe|to refer to)|that (?:refers to|describes|means)) /i,
      "",
    )
  const key = termKey(term)
  const known = index.byKey.get(key)
  const says = specificityOf(meaning)
  const isGlossary = match.pattern === "glossary"
  // An entry of a glossary section is a definition by its place.
  const isListed = isGlossary && statement.sentence.kind === "glossary"
  // "Import methods: GnuCash supports many ways to …" and "Override: set the string" say what is done, not what it is.
  const isLoose = isGlossary && !isListed
  const isMarked = match.pattern === "marked" || match.pattern === "bracket"
  const isInner =
    match.pattern === "apposition" ||
    isMarked ||
    match.pattern === "inner-is-a" ||
    match.pattern === "which-is" ||
    match.pattern === "after-colon"
  const rules: Record<string, boolean> = {
    "meaning-is-specific": isListed
      ? says.contentWords >= 3 && says.sum >= 12
      : says.contentWords >= 4 && says.topMean >= 5.5 && says.sum >= 20,
    "meaning-needs-no-context": !hasContextWord(isListed ? meaning.replace(/^(?:this|these)\s/i, "") : meaning),
    "meaning-has-no-hedge": isGlossary || !(hasHedge(meaning) || /\bshould\b|\bpublic health concern\b/.test(meaning)),
    // "a disorder recognized by the association" is every other one, too.
    "meaning-has-difference":
      isGlossary ||
      (DIFFERENTIA.test(meaning) &&
        !/^(?:\S+ ){1,4}(?:recognized|listed|studied|discussed|used) (?:by|in) /.test(meaning)),
    // "Milan is a bit …", "Laíssa is a coordinator at …": people and firms of examples.
    "names-no-actor":
      !isNamed(term, known, index) ||
      !(
        ACTOR.test(meaning) ||
        PRODUCT.test(meaning) ||
        /\p{Lu}\p{L}+[’']s\b/u.test(meaning) ||
        /\bwho(?:se)?\b/.test(meaning) ||
        (isLoose && /^\p{L}+(?:ing|ed)\b/u.test(meaning))
      ),
    // "the anal triangle (posterior)" names a place, "the platform’s streaming feature" which platform's?
    "term-is-noun": !isInner || term.includes(" ") || listedClassOf(term.toLowerCase()) !== "adjective",
    "meaning-has-no-owner": !/^the \p{Ll}+[’']s\b/u.test(meaning),
    "meaning-is-one": !/\b(?:while|whereas)\b|;|[.!?]\s+\p{Lu}/u.test(meaning) || isListed,
    // "Business Finance: A Clear View", "past surgical history: surgeries"
    "meaning-is-no-title": !/^(?:\p{Lu}[\p{L}’'-]*[\s,]+){2}/u.test(meaning),
    // A manual's "the upper left corner" and "the basic entities" are of its program only.
    "manual-says-what-kind":
      !index.isManual ||
      isListed ||
      match.pattern === "refers-to" ||
      (/^(?:an?|any)\b/i.test(meaning) && tellsApart(meaning)),
    // In notes without bold "strategy: massive retaliation" is a point, "interleaving: a series of …" a meaning.
    "meaning-has-form":
      !isLoose ||
      statement.sentence.leadEnd !== undefined ||
      /^(?:an?|the|any|all|one)\b|^(?:[\p{L}-]+ ){1,4}(?:that|which|who|whose|of|where|when|in which)\b/iu.test(
        meaning,
      ),
    "meaning-is-noun":
      !isLoose ||
      (!/^(?:when|if|after|before|once|as|while|because)\b/i.test(meaning) &&
        isNounPhrase(statement, match.meaning) &&
        opensAsNoun(statement, match.meaning)),
    "meaning-starts-well":
      startsWell(meaning) && (isGlossary || !isEveryday(term) || /^(?:an?|the|any|all)\b/.test(meaning)),
    "meaning-is-plain": marksArePaired(meaning) && !isOdd(meaning),
    // "E. coli": the term is only half of a name.
    "term-is-whole": !/\p{Lu}\.\s*$/u.test(text.slice(Math.max(0, match.term.start - 4), match.term.start)),
    "meaning-is-whole": !/(?:\b(?:that|which) \p{L}+|,|\b(?:and|or|of|the|a|to|in|with|by))$/iu.test(meaning),
    "meaning-fits": meaning.length <= 260 && says.contentWords <= 24,
    "meaning-not-leaked": !leaksMeaning(term, meaning),
    "names-no-person":
      !(
        match.pattern === "refers-to" &&
        (PROFESSION.test(term) || (/^\p{Lu}\p{Ll}/u.test(known?.surface ?? "") && / as [“"]?\w/.test(meaning)))
      ) &&
      (match.pattern === "glossary" ||
        !/^(?:describes|means|denotes)$/.test(match.verb) ||
        (!/^\p{Lu}\p{Ll}/u.test(known?.surface ?? "X") && !/^(?:how|why|what)\b/.test(meaning))),
    "not-a-story":
      !STORY.test(meaning) &&
      (match.verb !== "was" && match.verb !== "were"
        ? true
        : match.verb === "was" && isNamed(term, known, index) && says.sum >= 26 && !says.isEveryday),
    ...judgeTerm(term, known, true, isListed),
    ...(isInner
      ? {
          "inner-term-is-key": isMarked || isKey(term, known),
          "verb-agrees":
            (match.verb !== "are" || /s$|[ai]$/.test(term)) &&
            ((match.pattern !== "apposition" && match.pattern !== "marked") ||
              !/[^s]s$/.test(term) ||
              /^an? (?:[\w-]+ )*(?:group|class|set|series|family|pair|people|tribe|disease|condition|disorder|process)\b/.test(
                meaning,
              )),
          "meaning-is-phrase": isNounPhrase(statement, match.meaning),
        }
      : isGlossary || /^(?:that|how|when|where|why|what|whether)\b/i.test(meaning)
        ? {}
        : { "meaning-is-phrase": !IS_CLAUSE.test(meaning) }),
    ...(isGlossary || isInner
      ? {}
      : pick(standing.rules, [
          "ends-as-sentence",
          "begins-as-sentence",
          "opens-by-itself",
          "is-plain-prose",
          "subject-is-named",
        ])),
  }
  const commas = meaning.split(",").length - 1
  const score =
    (isGlossary ? 1.8 : match.pattern === "refers-to" ? 1.7 : isInner ? 1.25 : 1.4) +
    (/\b(?:that|which|who|where|by which|in which)\b/.test(meaning) ? 0.4 : 0) -
    0.15 * Math.max(0, commas - 1) -
    (!isGlossary &&
    match.pattern !== "refers-to" &&
    known !== undefined &&
    known.frequency < 2 &&
    known.emphasised === 0
      ? 0.35
      : 0) -
    (statement.wordCount < 8 || statement.wordCount > 30 ? 0.6 : 0) -
    (hasPronoun(meaning) ? 0.3 : 0) -
    // "Inflation means that we see prices less clearly" is what follows from it.
    (/^(?:means|mean)$/.test(match.verb) && /^that\b/.test(meaning) ? 1 : 0) -
    // "a normal constituent of nucleic acids", "an independent agency of the government": true of more than one.
    (!isGlossary && !tellsApart(meaning) ? 0.5 : 0) -
    // A firm, a product or a place of one case: many are "a rental marketplace similar to …".
    (!isGlossary &&
    match.pattern !== "refers-to" &&
    isNamed(term, known, index) &&
    /\p{Ll}\s\p{Lu}\p{Ll}/u.test(term) &&
    !/[’']s\b/.test(term)
      ? 0.5
      : 0) -
    // "radiated by objects cooler than the electric element": which one?
    (isGlossary || match.meaning === undefined ? 0 : 0.4 * Math.min(2, danglingIn(statement, match.meaning, index))) +
    0.2 * Math.max(-1, termBonus(known))
  const shown = displayTerm(term, known, index)
  return {
    type: "definition",
    sentence: statement.sentence,
    termKey: key,
    term: shown,
    prompt: askFor(meaning),
    answer: shown,
    acceptedAnswers: acceptedForms(shown, match.alias),
    definition: meaning,
    evidence: { start: statement.start, end: statement.end },
    score,
    rules,
    factKey: `term:${key}`,
  }
}

/** "Informed consent means an individual is provided …" */
const IS_CLAUSE = /^(?:an?|the|each|any) (?:[\p{L}-]+ ){1,2}(?:is|are|was|were|has|have|had|can|will|must)\b/u

/** People of a story, and words that add to something told before. "A workplace that does not require the employee to …" tells none. */
const STORY =
  /\b(?:year-old|girl|boy|teenager|daughter|friend|neighbor|coworker|grandmother|grandfather|wife of|husband of|as well|too(?! (?:little|much|few|many|weak|strong|small|large|high|low|fast|slow|long|short)\b))\b|^(?:an?|the) (?:[\p{L}-]+ ){0,3}(?:student|employee|coordinator|manager|worker|owner|sailor|merchant)\b/iu

/** How many of its "the …" point to something said before. */
export function danglingIn(statement: Statement, range: SourceRange, index: TermIndex): number {
  const tokens = statement.tokens.filter((token) => token.start >= range.start && token.end <= range.end)
  // Its own opening "the" introduces.
  const opens = tokens[0]?.lower === "the" ? tokens.slice(1) : tokens
  return countDangling(opens, { start: -1, end: -1 }, (phrase) => (index.byKey.get(termKey(phrase))?.logit ?? -9) > -1)
}

/** What the actor of a story or an example is. */
export const ACTOR =
  /^(?:an?|the) (?:[\p{L}-]+,? ){0,4}(?:company|firm|corporation|retailer|manufacturer|business|store|shop|restaurant|bakery|brand|producer|startup|bit|politician|lawyer|attorney|journalist|reporter|writer|author|poet|actor|actress|singer|artist|physician|doctor|nurse|engineer|professor|teacher|coordinator|director|executive|founder|senator|governor|general|soldier|supporter|consumer|user|president|critic|activist|immigrant|farmer|expert|owner|member|unit|subsidiary|division|man|woman|person|novelist|speaker|consultant|student|boutique|chain|agency|organization|[\p{L}-]{3,}(?:ists?|ologist))s?\b/iu

/** What many firms offer: "a search engine that …" is more than one. */
export const PRODUCT =
  /^(?:an?|the|one) (?:[\p{L}-]+,? ){0,5}(?:platform|search engine|website|site|app|application|software|program|tool|service|marketplace|suite|brand|product|browser|network)\b/iu

/** With "a" or "an" or nothing in front, a clause has to say which one: what it does, is made of or used for. */
export function tellsApart(meaning: string): boolean {
  if (/^(?:the|any|all|one)\b/i.test(meaning)) return true
  const rest = meaning.split(/\s+/).slice(2)
  return rest.some((word) =>
    /^(?:that|which|who|whose|whom|where|when|how|whether|why|to|with|without|between|by|through|from|during|per|\p{Ll}{2,}(?:ed|ing)|made|found|held|given|built|known|seen|taken|set|put)[,.;]?$/u.test(
      word,
    ),
  )
}

/** Of a term of two words one may be given away: a supply schedule is "a table that shows the quantity supplied …". */
function leaksMeaning(term: string, meaning: string): boolean {
  // "RAID: Redundant Array of Independent Disks" is a short form, not a meaning.
  const initials = (meaning.match(/\b\p{Lu}/gu) ?? []).join("")
  if (initials.length >= 3 && initials === term) return true
  if (!leaks(term, meaning)) return false
  const words = term.split(/\s+/)
  const head = words.at(-1) as string
  // Environmental ethics is "an area of applied ethics that …": the head alone leaves the term to be known.
  if (
    words.length > 1 &&
    !WEAK_HEAD.has(singularOf(head.toLowerCase())) &&
    !leaks(words.slice(0, -1).join(" "), meaning)
  )
    return false
  const isHeadTelling =
    words.length === 2 && !WEAK_HEAD.has(singularOf(head.toLowerCase())) && commonnessOf(head.toLowerCase()) < 5
  return !(isHeadTelling && !leaks(head, meaning))
}

/** "Breakfast is cereal with …": without an article this says what somebody had, not what the word means. */
function isEveryday(term: string): boolean {
  return !term.includes(" ") && commonnessOf(term.toLowerCase()) >= 1
}

/** "Which term means that …?" where the meaning is a clause, and the meaning as a phrase otherwise. */
function askFor(meaning: string): string {
  if (/^(?:that|how|when|where)\b/.test(meaning))
    return `Which term ${meaning.startsWith("that") ? "means" : "refers to"} ${meaning}?`
  // "Respiratory diffusion: occurs when gases move …"
  if (/^(?:occurs?|happens?|refers? to|consists? of|involves?)\b/.test(meaning))
    return `Which term is described here: it ${meaning}?`
  return `Which term is described here: ${meaning}?`
}

/** The first word of a meaning: an article, or a word that is no verb. */
export function opensAsNoun(statement: Statement, range: SourceRange): boolean {
  const at = statement.tokens.findIndex((token) => token.start >= range.start)
  const first = statement.tokens[at]
  if (first === undefined || first.class === "verb" || first.class === "auxiliary" || first.class === "pronoun")
    return false
  const listed = listedClassOf(first.lower)
  if (listed === "verb" || ORDERS.test(first.lower)) return false
  // "Indicated for …", "Monitor for …", "FDA approved only for …"
  const follows = statement.tokens[at + 1]
  if (
    (first.class === "participle" || listed === "noun-or-verb") &&
    follows?.class === "preposition" &&
    follows.lower !== "of"
  )
    return false
  if (first.class !== "determiner" && follows?.class === "participle" && statement.tokens[at + 2]?.class !== "noun")
    return false
  // "GnuCash understands that …": a name and what it does.
  const [second, third] = [statement.tokens[at + 1], statement.tokens[at + 2]]
  if (/[^s]s$/.test(second?.lower ?? "") && /^(?:that|the|an?|to|many|all|you)$/.test(third?.lower ?? "")) return false
  return listed !== "noun-or-verb" || statement.tokens[at + 1]?.class !== "determiner"
}

/** In the middle of a sentence a noun phrase is asked for only if it is a term of the subject. */
function isKey(term: string, known: TermCandidate | undefined): boolean {
  const logit = known?.logit ?? -9
  const rarest = Math.min(...term.toLowerCase().split(/\s+/).map(commonnessOf))
  const words = term.toLowerCase().split(/\s+/)
  const isCompound = words.length > 1 && !WEAK_HEAD.has(singularOf(words.at(-1) as string))
  return logit > -0.5 || (logit > -2.3 && (rarest <= 1 || isCompound))
}

/** A name is met with a capital inside sentences, or never without one. */
export function isNamed(term: string, known: TermCandidate | undefined, index: TermIndex): boolean {
  if (known === undefined || !/^\p{Lu}/u.test(term)) return false
  const first = /^[\p{L}\p{N}-]+/u.exec(term)?.[0].toLowerCase() ?? ""
  return /^\p{Lu}/u.test(known.surface) || !index.smallWords.has(first)
}

/** The logit held within ±4, so that no single term overrules what the sentence is worth. */
export function termBonus(known: TermCandidate | undefined): number {
  return known === undefined ? -2 : Math.max(-4, Math.min(4, known.logit))
}

export function displayTerm(term: string, known: TermCandidate | undefined, index: TermIndex): string {
  if (!/^\p{Lu}\p{Ll}/u.test(term)) return term
  // "Mitosis is …" opens a sentence; elsewhere it is "mitosis". A word never met in small letters stays as it is.
  const first = /^[\p{L}\p{N}-]+/u.exec(term)?.[0].toLowerCase() ?? ""
  if ((known !== undefined && /^\p{Lu}/u.test(known.surface)) || !index.smallWords.has(first)) return term
  // "Double Entry" and "VESA driver" are written so wherever they stand.
  if (/\s\p{Lu}/u.test(term)) return term
  return term.charAt(0).toLowerCase() + term.slice(1)
}

export function acceptedForms(answer: string, alias?: string): string[] {
  const forms = [answer]
  const last = answer.split(" ").at(-1) as string
  const singular = singularOf(last)
  if (singular !== last && !/^\p{Lu}.*\s\p{Lu}/u.test(answer))
    forms.push(answer.slice(0, answer.length - last.length) + singular)
  if (alias !== undefined) {
    const clean = alias.replace(/^(?:also )?(?:called|known as|abbreviated|termed|or)\s+(?:the\s+)?/i, "").trim()
    if (
      clean.length > 1 &&
      clean.length < 40 &&
      !/^(?:literally|meaning|from|about|named|now|formerly)\b/i.test(clean) &&
      !/[,;:]|\bplural\b|\bsingular\b|\d{3}/.test(clean)
    )
      forms.push(clean)
  }
  return [...new Set(forms)]
}

function pick(rules: Record<string, boolean>, names: readonly string[]): Record<string, boolean> {
  return Object.fromEntries(names.map((name) => [name, rules[name] ?? false]))
}

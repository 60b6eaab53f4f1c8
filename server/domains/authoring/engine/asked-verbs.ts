import type { Token } from "./tag-words.ts"
import { listedClassOf } from "./word-classes.ts"

/** What may stand between a subject and what is said of it, so that the rest of the sentence can be asked for. */

/** Verbs whose object tells what the subject does or is made of, in the form behind "does". */
const ACTS = new Set(
  (
    "absorb activate affirm assert attack bind block break carry catalyze cause close collect combine connect contain contract control convert cover " +
    "decrease deliver destroy detect determine digest direct drain eliminate enclose encode filter generate govern hydrolyze inhibit innervate insulate join " +
    "line link lower lubricate measure mediate monitor move neutralize oxidize prevent produce prohibit promote protect pump allow enable " +
    "reabsorb recognize reduce regulate release remove replicate secrete sense separate slow state stimulate store strengthen supply support surround " +
    "synthesize transcribe translate transport transmit transfer trap trigger widen predict propose postulate emphasize examine study hold guarantee forbid require"
  ).split(" "),
)
/** Verbs that say too little, or nothing of their subject. */
const IDLE =
  /^(?:be|have|ha|do|doe|include|become|remain|seem|tend|begin|continue|appear|make|take|give|get|go|come|say|show|play|help|need|want|try|vary|exist|live|change|face|start|end|keep|let|know|think|feel|believe|see|look|find|like|differ|account|happen|occur|mean|refer|call|read|write|tell|ask|put|run|turn|move|suggest|argue|claim|note|report|consider|add|cost|offer|provide|deal|range|agree|work|mark|cut|set|own|matter|raise|point|love|hope|enjoy|prefer|spend|buy|sell|pay|visit|wear|eat|drink|watch|expect|decide|choose|pose|seek|represent|illustrate|reflect|result|lead|engage|share|enter|receive|gain|lose|exhibit|experience|undergo|benefit|use|answer|serve|create|help|deserve|owe|fit|suit|concern|present|highlight|showcase|utilize|discuss|stress|mention|cite|address|need|notice|follow|await|welcome|speak|grant|favor|deny|ensure|report|review|summarize|attract|average|rank|send|pick|bring|carry on|join|call|feature|comprise?d)$/
const PAST =
  /^(?:became|began|broke|brought|built|came|chose|did|drew|fell|felt|fought|found|gave|got|grew|held|kept|knew|led|left|lost|made|met|paid|ran|rose|said|sat|saw|sent|shot|sold|spent|spoke|stood|took|taught|thought|told|went|won|wrote|underwent|arose|drove|bore|laid|dealt|meant|swept|understood|overthrew|threw|drew|sought|bought|caught|drank|ate|flew|froze|hid|rode|shook|slept|stole|swore|tore|woke|wore)$/

/** What follows a verb that has no object. */
export const PREPOSITIONS = new Map<string, RegExp>(
  Object.entries({
    consist: /^of$/,
    depend: /^(?:on|upon)$/,
    focus: /^on$/,
    result: /^(?:from|in)$/,
    lead: /^to$/,
    serve: /^(?:as|to)$/,
    act: /^as$/,
    function: /^as$/,
    attach: /^to$/,
    bind: /^to$/,
    respond: /^to$/,
    specialize: /^in$/,
    arise: /^from$/,
    originate: /^(?:in|from)$/,
    develop: /^from$/,
    derive: /^from$/,
    articulate: /^with$/,
    correspond: /^to$/,
  }),
)

/** What follows "is": "is caused by". */
export const PARTICIPLES = new Map<string, RegExp>(
  Object.entries({
    composed: /^of$/,
    made: /^of$/,
    caused: /^by$/,
    characterized: /^by$/,
    characterised: /^by$/,
    controlled: /^by$/,
    regulated: /^by$/,
    produced: /^(?:by|in|from|when)$/,
    secreted: /^by$/,
    released: /^(?:by|from|when)$/,
    synthesized: /^(?:by|in|from)$/,
    formed: /^(?:by|from|when)$/,
    created: /^(?:by|when)$/,
    derived: /^from$/,
    divided: /^into$/,
    subdivided: /^into$/,
    classified: /^(?:as|into)$/,
    separated: /^by$/,
    surrounded: /^by$/,
    covered: /^(?:by|with)$/,
    lined: /^(?:by|with)$/,
    stored: /^in$/,
    mediated: /^by$/,
    triggered: /^(?:by|when)$/,
    activated: /^(?:by|when)$/,
    inhibited: /^by$/,
    stimulated: /^by$/,
    transmitted: /^(?:by|through)$/,
    measured: /^(?:in|by)$/,
    determined: /^by$/,
    governed: /^by$/,
    innervated: /^by$/,
    supplied: /^by$/,
    named: /^(?:after|for)$/,
    marked: /^by$/,
    defined: /^by$/,
    supported: /^by$/,
    encoded: /^by$/,
    located:
      /^(?:in|on|at|between|behind|within|near|under|along|above|below|beneath|inside|outside|just|deep|anterior|posterior|superior|inferior|lateral|medial)$/,
    found: /^(?:in|on|at|between|within|near|along|throughout)$/,
    used: /^(?:to|for)$/,
    designed: /^to$/,
    responsible: /^for$/,
  }),
)

/** "is between the patella and the femur" */
export const PLACES =
  /^(?:between|behind|beneath|within|inside|under|anterior|posterior|superior|inferior|proximal|distal)$/

/** "The function of X is to …": what may be asked of something. */
export const ASPECT =
  /^(?:(?:main|primary|chief|major|principal|basic|overall|si|standard) )?(?:functions?|roles?|purposes?|goals?|aims?|objectives?|causes?|symptoms?|units?|jobs?|tasks?|products?|precursors?|formula|antagonists?|agonists?|opposite|meaning|mechanism|hallmarks?|advantages?|disadvantages?|benefits?|drawbacks?|limitations?|effects?|results?|consequences?)$/i

/** Somebody who does one thing today and another tomorrow: what "marketers measure" is no fact about them. Or a text that speaks of itself. */
export const AGENT =
  /(?:\b(?:\p{L}*(?:eers?|ists?|icians?|keters?|nagers?|sumers?|ployers?|ployees?|ologists?)|users?|owners?|workers?|leaders?|members?|buyers?|sellers?|teachers?|students?|lawyers?|courts?|compan(?:y|ies)|firms?|brands?|business(?:es)?|organi[sz]ations?|agenc(?:y|ies)|retailers?|people|patients?|children|women|men|parents|authors?|researchers?|scientists?|writers?|readers?|designers?|developers?|programmers?|investors?|producers?|manufacturers?|suppliers?|voters?|citizens|governments?|states?|nations?|countr(?:y|ies)|teams?|customers?|clients?|advertisers?|shoppers?|travell?ers?|players?|visitors?|individuals?|administrators?|regulators?|reviews?|papers?|stud(?:y|ies)|articles?|sections?|chapters?|books?|texts?|results?|findings?|data|examples?|problems?|questions?|solutions?|analys[ie]s|experiments?))$/iu

/** Laws, courts and treaties, and what they did. */
export const LAW_HEAD =
  /(?:\b(?:acts?|bills?|order|plan|articles)|amendments?|treaty|treaties|proclamation|compromise|doctrine|constitution|polic(?:y|ies)|codes?|laws?|convention|agreement|declaration|program|administration|bureau|clause|pact|accords?|charter|edict|decree|ordinance|resolution|tariff|statute|ruling|decision|reform)$/i
export const LAID_DOWN = new Map<string, string>(
  Object.entries({
    required: "require",
    prohibited: "prohibit",
    banned: "ban",
    established: "establish",
    created: "create",
    granted: "grant",
    guaranteed: "guarantee",
    abolished: "abolish",
    ended: "end",
    allowed: "allow",
    declared: "declare",
    forbade: "forbid",
    outlawed: "outlaw",
    authorized: "authorize",
    stated: "state",
    extended: "extend",
    divided: "divide",
    provided: "provide",
    protected: "protect",
    limited: "limit",
    proposed: "propose",
    regulated: "regulate",
    repealed: "repeal",
    imposed: "impose",
    restricted: "restrict",
    ceded: "cede",
    freed: "free",
    admitted: "admit",
    organized: "organize",
    lowered: "lower",
    raised: "raise",
    promised: "promise",
  }),
)

/** The form behind "does": "carries" → "carry". */
export function baseOf(verb: string): string {
  if (!verb.endsWith("s")) return verb
  if (/[^aeiou]ies$/.test(verb)) return `${verb.slice(0, -3)}y`
  return /(?:ss|x|ch|sh|zz|cus)es$/.test(verb) ? verb.slice(0, -2) : verb.slice(0, -1)
}

/** In the present, with an object that tells something. */
export function isTellingVerb(token: Token): boolean {
  const base = baseOf(token.lower)
  if (ACTS.has(base)) return true
  if (token.class !== "verb" || IDLE.test(base) || isPast(token.lower) || token.lower.endsWith("ing")) return false
  return /^(?:verb|noun-or-verb|verb-or-adjective)$/.test(listedClassOf(base))
}

export function isPast(verb: string): boolean {
  return PAST.test(verb) || verb.endsWith("ed")
}

/** A verb, or a word the tagger left open that can be none but a verb: "the nephron filters the blood", "the thalamus serves as a relay". */
export function isVerbAt(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (token === undefined) return false
  if (token.class === "verb" || token.class === "auxiliary") return true
  if (token.class !== "noun" || !/[^s]s$/.test(token.lower) || !/^(?:noun|name)$/.test(tokens[at - 1]?.class ?? ""))
    return false
  const base = baseOf(token.lower)
  const next = tokens[at + 1]?.lower ?? ""
  return PREPOSITIONS.get(base)?.test(next) === true || (ACTS.has(base) && /^(?:the|an?|that|both)$/.test(next))
}

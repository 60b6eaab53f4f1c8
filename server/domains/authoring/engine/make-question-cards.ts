import { AGENT, isVerbAt, LAW_HEAD } from "./asked-verbs.ts"
import { leaks } from "./blank-rules.ts"
import type { Candidate } from "./candidate.ts"
import type { TermCandidate, TermIndex } from "./find-key-terms.ts"
import { findPredicates, type Predicate } from "./find-predicate.ts"
import { cutMeaning } from "./find-subject-definition.ts"
import { ACTOR, displayTerm, isNamed } from "./make-definition-cards.ts"
import { isPerson } from "./make-explain-cards.ts"
import { type Statement, showRange } from "./make-statements.ts"
import { specificityOf } from "./specificity.ts"
import { countDangling, hasContextWord, isOdd, marksArePaired, type Standing } from "./standing-rules.ts"
import type { Token } from "./tag-words.ts"
import { termKey } from "./term-forms.ts"
import { judgeTerm, PROFESSION } from "./term-rules.ts"
import { commonnessOf } from "./word-classes.ts"

/** What holds only sometimes, somewhere or in somebody's opinion. */
export const PASSING =
  /\b(?:also|but|although|though|for example|for instance|currently|now|even|still|just|probably|perhaps|may|might|could|would|should|seems?|appears?|sometimes|according to|argue[ds]?|believe[sd]?|suggest(?:s|ed)?|study|studies|researchers|scientists|no longer|1\d{3}|20\d\d)\b/i
const OPINION =
  /\b(?:important|importance|great|good|best|better|popular|interesting|successful|fortunately|beautiful|(?:is|are) one of|most (?:common|important|likely|famous)|useful|powerful|crucial|vital|essential|ideal|perfect|amazing|huge)\b/i
const NEEDED = ["ends-as-sentence", "begins-as-sentence", "is-no-order", "is-whole-thought", "marks-are-paired"]
const LONGEST_ANSWER = 200

/**
 * Cards that ask what a general sentence says of its subject: "What does the myelin sheath insulate?", "What is scurvy caused by?". The
 * answer is the rest of the sentence; the learner compares and judges, so it need not be the only wording.
 */
export function makeQuestionCards(
  statement: Statement,
  standing: Standing,
  text: string,
  index: TermIndex,
  isHistorical: boolean,
  /** What was asked already and passed: the same is not worded again. Grows. */
  asked: Set<string> = new Set(),
): Candidate[] {
  if (statement.sentence.kind === "glossary" || statement.kind === "pair") return []
  // The part before a second statement asks what the whole sentence asks.
  if (statement.kind === "clause" && statement.start === statement.sentence.start) return []
  if (!NEEDED.every((rule) => standing.rules[rule])) return []
  return findPredicates(statement, isHistorical).flatMap(
    (found) => cardOf(found, statement, standing, text, index, asked) ?? [],
  )
}

function cardOf(
  found: Predicate,
  statement: Statement,
  standing: Standing,
  text: string,
  index: TermIndex,
  asked: Set<string>,
): Candidate | undefined {
  const first = statement.tokens[found.answerFrom]
  if (first === undefined) return undefined
  const term = text.slice(found.term.start, found.term.end)
  const key = termKey(term)
  const fact = `asks:${key}:${found.verb}`
  if (asked.has(fact)) return undefined
  const known = index.byKey.get(key)
  const isClause = found.said !== undefined
  const subject = showRange(statement, found.subject.start, found.subject.end)
  const isKey = isAskable(term, known, index, /^the /i.test(subject))
  const isOpening = (standing.rules["opens-by-itself"] && standing.rules["subject-is-named"]) === true
  // Most are turned away by this, and wording the rest takes time.
  if ((!isKey && !isClause) || (!isOpening && found.answerEnd === undefined)) return undefined
  const isSpecific = judgeTerm(term, known)["term-is-specific"] === true
  if (!isSpecific) {
    asked.add(fact)
    return undefined
  }
  const end =
    found.answerEnd ??
    (isClause || /^to$/.test(first.lower)
      ? endOfClause(statement, found.answerFrom)
      : cutMeaning(statement, found.answerFrom))
  const answer = showRange(statement, first.start, end).trim()
  const prompt = wordQuestion(found, subject, statement, known, index)
  const asksFor = specificityOf(prompt).sum
  const told = `${prompt} ${answer}`
  const toldTokens = statement.tokens.filter(({ start: at }) => at >= found.subject.start && at < end)
  const says = specificityOf(answer)
  const plainAnswer = answer.replace(/\b(?:each other|one another|one or more|one of)\b/gi, " ")
  const rules: Record<string, boolean> = {
    ...Object.fromEntries(NEEDED.map((rule) => [rule, true])),
    // Only a part of the sentence is shown, so the rest of it need not stand alone.
    "question-needs-no-context":
      !hasContextWord(prompt.replace(/^In [^,]+, /, "")) &&
      !/\b(?:it|he|she|his|her|him|they|them|their|its|we|us|our|you|your|I|my)\b/.test(prompt) &&
      !isOdd(prompt.slice(0, -1)) &&
      !isOdd(answer),
    "term-is-specific": isSpecific,
    "asks-of-key-term":
      isKey ||
      // What tells enough itself may be asked of a phrase the text has only once.
      (isClause && asksFor >= 26 && !/^the /i.test(subject) && !AGENT.test(term) && !isNamed(term, known, index)),
    // In a manual "the constructor" and "each operator" are those of its example.
    "manual-asks-of-key-term":
      !index.isManual ||
      ((known?.logit ?? -9) > 0 &&
        !/^(?:the|each|every|all) /i.test(subject) &&
        says.sum >= 18 &&
        !/\byou(?:rs?)?\b/i.test(statement.shown)),
    "question-tells-enough": !isClause || asksFor >= 15,
    // "Why is the width of the symphysis important?" asks for more than an opinion.
    "holds-in-general":
      !PASSING.test(told) &&
      (found.ask[0].startsWith("Why") || !OPINION.test(told)) &&
      (found.ask[0] === "What did" || !/\b(?:was|were|had)\b/.test(told)),
    "answer-says-enough":
      (says.contentWords >= 2 ? says.sum >= 10 : says.topMean >= 8) && answer.length <= LONGEST_ANSWER,
    "answer-is-one-statement": isClause || isOneStatement(statement, found.answerFrom, end),
    // "allows the joint an extensive range" names two things at once.
    "answer-fits-question": !/^(?:allow|enable)$/.test(found.verb) || /\bto\b/.test(answer),
    "subject-is-of-no-figure":
      !OF_FIGURE.test(term) &&
      // Figures are those of an example.
      !/(?:^|\s)[$€£]?\d/.test(isClause ? prompt : answer) &&
      !/\bin (?:turn|addition|fact|general|particular)$/i.test(subject) &&
      !/^to (?:describe|refer|indicate|denote|show|illustrate)\b/.test(answer) &&
      !/\b(?:plot|graph|chart|diagram|curve)\b/.test(answer) &&
      !/\p{Lu}\p{L}+[’']s\b/u.test(subject),
    "answer-is-whole":
      marksArePaired(answer) &&
      !/(?:[,:;]|\b(?:and|or|of|the|a|an|to|in|with|by|that|which|from|for))$/i.test(answer) &&
      !/["“”]/.test(answer) &&
      // "several adult structures" says too little.
      !/^(?:several|various|many|some|numerous|certain|different|particular|an? (?:number|variety|medley|range|lot|series|host))\b/i.test(
        answer,
      ) &&
      !/^(?:and|or|that (?!\p{L}+ (?:is|are|has|have|can)\b)\p{L}+ \p{L}+ (?:to|of|in)\b|its own|it|them|how|whether|what|why)\b/iu.test(
        answer,
      ),
    // "because they have …" takes up the subject of the question.
    "answer-needs-no-context":
      !hasContextWord(plainAnswer) &&
      !(
        isClause
          ? /\b(?:he|she|his|her|him|ones|others?|both(?= *[.,]?$)|one(?! [a-z]))\b/i
          : /\b(?:it|he|she|his|her|him|they|them|ones|others?|both(?= *[.,]?$)|one(?! [a-z]))\b/i
      ).test(plainAnswer),
    "answer-is-other": isClause || !leaks(term, answer) || term.includes(" "),
  }
  const isKnown = (phrase: string): boolean => (index.byKey.get(termKey(phrase))?.logit ?? -9) > -1
  // Asked last, since it takes time.
  if (Object.values(rules).every(Boolean)) {
    rules["subject-is-known"] =
      countDangling(
        statement.tokens.filter(({ start, end: to }) => start > found.subject.start && to <= found.subject.end),
        { start: -1, end: -1 },
        isKnown,
      ) === 0
    // One "the knee" is anybody's.
    rules["nothing-is-pointed-at"] = countDangling(toldTokens, found.subject, isKnown) <= 1
  }
  if (found.scene === undefined && Object.values(rules).every(Boolean)) asked.add(fact)
  return {
    type: "definition",
    sentence: statement.sentence,
    termKey: key,
    aspect: found.verb,
    term: displayTerm(term, known, index),
    prompt,
    answer,
    acceptedAnswers: [answer],
    definition: answer,
    evidence: { start: statement.start, end: statement.end },
    score: scoreOf(found, term, known, says.contentWords),
    rules,
    factKey: found.scene === undefined ? fact : `${fact}:${prompt}`,
  }
}

/** "In the leg, what does the fibula support?" */
function wordQuestion(
  { ask, scene, said }: Predicate,
  subject: string,
  statement: Statement,
  known: TermCandidate | undefined,
  index: TermIndex,
): string {
  const about = /^(?:the|an?) /i.test(subject)
    ? subject.charAt(0).toLowerCase() + subject.slice(1)
    : scene !== undefined
      ? subject
      : inSentence(subject, statement, known, index)
  const opener =
    scene === undefined
      ? ask[0]
      : `${showRange(statement, scene.start, scene.end).trim()}, ${ask[0].charAt(0).toLowerCase()}${ask[0].slice(1)}`
  const rest = said === undefined ? "" : showRange(statement, said.start, said.end).trim()
  return `${[opener, about, ask[1], rest].filter((part) => part !== "").join(" ")}?`
}

/** A phrase that is no term of the subject is asked about only where it names one thing, or where the question says enough. */
function scoreOf(
  { isSure, said, scene }: Predicate,
  term: string,
  known: TermCandidate | undefined,
  words: number,
): number {
  const isRare = term
    .toLowerCase()
    .split(/[\s-]+/)
    .some((word) => word.length > 3 && commonnessOf(word) < 1)
  return (
    1 +
    Math.max(-0.2, Math.min(0.25, 0.1 * (known?.logit ?? -2))) +
    (isRare || /^\p{Lu}/u.test(known?.surface ?? "") ? 0.1 : 0) +
    (isSure || said !== undefined ? 0.1 : 0) +
    (words <= 8 ? 0.05 : 0) -
    (scene === undefined ? 0 : 0.05)
  )
}

/** What is drawn on a page. */
const OF_FIGURE =
  /(?:ax[ei]s|curves?|graphs?|diagrams?|charts?|arrows?|lines?|panels?|plots?|columns?|rows?|maps?|photographs?|illustrations?|equations?|passage|quotation)$/i

/** No second statement behind a comma or "and": "between the bones, and the ligament supports the side". */
function isOneStatement({ tokens }: Statement, from: number, end: number): boolean {
  let isInside = false
  for (let i = from; i < tokens.length && (tokens[i] as Token).end <= end; i += 1) {
    const { lower, text } = tokens[i] as Token
    if (/^(?:that|which|who|whose|where|when|because|to|if|as|how|what|than)$/.test(lower)) isInside = true
    else if (text === ",") isInside = false
    else if (!isInside && isVerbAt(tokens, i)) return false
  }
  return true
}

/** A term of the subject, or a phrase that says by itself what it is. */
export function isAskable(
  term: string,
  known: TermCandidate | undefined,
  index: TermIndex,
  isPointed: boolean,
): boolean {
  if (known === undefined)
    return /\s/.test(term) ? specificityOf(term).sum >= 14 : term.length >= 5 && commonnessOf(term.toLowerCase()) < 1
  if (
    (isPerson(term, known, index) && !LAW_HEAD.test(term)) ||
    ACTOR.test(`a ${term}`) ||
    AGENT.test(term) ||
    PROFESSION.test(term)
  )
    return false
  const words = known.words.filter((word) => word !== "of")
  // "the clause", "the rolling action": which?
  if (isPointed && known.logit < -1 && !words.some((word) => commonnessOf(word) < 1)) return false
  if (isPointed && words.length === 1 && commonnessOf(words[0] as string) >= 1) return false
  if (words.length > 1) return known.logit > -4 && words.some((word) => commonnessOf(word) <= 3)
  return commonnessOf(words[0] as string) <= 1 ? known.logit > -3.5 : known.logit > 0.5
}

/** "Newspapers carry …" opens a sentence; a question has it inside. */
function inSentence(
  subject: string,
  { tokens }: Statement,
  known: TermCandidate | undefined,
  index: TermIndex,
): string {
  const shown = displayTerm(subject, known, index)
  const first = tokens[0] as Token
  const isWord =
    first.class !== "name" &&
    (commonnessOf(first.lower) > 0 ||
      /(?:tions?|ments?|ness|ity|ance|ence|ings?|isms?|ysis|logy|ures?)$/.test(first.lower)) &&
    !/^\p{Lu}/u.test(known?.surface ?? "")
  return isWord && /^\p{Lu}\p{Ll}/u.test(shown) && !/\s\p{Lu}/u.test(shown)
    ? shown.charAt(0).toLowerCase() + shown.slice(1)
    : shown
}

/** A reason or a condition goes on to the end of the sentence. */
function endOfClause({ tokens }: Statement, from: number): number {
  const stop = tokens.findIndex(({ text }, i) => i > from && /^[;:—]$/.test(text))
  const last = stop < 0 ? tokens.length - 1 : stop - 1
  const mark = tokens[last] as Token
  return /^[.!]$/.test(mark.text) ? (tokens[last - 1] as Token).end : mark.end
}

import { BLANK, type SourceRange } from "./authoring-types.ts"
import { judgeBlank } from "./blank-rules.ts"
import type { Candidate } from "./candidate.ts"
import type { DefinitionMatch } from "./definition-match.ts"
import { nounPhrases, ofPhrases, type TermIndex } from "./find-key-terms.ts"
import { ACTOR, acceptedForms, displayTerm, isNamed, PRODUCT, tellsApart } from "./make-definition-cards.ts"
import { type Statement, showRange } from "./make-statements.ts"
import { startsWell } from "./meaning-rules.ts"
import { scoreCloze } from "./score-cloze.ts"
import { specificityOf } from "./specificity.ts"
import { hasHedge, type Standing } from "./standing-rules.ts"
import type { Token } from "./tag-words.ts"
import { termKey } from "./term-forms.ts"
import { judgeTerm, PROFESSION } from "./term-rules.ts"
import type { Associations } from "./weigh-associations.ts"
import { commonnessOf, listedClassOf } from "./word-classes.ts"

/** Sentences with one key term blanked: the introduced one of a definition, else any key term of the sentence. */
export function makeClozes(
  statement: Statement,
  match: DefinitionMatch | undefined,
  standing: Standing,
  text: string,
  index: TermIndex,
  associations: Associations,
  isHistorical: boolean,
): Candidate[] {
  if (!standing.passes) return []
  const candidates: Candidate[] = []
  const simple = nounPhrases(statement.tokens)
  const joined = ofPhrases(statement.tokens, simple).filter(
    ({ from, to }) =>
      (index.byKey.get(
        termKey(text.slice((statement.tokens[from] as Token).start, (statement.tokens[to - 1] as Token).end)),
      )?.logit ?? -9) > -1.5,
  )
  const phrases = [...simple, ...joined].map(({ from, to }) => ({
    start: (statement.tokens[from] as Token).start,
    end: (statement.tokens[to - 1] as Token).end,
  }))
  const termCount = phrases.filter(
    (range) => (index.byKey.get(termKey(text.slice(range.start, range.end)))?.logit ?? -9) > -1.5,
  ).length
  const blanks =
    // Where a sentence names or defines something, nothing else of it is asked for.
    match === undefined ? phrases : [match.term]
  for (const blank of blanks) {
    const isIntroduced = blank === match?.term
    candidates.push(
      makeCloze(
        statement,
        blank,
        isIntroduced ? match : undefined,
        termCount,
        standing,
        text,
        index,
        associations,
        isHistorical,
      ),
    )
  }
  return candidates
}

function makeCloze(
  statement: Statement,
  blank: SourceRange,
  found: DefinitionMatch | undefined,
  termCount: number,
  standing: Standing,
  text: string,
  index: TermIndex,
  associations: Associations,
  isHistorical: boolean,
): Candidate {
  const answer = text.slice(blank.start, blank.end)
  const key = termKey(answer)
  const known = index.byKey.get(key)
  // "Appadurai describes how …" says what a person did, not what a term means.
  const match =
    found?.pattern === "refers-to" && /^\p{Lu}\p{Ll}/u.test(known?.surface ?? "") && found.verb !== "refers"
      ? undefined
      : found
  const before = showRange(statement, statement.start, blank.start)
  let after = showRange(statement, blank.end, statement.end)
  // "(ATP)" or "(or Haversian canal)" right behind the blank is another name of the answer.
  const otherName =
    /^\s*\((?:or |also (?:called|known as) |abbreviated )?(?:the )?([\p{L}][\p{L}\p{N}’' -]{0,40})\)/u.exec(after)
  if (otherName !== null) after = after.slice(otherName[0].length)
  if (statement.kind === "clause" && !/[.!]["”’)]*$/.test(after)) after += "."
  const says = specificityOf(`${before} ${after}`)
  const meaning = match?.meaning === undefined ? undefined : text.slice(match.meaning.start, match.meaning.end)
  const isName = /^\p{Lu}/u.test(known?.surface ?? answer)
  const isMarked = !isName && isMarkedAt(statement, blank)
  const rules: Record<string, boolean> = {
    ...standing.rules,
    ...judgeTerm(answer, known, match !== undefined, match?.pattern === "called"),
    // "_____ are a specialised feature, but …" tells nothing, even where it has the form of a definition.
    "meaning-is-specific": meaning === undefined || saysEnough(meaning),
    // "the port", "increase its wealth": one everyday word fits too many blanks unless the sentence defines it.
    "answer-is-no-everyday-word":
      match !== undefined ||
      isName ||
      answer.includes(" ") ||
      commonnessOf(answer.toLowerCase()) < 1 ||
      (known?.logit ?? -9) > 0.5,
    "text-is-no-manual": match !== undefined || !index.isManual,
    "clause-is-whole": match?.pattern !== "called" || !isLooseName(before, statement.tokens, blank),
    "blank-is-no-label": !/^\s*:/.test(after),
    "blank-is-whole-term": !isPartOfTerm(answer, before, after, index),
    "manual-says-what-kind":
      !index.isManual ||
      meaning === undefined ||
      match?.pattern === "refers-to" ||
      (/^(?:an?|any)\b/i.test(meaning) && tellsApart(meaning)),
    "named-once": !isCalledOften(statement, match),
    "names-no-actor":
      meaning === undefined ||
      !isNamed(answer, known, index) ||
      !(ACTOR.test(meaning) || PRODUCT.test(meaning) || /\bwho(?:se)?\b/.test(meaning)),
    "meaning-has-no-owner": meaning === undefined || !/^the \p{Ll}+[’']s\b/u.test(meaning),
    "meaning-starts-well": meaning === undefined || (startsWell(meaning) && !hasHedge(meaning)),
    "answer-is-no-profession": match?.pattern === "is-a" || match?.pattern === "called" || !PROFESSION.test(answer),
    "bracket-ends-phrase": otherName === null || !opensWithNoun(after),
    ...judgeBlank(before, answer, after, statement.tokens, blank, isName, statement.kind === "pair"),
    "stem-is-specific":
      match === undefined
        ? says.contentWords >= 5 && says.topMean >= 5.2 && says.sum >= 28
        : says.contentWords >= 5 && says.topMean >= 5.2 && says.sum >= 26,
    "two-terms": termCount >= 2 || match !== undefined || isMarked || says.sum >= 45,
    "not-listed":
      !/(?:,|\band|\bor)\s*$/.test(before) &&
      !/^\s*,?\s*(?:and|or)\b/.test(after) &&
      // "like the _____", "in Spain or in _____": one of several that would do.
      (match?.pattern === "called" ||
        !/\b(?:like|such as|including|e\.g\.|\bor (?:in|on|at|by|for|from|to)|than)(?: the| an?)?\s*$/i.test(before)) &&
      // "unigram, bigram, and trigram models"
      !/^\s*,\s*(?!(?:in|on|at|for|from|to|by|with|which|that|who|where|when|meaning|such|often|also|or|an?|the)\b)(?:[\p{L}-]+\s*){1,3},?\s*(?:and|or)\b/u.test(
        after,
      ),
    // "Each sequence is called _____" is told apart by what stands around it.
    "stem-tells-apart":
      match?.pattern !== "called" ||
      (!BARE_SUBJECT.test(before) &&
        !(/^\s*\.?$/.test(after) && ONLY_NAMED.test(before)) &&
        !/\b(?:a|an|the) (?:different|particular|similar|specific) [\p{L}-]+,? (?:called|known as|termed|named) (?:the |an? )?$/u.test(
          before,
        )),
    "long-answer-is-term":
      !/\s(?:of|to|for|in)\s/.test(answer) || (known?.frequency ?? 0) >= 3 || match?.pattern === "called",
  }
  // What is turned away needs no score, and the score takes time.
  const score = Object.values(rules).every(Boolean)
    ? scoreCloze(
        { statement, standing, match, known, answer, before, after, says, blank, key, isMarked },
        index,
        associations,
        isHistorical,
      )
    : 0
  return {
    type: "cloze",
    sentence: statement.sentence,
    termKey: key,
    term: displayTerm(answer, known, index),
    prompt: `${before}${BLANK}${after}`,
    answer,
    acceptedAnswers: acceptedForms(answer, otherName?.[1]),
    evidence: { start: statement.start, end: statement.end },
    score,
    rules,
    factKey: `term:${key}`,
  }
}

/** A subject that needs the sentence before: "Each sequence is called", "The vertical paths, where …, are called". */
const BARE_SUBJECT =
  /^(?:(?:each|every|one|such|both) (?:[\p{L}-]+ )?[\p{L}-]+ (?:is|are|was|were) (?:\w+ly )?(?:called|known as|termed|referred to as) (?:the |an? )?$|the (?:\p{L}+ )?\p{L}+, (?:that|where|which) |the \p{L}+ that (?:[\p{L}-]+ ){1,5}(?:is|are) called (?:the |an? )?$)/iu

/** "Latané and Darley described a phenomenon called _____." */
const ONLY_NAMED =
  /\b(?:describe[ds]?|discover(?:ed|s)|propose[ds]?|identif(?:ied|ies)|coined|stud(?:ied|ies)|uses?|used|develop(?:ed|s)|introduced?|observed|have|has|had) (?:an?|the) (?:\p{L}+ )?\p{L}+,? (?:called|known as|termed|named) (?:the |an? )?$/u

/** "central pattern generator (CPG) circuits": the answer would be half of what is named. */
function opensWithNoun(after: string): boolean {
  const word = /^\s+(\p{L}[\p{L}-]*)/u.exec(after)?.[1]
  const listed = word === undefined ? undefined : listedClassOf(word.toLowerCase())
  return listed === "noun" || listed === "noun-or-verb" || listed === "noun-or-adjective"
}

/** "_____ per share", "the _____ flows", "v. Jones & _____": the text knows the longer phrase as one, so the answer would be a part of it. */
function isPartOfTerm(answer: string, before: string, after: string, index: TermIndex): boolean {
  if (/[&+]\s*$/.test(before) || /^\s*[&+]/.test(after)) return true
  const own = index.byKey.get(termKey(answer))?.frequency ?? 0
  const isTogether = (phrase: string): boolean => {
    const found = index.byKey.get(termKey(phrase))
    return found !== undefined && found.frequency >= 2 && found.frequency * 4 >= own
  }
  const next = /^\s+(\p{L}[\p{L}-]+)(?:\s+(\p{L}[\p{L}-]+))?/u.exec(after)
  const previous = /(\p{L}[\p{L}-]+)\s+$/u.exec(before)?.[1]
  return (
    (next?.[1] !== undefined && isTogether(`${answer} ${next[1]}`)) ||
    (previous !== undefined &&
      !/^(?:called|termed|named|dubbed|known|using|including|\w+ly)$/i.test(previous) &&
      isTogether(`${previous} ${answer}`)) ||
    (next?.[2] !== undefined && /^per$/i.test(next[1] as string)) ||
    // "_____ per share (EPS)": the bracket names more than the blank.
    /^\s+[\p{L} -]{2,30}\(\p{Lu}{2,}s?\)/u.test(after)
  )
}

/** "Aristocratic lords who were loyal, called _____.": the only verb stands in a relative clause. */
function isLooseName(before: string, tokens: readonly Token[], blank: SourceRange): boolean {
  if (!/, (?:also |often |usually |then )?(?:called|known as|termed|named)(?: the| an?)? $/.test(before)) return false
  return !tokens.some(
    (token, i) =>
      token.start < blank.start &&
      (token.class === "auxiliary" ||
        token.class === "verb" ||
        (token.class === "participle" && token.lower.endsWith("ed"))) &&
      !/^(?:who|which|that|called|known|termed|named)$/.test(token.lower) &&
      !/^(?:who|which|that)$/.test(tokens[i - 1]?.lower ?? "") &&
      !/^(?:who|which|that)$/.test(tokens[i - 2]?.lower ?? ""),
  )
}

/** Set in bold or italics, as what a sentence introduces is. */
function isMarkedAt({ sentence }: Statement, { start, end }: SourceRange): boolean {
  return sentence.marks.some((mark) => Math.abs(mark.start - start) <= 1 && Math.abs(mark.end - end) <= 1)
}

function saysEnough(meaning: string): boolean {
  const { contentWords, sum } = specificityOf(meaning)
  return contentWords >= 4 && sum >= 20
}

/** "Element 106 was called …, element 107 was called …": a row of names, none of which can be told from the rest. */
function isCalledOften(statement: Statement, match: DefinitionMatch | undefined): boolean {
  return (
    match?.pattern === "called" && (statement.shown.match(/\b(?:called|named|known as|termed)\b/g)?.length ?? 0) > 1
  )
}

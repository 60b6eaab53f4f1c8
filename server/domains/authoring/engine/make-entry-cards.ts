import { leaks } from "./blank-rules.ts"
import type { Candidate } from "./candidate.ts"
import type { DefinitionMatch } from "./definition-match.ts"
import { isNounPhrase } from "./find-definitions.ts"
import type { TermIndex } from "./find-key-terms.ts"
import { danglingIn, displayTerm, isNamed, opensAsNoun, tellsApart } from "./make-definition-cards.ts"
import { type Statement, showRange } from "./make-statements.ts"
import { JUDGED } from "./meaning-rules.ts"
import { specificityOf } from "./specificity.ts"
import { hasContextWord, isOdd, marksArePaired } from "./standing-rules.ts"
import type { Token } from "./tag-words.ts"
import { termKey } from "./term-forms.ts"
import { commonnessOf, listedClassOf } from "./word-classes.ts"

/**
 * An entry of notes ("Price effect: more revenue because of a higher price for each unit") as a card that asks for what is said of
 * the term. Unlike the term, that need not be the only right answer: whoever reviews compares and judges.
 */
export function makeEntryCard(
  statement: Statement,
  match: DefinitionMatch,
  text: string,
  index: TermIndex,
  topic: string | undefined,
): Candidate | undefined {
  if (match.pattern !== "glossary" || match.meaning === undefined) return undefined
  const term = text.slice(match.term.start, match.term.end)
  const meaning = showRange(statement, match.meaning.start, match.meaning.end).trim()
  const key = termKey(term)
  const known = index.byKey.get(key)
  const says = specificityOf(meaning)
  const tokens = statement.tokens.filter((token) => token.end <= match.term.end)
  const isMarked = statement.sentence.leadEnd !== undefined
  const isOwn = term.includes(" ") || commonnessOf(term.toLowerCase()) < 1 || (known?.logit ?? -9) > -1
  const rules: Record<string, boolean> = {
    "entry-is-term": isEntryTerm(term, tokens),
    // "Galileo: pioneered many principles" is one of many things about him.
    "entry-is-no-name":
      !isNamed(term, known, index) ||
      (term.includes(" ") && !/^\p{L}+ed\b/u.test(meaning)) ||
      /^(?:an?|the)\b/i.test(meaning),
    "entry-is-no-opinion": !JUDGED.test(meaning),
    "text-is-no-manual": !index.isManual || statement.sentence.kind === "glossary",
    "entry-is-placed": isMarked || (isOwn && (known?.frequency ?? 0) >= 2),
    "entry-is-of-subject": !ABOUT_COURSE.test(`${term} ${meaning}`),
    "entry-is-in-topic": topic !== undefined || (known?.frequency ?? 0) >= 3,
    "entry-says-enough": says.contentWords >= 3 && says.sum >= 14 && meaning.length <= 240,
    "entry-needs-no-context": !hasContextWord(meaning) && !/\b(?:I|we|us|our|my)\b|\b[Yy]ou[’']|^[“"‘]/.test(meaning),
    "entry-is-plain": !isOdd(meaning.replace(/[→↑↓&]|\.\.\./g, " ")) && marksArePaired(meaning),
    "entry-is-whole":
      !/(?:[:,;]|\b(?:and|or|of|the|a|to|in|with|by|when|if|that|which))$/i.test(meaning) &&
      !/^(?:see|e\.g|for example|i\.e|note|and|but|or|is|are|was|were|not only)\b/i.test(meaning),
    // "Innovation: the idea is too new" is a point of an argument; without bold, so is "Control flow: your computer is …".
    "entry-explains":
      (isMarked && (term.includes(" ") || (known?.logit ?? -9) > 0)) ||
      (isNounPhrase(statement, match.meaning) && opensAsNoun(statement, match.meaning) && !NAMED_DEED.test(meaning)),
    // "Scheduling: application or kernel scheduling"
    "entry-says-other": term.includes(" ") || !leaks(term, meaning),
  }
  const shown = displayTerm(term, known, index)
  return {
    type: "definition",
    sentence: statement.sentence,
    termKey: key,
    term: shown,
    prompt: askToExplain(shown, topic),
    answer: meaning,
    acceptedAnswers: [meaning],
    definition: meaning,
    evidence: { start: statement.start, end: statement.end },
    score:
      1.05 +
      (isMarked ? 0.2 : 0) +
      (says.contentWords >= 5 ? 0.1 : 0) +
      Math.max(0, Math.min(0.2, 0.1 * (known?.logit ?? 0))),
    rules,
    factKey: `term:${key}`,
  }
}

/** Rules that say whether only one term has a meaning: whoever explains the term does not need them. */
const OF_THE_OTHER_DIRECTION = new Set([
  "description-is-its-own",
  "meaning-is-specific",
  "meaning-not-leaked",
  "manual-says-what-kind",
  "verb-agrees",
])

/** A definition asked for by its term, where too little is said to ask for the term. */
export function explainInstead(
  card: Candidate,
  statement: Statement,
  { pattern, meaning, term }: DefinitionMatch,
  index: TermIndex,
  topic: string | undefined,
): Candidate {
  const answer = card.definition ?? ""
  const says = specificityOf(answer)
  const known = index.byKey.get(card.termKey)
  // What is set in bold where it is explained is a term, however few words explain it.
  const isMarked =
    /^\p{Ll}/u.test(known?.surface ?? "X") &&
    statement.sentence.marks.some((mark) => Math.abs(mark.start - term.start) <= 1)
  const dangling = meaning === undefined ? 0 : danglingIn(statement, meaning, index)
  return {
    ...card,
    prompt: askToExplain(card.term, topic),
    answer,
    acceptedAnswers: [answer],
    score:
      (pattern === "is-a" || pattern === "refers-to" || pattern === "glossary" ? 1.1 : 1) +
      Math.max(-0.2, Math.min(0.2, 0.1 * (known?.logit ?? -2))) -
      0.4 * dangling,
    rules: {
      ...Object.fromEntries(Object.entries(card.rules).filter(([rule]) => !OF_THE_OTHER_DIRECTION.has(rule))),
      "entry-says-enough":
        says.contentWords >= (isMarked ? 2 : pattern === "glossary" ? 3 : 4) && says.sum >= (isMarked ? 12 : 18),
      // "gluteus minimus, the smallest of the trio"
      "meaning-is-no-comparison":
        !isInnerPattern(pattern) ||
        !/^(?:(?:an?|the) )?(?:\p{L}{3,}est|most|least|only|first|second|third|other|same|inferior|superior|lateral|medial|deep)\b/iu.test(
          answer,
        ),
      "meaning-is-other": termKey(answer) !== card.termKey,
      // "The formation of planets is a natural consequence of …": in a sentence only a term of the subject is explained.
      "explains-key-term":
        pattern === "glossary" ||
        pattern === "refers-to" ||
        isMarked ||
        (statement.sentence.kind === "prose" && (known?.logit ?? -9) > 0 && tellsApart(answer)),
      "meaning-is-no-opinion": !JUDGED.test(answer),
      "text-is-no-manual": !index.isManual,
    },
  }
}

function isInnerPattern(pattern: DefinitionMatch["pattern"]): boolean {
  return pattern === "marked" || pattern === "bracket" || pattern === "apposition" || pattern === "which-is"
}

/** "Explain “price effect” (Total revenue).", the topic only where the term does not say it. */
export function askToExplain(term: string, topic: string | undefined): string {
  const isSaid = topic === undefined || termKey(topic).includes(termKey(term)) || termKey(term).includes(termKey(topic))
  return isSaid ? `Explain “${term}”.` : `Explain “${term}” (${topic}).`
}

/** "Pulitzer and Day reported …", "mainstreaming a panic …" */
const NAMED_DEED = /^(?:\p{Lu}\p{L}+ (?:and \p{Lu}\p{L}+ )?\p{L}+ed\b|\p{L}+ing (?:an?|the|from|to|in)\b)/u

const NO_ENTRY =
  /^(?:intuition|note|notes|example|examples?|e\.?g\.?|i\.?e\.?|remember|recall|question|answer|q|a|hint|tip|warning|caution|important|key (?:point|idea|takeaway)s?|idea|goal|goals|aim|purpose|problem|solution|result|results|reason|why|how|what|when|where|who|which|if|then|so|thus|but|and|or|because|step|case|also|see|source|figure|table|chapter|input|output|date|author|title|time|pros?|cons?|yes|no|true|false|ex|nb|ps|summary|accomplishments?|personal history|importance|area of|conclusion|definition|formula|equation|let|given|suppose|assume|proof|theorem \d|usage|default|first|second|third|finally|next|today|homework|reading|tl;dr)\b/i

const ABOUT_COURSE =
  /\b(?:(?:mon|tues|wednes|thurs|fri)day|week \d+|lectures?|lecturers?|instructors?|professors?|prof|exams?|midterms?|quiz(?:zes)?|homeworks?|assignments?|labs?|office hours|e-?mails?|textbook|syllabus|canvas|gradescope)\b/i

function isEntryTerm(term: string, tokens: readonly Token[]): boolean {
  return (
    tokens.length <= 6 &&
    term.length >= 3 &&
    term.length <= 60 &&
    /^[\p{L}\d]/u.test(term) &&
    /\p{L}{2}/u.test(term) &&
    !NO_ENTRY.test(term) &&
    // "provide predictability" is a task.
    !(tokens.length > 1 && listedClassOf((tokens[0] as Token).lower) === "verb") &&
    !/^\p{L}+ed (?:by|from|in|to|on|with|for|at) /u.test(term) &&
    tokens.at(-1)?.class !== "adverb" &&
    !/[.?!,;]|[_(){}[\]<>=\\/|*`$#@]|["“”]/.test(
      term.replace(/\s*\([\p{L}\d\s-]+\)$/u, "").replace(/(?<=\p{L})\/(?=\p{L})/u, ""),
    ) &&
    !tokens.some(
      (token) =>
        token.class === "auxiliary" ||
        token.class === "pronoun" ||
        (token.class === "verb" && tokens.length > 2 && !token.lower.endsWith("ing")),
    ) &&
    !/^(?:the|this|these|those|some|many|most|each|every|all|both|any|another|other|two|three|four|one|in|on|at|by|for|with|to|from|during|after|before|under|as)\b/i.test(
      term,
    )
  )
}

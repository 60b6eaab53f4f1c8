import type { Candidate } from "./candidate.ts"
import type { TermIndex } from "./find-key-terms.ts"
import { type Subject, subjectAt } from "./find-predicate.ts"
import { isAskable, PASSING } from "./make-question-cards.ts"
import { type Statement, showRange } from "./make-statements.ts"
import type { Standing } from "./standing-rules.ts"
import type { Token } from "./tag-words.ts"
import { singularOf, termKey } from "./term-forms.ts"
import { judgeTerm } from "./term-rules.ts"

const LONGEST_ANSWER = 240

/** "Arteries carry blood away from the heart, whereas veins carry it back": how two terms differ. */
export function makeContrastCards(
  statement: Statement,
  standing: Standing,
  text: string,
  index: TermIndex,
): Candidate[] {
  if (!/\b(?:while|whereas)\b/i.test(statement.raw)) return []
  if (!standing.passes || index.isManual || statement.kind === "pair" || statement.sentence.kind === "glossary")
    return []
  const found = findContrast(statement.tokens)
  if (found === undefined) return []
  const { one, other, isSure } = found
  const terms = [one, other].map(({ term }) => text.slice(term.start, term.end)) as [string, string]
  const keys = terms.map(termKey) as [string, string]
  const shown = [one, other].map(({ range }) => inQuestion(text.slice(range.start, range.end), statement)) as [
    string,
    string,
  ]
  const answer = showRange(statement, statement.start, statement.end).trim().replace(/[.!]$/, "")
  const knowns = keys.map((key) => index.byKey.get(key))
  return [
    {
      type: "definition",
      sentence: statement.sentence,
      termKey: keys[0],
      aspect: `differs from ${keys[1]}`,
      term: terms[0],
      prompt: `How do ${shown[0]} and ${shown[1]} differ?`,
      answer,
      acceptedAnswers: [answer],
      definition: answer,
      evidence: { start: statement.start, end: statement.end },
      score: 1.15 + (isSure ? 0.1 : 0),
      rules: {
        ...standing.rules,
        "contrasts-terms":
          keys[0] !== keys[1] &&
          terms.every(
            (term, i) =>
              judgeTerm(term, knowns[i])["term-is-specific"] === true &&
              !/^(?:appropriate|other|most|some)\b/i.test(term),
          ) &&
          terms.every((term, i) => isAskable(term, knowns[i], index, /^the /i.test(shown[i] as string))) &&
          (isSure || areAlike(keys[0], keys[1]) || knowns.every((known) => (known?.logit ?? -9) > 0)),
        "contrast-is-general":
          !PASSING.test(statement.shown.replace(/\bbut\b/g, "")) && !/\b(?:was|were|had)\b/.test(answer),
        "contrast-names-both": !standing.hasPronoun,
        "answer-is-short": answer.length <= LONGEST_ANSWER,
      },
      factKey: `differ:${[...keys].sort().join(":")}`,
    },
  ]
}

interface Contrast {
  one: Subject
  other: Subject
  /** "whereas" says nothing but a contrast; "while" may be a time. */
  isSure: boolean
}

function findContrast(tokens: readonly Token[]): Contrast | undefined {
  const opener = tokens[0]?.lower ?? ""
  if (opener === "while" || opener === "whereas") {
    const comma = tokens.findIndex(({ text }) => text === ",")
    return comma < 0 ? undefined : contrastOf(tokens, 1, comma + 1, opener === "whereas")
  }
  const at = tokens.findIndex(
    ({ lower }, i) => i > 3 && /^(?:whereas|while)$/.test(lower) && tokens[i - 1]?.text === ",",
  )
  return at < 0 ? undefined : contrastOf(tokens, 0, at + 1, tokens[at]?.lower === "whereas")
}

function contrastOf(tokens: readonly Token[], first: number, second: number, isSure: boolean): Contrast | undefined {
  const one = subjectAt(tokens, first)
  const other = subjectAt(tokens, second)
  if (one === undefined || other === undefined || one.verbAt >= second) return undefined
  return { one, other, isSure }
}

/** Of one kind by their words: the same head, or the same ending. */
function areAlike(a: string, b: string): boolean {
  const [headA, headB] = [a, b].map((key) => singularOf(key.split(" ").at(-1) as string)) as [string, string]
  return headA === headB || (headA.length > 5 && headB.length > 5 && headA.slice(-4) === headB.slice(-4))
}

/** "Arteries" opens the sentence, "arteries" stands in the question. */
function inQuestion(subject: string, { tokens }: Statement): string {
  const first = tokens[0] as Token
  const isOpening = subject.startsWith(first.text) && first.class !== "name" && /^\p{Lu}\p{Ll}/u.test(subject)
  return isOpening && !/\s\p{Lu}/u.test(subject) ? subject.charAt(0).toLowerCase() + subject.slice(1) : subject
}

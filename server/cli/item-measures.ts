import { type AuthoringResult, BLANK, type GeneratedItem } from "../domains/authoring/index.ts"

export interface ItemMeasures {
  items: number
  byType: Record<string, number>
  /** Ready to be asked: neither drafts nor summaries. */
  ready: number
  readyPerThousandWords: number
  /** Share of the ready items that can be answered from their own evidence; null when there are none. */
  answerableShare: number | null
  /** A few of those that cannot, to look at. */
  notAnswerable: { type: string; prompt: string; answer: string; quote: string }[]
  /** Of the items whose rules were asked: the share that passes each. */
  rulesPassed: Record<string, { asked: number; share: number }>
  /** Candidates turned away, by the first rule they failed. */
  rejected: Record<string, number>
}

const SHOWN = 5

/** What can be told about generated items without a reader. Whether they are good questions, only a person can say. */
export function measureItems({ items, rejected }: AuthoringResult, text: string, wordCount: number): ItemMeasures {
  const ready = items.filter(({ status, type }) => status === "ready" && type !== "summary")
  const unanswerable = ready.filter((item) => !isAnswerable(item, text))
  return {
    items: items.length,
    byType: countBy(items, ({ type, status }) => (status === "draft" ? `${type} (draft)` : type)),
    ready: ready.length,
    readyPerThousandWords: round((ready.length * 1000) / Math.max(1, wordCount)),
    answerableShare: ready.length === 0 ? null : round(1 - unanswerable.length / ready.length),
    notAnswerable: unanswerable.slice(0, SHOWN).map(({ type, prompt, answer, evidence }) => ({
      type,
      prompt,
      answer,
      quote: evidence.quote,
    })),
    rulesPassed: rulesPassed(items),
    rejected: Object.fromEntries(Object.entries(rejected).sort(([, a], [, b]) => b - a)),
  }
}

/**
 * The evidence is exactly what stands in the text at its range, the answer stands in it, and an answer put into the blank
 * gives a sentence of the evidence. White space does not count, nor does the case of a first letter that a cut moved.
 */
export function isAnswerable(
  { prompt, answer, evidence }: Pick<GeneratedItem, "prompt" | "answer" | "evidence">,
  text: string,
): boolean {
  if (text.slice(evidence.start, evidence.end) !== evidence.quote) return false
  const quote = plain(evidence.quote)
  if (!quote.includes(plain(answer))) return false
  return !prompt.includes(BLANK) || quote.includes(plain(prompt.replaceAll(BLANK, answer)))
}

function plain(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[.!?:;]+$/, "")
    .toLowerCase()
}

function rulesPassed(items: readonly GeneratedItem[]): ItemMeasures["rulesPassed"] {
  const answers = items.flatMap(({ rules }) => Object.entries(rules))
  const byRule = Map.groupBy(answers, ([rule]) => rule)
  return Object.fromEntries(
    [...byRule]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([rule, asked]) => [
        rule,
        { asked: asked.length, share: round(asked.filter(([, passes]) => passes).length / asked.length) },
      ]),
  )
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(items, keyOf)].map(([key, group]) => [key, group.length]).sort())
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

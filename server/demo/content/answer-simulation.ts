import type { DemoQuestion, DemoResponse } from "./content-types.ts"
import type { SeededRandom } from "./seeded-random.ts"

type Confidence = 1 | 2 | 3 | 4 | 5

export interface SimulatedAnswer {
  response: DemoResponse
  isCorrect: boolean
  confidence: Confidence
  responseTimeMs: number
}

const DIFFICULTY_SHIFT = { easy: 0.16, medium: 0.04, hard: -0.08, nbme: -0.12 } as const
/** How sure the learner is, right and wrong: mostly well calibrated, now and then sure and wrong. */
const CONFIDENCE_WHEN_RIGHT: readonly Confidence[] = [2, 3, 3, 4, 4, 4, 5, 5]
const CONFIDENCE_WHEN_WRONG: readonly Confidence[] = [1, 1, 2, 2, 2, 3, 3, 4]
/** Seconds for a first answer, shortest and longest. */
const ANSWER_SECONDS: Record<DemoQuestion["type"], readonly [number, number]> = {
  "single-best-answer": [38, 105],
  "multiple-answer": [40, 95],
  "true-false": [11, 32],
  "short-answer": [25, 70],
  cloze: [9, 28],
  essay: [180, 420],
}

/**
 * One answer of a learner who gets better: `day` counts from 0 to 13, `previously` says how the last answer to the
 * same question went.
 */
export function simulateAnswer(
  question: DemoQuestion,
  day: number,
  previously: "right" | "wrong" | undefined,
  random: SeededRandom,
): SimulatedAnswer {
  const memory = { right: 0.16, wrong: 0.08, none: 0 }[previously ?? "none"]
  const probability = Math.min(0.95, 0.42 + 0.028 * day + DIFFICULTY_SHIFT[question.difficulty] + memory)
  const isCorrect = random.chance(probability)
  const [shortest, longest] = ANSWER_SECONDS[question.type]
  const haste = previously === undefined ? 1 : 0.6
  return {
    response: isCorrect ? rightResponse(question, random) : wrongResponse(question, random),
    isCorrect,
    confidence: random.pick(isCorrect ? CONFIDENCE_WHEN_RIGHT : CONFIDENCE_WHEN_WRONG),
    responseTimeMs: Math.round(random.between(shortest * 1000, longest * 1000) * haste),
  }
}

function rightResponse(question: DemoQuestion, random: SeededRandom): DemoResponse {
  if (question.type === "essay") return { kind: "text", text: question.expectedPoints.join(" ") }
  if ("acceptedAnswers" in question) {
    return { kind: "text", text: random.pick(question.acceptedAnswers.slice(0, 2)) }
  }
  return { kind: "choice", optionIds: question.options.filter((option) => option.isCorrect).map((option) => option.id) }
}

function wrongResponse(question: DemoQuestion, random: SeededRandom): DemoResponse {
  if (question.type === "essay") return { kind: "text", text: "" }
  if ("commonMistakes" in question) return { kind: "text", text: random.pick(question.commonMistakes).text }
  const distractor = random.pick(question.options.filter((option) => !option.isCorrect)).id
  if (question.type !== "multiple-answer") return { kind: "choice", optionIds: [distractor] }
  // Nearly right, as usual: the last right option is left out and a distractor is in its place.
  const right = question.options.filter((option) => option.isCorrect).map((option) => option.id)
  return { kind: "choice", optionIds: [...right.slice(0, -1), distractor].sort() }
}

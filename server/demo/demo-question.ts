import type { NewQuestion, QuestionSource } from "../domains/questions/index.ts"
import type { DemoQuestion, DemoReference } from "./content/content-types.ts"
import { demoTexts } from "./content/index.ts"

interface Place {
  id: string
  ownerId: string
  subjectId: string
  topicId: string
  source: QuestionSource | null
}

/** A hand-written question as the bank stores it. */
export function demoQuestionOf(question: DemoQuestion, place: Place): NewQuestion {
  const { correctExplanation, pathophysiology, clinicalRelevance } = question.explanation
  return {
    ...place,
    type: question.type,
    stem: question.stem,
    options: optionsOf(question),
    difficulty: question.difficulty,
    points: question.points,
    hint: question.hint,
    subtopic: question.subtopic,
    origin: "hand-written",
    isVerified: true,
    explanation: {
      correct: correctExplanation,
      incorrect: incorrectOf(question),
      pathophysiology: pathophysiology ?? null,
      clinicalRelevance: clinicalRelevance ?? null,
      references: question.references.map(referenceText),
    },
  }
}

function optionsOf(question: DemoQuestion): NewQuestion["options"] {
  if ("expectedPoints" in question) return []
  if ("acceptedAnswers" in question) {
    return question.acceptedAnswers.map((text, i) => ({ id: `a${i + 1}`, text, isCorrect: true, rationale: null }))
  }
  return question.options.map((option) => ({ ...option }))
}

/** Why the other options are wrong; for typed answers, why the usual mistakes are. */
function incorrectOf(question: DemoQuestion): Record<string, string> {
  if ("expectedPoints" in question) return {}
  if ("acceptedAnswers" in question) {
    return Object.fromEntries(question.commonMistakes.map(({ text, rationale }) => [text, rationale]))
  }
  return Object.fromEntries(
    question.options.filter(({ isCorrect }) => !isCorrect).map(({ id, rationale }) => [id, rationale]),
  )
}

function referenceText(reference: DemoReference): string {
  if (reference.kind === "book") {
    const { authors, title, edition, publisher, year } = reference
    return `${authors}: ${title}, ${edition}. ${publisher}, ${year}.`
  }
  const text = demoTexts.find(({ slug }) => slug === reference.text)
  return `${text?.title ?? reference.text}, section “${reference.heading}”.`
}

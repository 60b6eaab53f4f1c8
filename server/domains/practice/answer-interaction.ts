import type { Question } from "../questions/index.ts"
import type { PracticeItem, PracticeSession } from "./practice-session.ts"

/** The answer as the learning record takes it. */
export function interactionOf(session: PracticeSession, item: PracticeItem, question: Question) {
  if (item.interactionId === null || item.isCorrect === null) throw new Error("Only an answered question is recorded")
  return {
    kind: "answer" as const,
    id: item.interactionId,
    questionId: question.id,
    topicId: question.topicId,
    difficulty: question.difficulty,
    isCorrect: item.isCorrect,
    selectedOptionIds: item.selectedOptionIds ?? [],
    ...(item.typedAnswer === null ? {} : { typedAnswer: item.typedAnswer }),
    ...(item.confidence === null ? {} : { confidence: item.confidence }),
    responseTimeMs: item.responseTimeMs ?? 0,
    sessionId: session.id,
    sessionKind: "practice" as const,
    ...(question.source ? { materialOwnerId: question.source.ownerId, materialId: question.source.materialId } : {}),
  }
}

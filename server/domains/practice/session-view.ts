import type { Tx } from "../../platform/database/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { NotFoundError } from "../../shared/errors.ts"
import { gradeAnswer, isTyped, listQuestionsByIds, type Question } from "../questions/index.ts"
import { listQuestionCardIds } from "../reviews/index.ts"
import { endIfRunOut } from "./finish-session.ts"
import { activeMsAt, isRevealed, type PracticeItem, type PracticeSession, remainingMsAt } from "./practice-session.ts"
import { findItem, findSession, listItems } from "./session-store.ts"

/** A session as its learner may see it: no solution before its time. Ends it first when its time is up. @throws NotFoundError */
export async function viewSession(deps: Pick<Deps, "db" | "clock" | "events">, userId: string, id: string) {
  const found = await deps.db.readAsLearner(userId, (tx) => findSession(tx, userId, id))
  if (!found) throw new NotFoundError("session-unknown", "There is no such practice session.")
  await endIfRunOut(deps, userId, found)
  return deps.db.readAsLearner(userId, async (tx) => {
    const [session, items] = await Promise.all([findSession(tx, userId, id), listItems(tx, userId, id)])
    const views = await viewItems(tx, userId, session ?? found, items)
    return { ...summaryOf(session ?? found, deps.clock.now()), items: views }
  })
}

/** One item of a session. */
export async function viewItemAt(
  deps: Pick<Deps, "db" | "clock">,
  userId: string,
  sessionId: string,
  position: number,
) {
  return deps.db.readAsLearner(userId, async (tx) => {
    const [session, item] = await Promise.all([
      findSession(tx, userId, sessionId),
      findItem(tx, userId, sessionId, position),
    ])
    const [view] = session && item ? await viewItems(tx, userId, session, [item]) : []
    if (!view) throw new NotFoundError("session-unknown", "There is no such practice session.")
    return view
  })
}

/** A session and the item just answered, from what is at hand. @param cardId the card that the question has become */
export function viewAnswered(
  { session, item }: { session: PracticeSession; item: PracticeItem },
  question: Question,
  cardId: string | null,
  at: Date,
) {
  return { session: summaryOf(session, at), item: viewItem(session, item, question, cardId) }
}

export function summaryOf(session: PracticeSession, at: Date) {
  const { resumedAt: _, settings, ...rest } = session
  return {
    ...rest,
    filter: settings,
    // Until a timed session is over, how many are right would tell which.
    correctCount: session.mode === "timed" && session.completedAt === null ? 0 : session.correctCount,
    activeMs: activeMsAt(session, at),
    remainingMs: remainingMsAt(session, at),
  }
}

/** Items whose question is gone are left out. */
async function viewItems(tx: Tx, userId: string, session: PracticeSession, items: readonly PracticeItem[]) {
  const ids = items.map(({ questionId }) => questionId)
  const [questions, cardIds] = await Promise.all([
    listQuestionsByIds(tx, userId, ids),
    listQuestionCardIds(tx, userId, ids),
  ])
  const byId = new Map(questions.map((question) => [question.id, question]))
  return items.flatMap((item) => {
    const question = byId.get(item.questionId)
    return question ? viewItem(session, item, question, cardIds.get(question.id) ?? null) : []
  })
}

function viewItem(session: PracticeSession, item: PracticeItem, question: Question, cardId: string | null) {
  return {
    position: item.position,
    questionId: item.questionId,
    question: {
      type: question.type,
      stem: question.stem,
      options: item.optionOrder.flatMap((id) =>
        question.options.filter((option) => option.id === id).map(({ text }) => ({ id, text })),
      ),
      hint: question.hint,
      difficulty: question.difficulty,
      topicName: question.topicName,
      materialTitle: question.source?.materialTitle ?? null,
    },
    isFlagged: item.isFlagged,
    isSkipped: item.isSkipped,
    answer: viewAnswer(session, item, question, cardId),
  }
}

function viewAnswer(session: PracticeSession, item: PracticeItem, question: Question, cardId: string | null) {
  const isTold = isRevealed(session, item)
  if (item.answeredAt === null && !isTold) return null
  return {
    selectedOptionIds: item.selectedOptionIds ?? [],
    typedAnswer: item.typedAnswer,
    confidence: item.confidence,
    responseTimeMs: item.responseTimeMs,
    isCorrect: isTold ? item.isCorrect : null,
    feedback: isTold ? feedbackOf(item, question, cardId) : null,
  }
}

/** Everything that is told once the answer is in. */
function feedbackOf(item: PracticeItem, question: Question, cardId: string | null) {
  const isTypedQuestion = isTyped(question.type)
  const correct = question.options.filter(({ isCorrect }) => isCorrect)
  return {
    isCorrect: item.isCorrect === true,
    isClose: gradeAnswer(question, { selectedOptionIds: [], typedAnswer: item.typedAnswer, selfGrade: null }).isClose,
    correctOptionIds: isTypedQuestion ? [] : correct.map(({ id }) => id),
    acceptedAnswers: isTypedQuestion ? correct.map(({ text }) => text) : [],
    rationales: Object.fromEntries(
      question.options.flatMap(({ id, rationale }) => (rationale === null ? [] : [[id, rationale]])),
    ),
    explanation: question.explanation,
    source: question.source,
    xpEarned: item.xpEarned,
    cardId,
  }
}

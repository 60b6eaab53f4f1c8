import type { Tx } from "../../platform/database/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { NotFoundError } from "../../shared/errors.ts"
import { gradeAnswer, isTyped, listQuestionsByIds, listTopicNames, type Question } from "../questions/index.ts"
import { listQuestionCardIds } from "../reviews/index.ts"
import { endIfRunOut } from "./finish-session.ts"
import { activeMsAt, isRevealed, type PracticeItem, type PracticeSession, remainingMsAt } from "./practice-session.ts"
import { findItem, findSession, listItems } from "./session-store.ts"

/** What surrounds the items of a session: names, and cards of missed questions. */
interface Surroundings {
  questions: Map<string, Question>
  topicNames: Map<string, string>
  cardIds: Map<string, string>
}

/** A session as its learner may see it: no solution before its time. Ends it first when its time is up. @throws NotFoundError */
export async function viewSession(deps: Pick<Deps, "db" | "clock" | "events">, userId: string, id: string) {
  const found = await deps.db.readAsLearner(userId, (tx) => findSession(tx, userId, id))
  if (!found) throw new NotFoundError("session-unknown", "There is no such practice session.")
  await endIfRunOut(deps, userId, found)
  return deps.db.readAsLearner(userId, async (tx) => {
    const [session, items] = await Promise.all([findSession(tx, userId, id), listItems(tx, userId, id)])
    const around = await surroundingsOf(tx, userId, items)
    return {
      ...summaryOf(session ?? found, deps.clock.now()),
      items: items.flatMap((item) => viewItem(session ?? found, item, around) ?? []),
    }
  })
}

/** One item of a session, as after an answer. */
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
    const view = session && item && viewItem(session, item, await surroundingsOf(tx, userId, [item]))
    if (!session || !view) throw new NotFoundError("session-unknown", "There is no such practice session.")
    return { session: summaryOf(session, deps.clock.now()), item: view }
  })
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

async function surroundingsOf(tx: Tx, userId: string, items: readonly PracticeItem[]): Promise<Surroundings> {
  const ids = items.map(({ questionId }) => questionId)
  const [questions, cardIds] = await Promise.all([
    listQuestionsByIds(tx, userId, ids),
    listQuestionCardIds(tx, userId, ids),
  ])
  const topicIds = questions.flatMap(({ topicId }) => topicId ?? [])
  return {
    questions: new Map(questions.map((question) => [question.id, question])),
    topicNames: await listTopicNames(tx, userId, topicIds),
    cardIds,
  }
}

function viewItem(session: PracticeSession, item: PracticeItem, around: Surroundings) {
  const question = around.questions.get(item.questionId)
  if (!question) return null
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
      topicName: (question.topicId !== null && around.topicNames.get(question.topicId)) || null,
      materialTitle: question.source?.materialTitle ?? null,
    },
    isFlagged: item.isFlagged,
    isSkipped: item.isSkipped,
    answer: viewAnswer(session, item, question, around),
  }
}

function viewAnswer(session: PracticeSession, item: PracticeItem, question: Question, around: Surroundings) {
  const isTold = isRevealed(session, item)
  if (item.answeredAt === null && !isTold) return null
  return {
    selectedOptionIds: item.selectedOptionIds ?? [],
    typedAnswer: item.typedAnswer,
    confidence: item.confidence,
    responseTimeMs: item.responseTimeMs,
    isCorrect: isTold ? item.isCorrect : null,
    feedback: isTold ? feedbackOf(item, question, around.cardIds.get(question.id) ?? null) : null,
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

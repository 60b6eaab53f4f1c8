import type { Deps } from "../../platform/deps.ts"
import { ConflictError, NotFoundError } from "../../shared/errors.ts"
import { listQuestionsByIds, type Question } from "../questions/index.ts"
import { listQuestionCardIds } from "../reviews/index.ts"
import { isOver, type PracticeItem } from "./practice-session.ts"
import { findSession, listItems } from "./session-store.ts"
import { summaryOf } from "./session-view.ts"

interface Tally {
  answered: number
  correct: number
}

/** How a finished session went. @throws NotFoundError; ConflictError of type `session-running` */
export async function readResults(deps: Pick<Deps, "db" | "clock">, userId: string, id: string) {
  return deps.db.readAsLearner(userId, async (tx) => {
    const [session, items] = await Promise.all([findSession(tx, userId, id), listItems(tx, userId, id)])
    if (!session) throw new NotFoundError("session-unknown", "There is no such practice session.")
    if (!isOver(session)) throw new ConflictError("session-running", "Finish the session to see its results.")
    const ids = items.map(({ questionId }) => questionId)
    const missedIds = items.filter(({ isCorrect }) => isCorrect === false).map(({ questionId }) => questionId)
    const [questions, cards] = await Promise.all([
      listQuestionsByIds(tx, userId, ids),
      listQuestionCardIds(tx, userId, missedIds),
    ])
    const byId = new Map(questions.map((question) => [question.id, question]))
    const topicNames = new Map(questions.map(({ topicId, topicName }) => [topicId, topicName]))
    const of = (item: PracticeItem) => byId.get(item.questionId)
    return {
      session: summaryOf(session, deps.clock.now()),
      byTopic: [...tally(items, (item) => of(item)?.topicId ?? null)].map(([topicId, counts]) => ({
        topicId,
        name: topicNames.get(topicId) ?? "Without topic",
        ...counts,
      })),
      byDifficulty: [...tally(items, (item) => of(item)?.difficulty ?? ("medium" as Question["difficulty"]))].map(
        ([difficulty, counts]) => ({ difficulty, ...counts }),
      ),
      calibration: [...tally(items, (item) => item.confidence)].flatMap(([confidence, counts]) =>
        confidence === null ? [] : [{ confidence, ...counts }],
      ),
      averageTimeMs: averageTimeMs(items),
      missedCardCount: cards.size,
    }
  })
}

/** Answered and right ones by whatever `keyOf` says; unanswered items are left out. */
function tally<K>(items: readonly PracticeItem[], keyOf: (item: PracticeItem) => K): Map<K, Tally> {
  const counts = new Map<K, Tally>()
  for (const item of items) {
    if (item.answeredAt === null) continue
    const key = keyOf(item)
    const before = counts.get(key) ?? { answered: 0, correct: 0 }
    counts.set(key, { answered: before.answered + 1, correct: before.correct + (item.isCorrect ? 1 : 0) })
  }
  return counts
}

function averageTimeMs(items: readonly PracticeItem[]): number | null {
  const times = items.flatMap(({ answeredAt, responseTimeMs }) => (answeredAt === null ? [] : (responseTimeMs ?? [])))
  return times.length === 0 ? null : Math.round(times.reduce((sum, time) => sum + time, 0) / times.length)
}

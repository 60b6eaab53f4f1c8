import type { Tx } from "../../platform/database/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { InvalidError } from "../../shared/errors.ts"
import { assertClientId } from "../../shared/ids.ts"
import { type Difficulty, listAttempted } from "../learning-record/index.ts"
import { listPracticable, listQuestionsByIds, type QuestionFilter } from "../questions/index.ts"
import { type Candidate, chooseQuestions, orderOptions } from "./choose-questions.ts"
import type { PracticeFilter, PracticeMode, PracticeSession } from "./practice-session.ts"
import { insertSession } from "./session-store.ts"

export interface SessionRequest {
  id: string
  mode: PracticeMode
  filter: PracticeFilter
  /** At most; fewer where fewer fit. */
  count: number
  /** Timed sessions: the time for all questions. Default: 90 seconds each. */
  minutes?: number
  /** These very questions in this order, instead of a choice. */
  questionIds?: readonly string[]
}

const MS_PER_QUESTION = 90_000

/**
 * Starts a session of questions that fit. The same id again starts nothing new.
 * @throws InvalidError of type `no-questions` when nothing fits
 */
export async function createSession(
  deps: Pick<Deps, "db" | "clock">,
  userId: string,
  request: SessionRequest,
): Promise<void> {
  const at = deps.clock.now()
  assertClientId(request.id, at.getTime())
  await deps.db.asLearner(userId, async (tx) => {
    const ids =
      request.questionIds ??
      chooseQuestions(await listCandidates(tx, userId, request.filter), request.count, request.id)
    const chosen = await listQuestionsByIds(tx, userId, ids)
    if (chosen.length === 0) {
      throw new InvalidError(
        "no-questions",
        "There are no questions that fit this choice. Choose more materials or topics, or another difficulty.",
      )
    }
    const session: PracticeSession = {
      id: request.id,
      mode: request.mode,
      status: "active",
      settings: request.filter,
      totalQuestions: chosen.length,
      answeredCount: 0,
      correctCount: 0,
      xpEarned: 0,
      timeLimitMs:
        request.mode === "timed"
          ? request.minutes
            ? request.minutes * 60_000
            : chosen.length * MS_PER_QUESTION
          : null,
      activeMs: 0,
      resumedAt: at,
      startedAt: at,
      completedAt: null,
    }
    const items = chosen.map((question, i) => ({
      position: i + 1,
      questionId: question.id,
      optionOrder: orderOptions(question.type, question.options, `${request.id}:${question.id}`),
    }))
    await insertSession(tx, userId, { session, items })
  })
}

/** How many questions fit, in all and by difficulty: what the builder shows before anything is started. */
export async function countAvailable(
  deps: Pick<Deps, "db">,
  userId: string,
  filter: PracticeFilter,
): Promise<{ count: number; byDifficulty: Record<Difficulty, number> }> {
  const candidates = await deps.db.readAsLearner(userId, (tx) => listCandidates(tx, userId, filter))
  const byDifficulty = { easy: 0, medium: 0, hard: 0, nbme: 0 }
  for (const { difficulty } of candidates) byDifficulty[difficulty] += 1
  return { count: candidates.length, byDifficulty }
}

async function listCandidates(
  tx: Tx,
  userId: string,
  filter: PracticeFilter,
): Promise<(Candidate & { difficulty: Difficulty })[]> {
  const { only = "all", ...where } = filter
  const questionFilter: QuestionFilter = only === "flagged" ? { ...where, isFlagged: true } : where
  const [fitting, attempted] = await Promise.all([
    listPracticable(tx, userId, questionFilter),
    listAttempted(tx, userId),
  ])
  const isMissed = new Map(attempted.map((one) => [one.questionId, one.isMissed]))
  const candidates = fitting.map(({ id, difficulty, qualityScore }) => {
    const missed = isMissed.get(id)
    return {
      id,
      difficulty,
      qualityScore,
      standing: missed === undefined ? ("unseen" as const) : missed ? ("missed" as const) : ("known" as const),
    }
  })
  return only === "unseen" || only === "missed" ? candidates.filter(({ standing }) => standing === only) : candidates
}

import { hasRole, type Learner } from "../../../platform/api/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { ForbiddenError } from "../../../shared/errors.ts"
import { getEditable } from "../edit-question.ts"
import { LEAST_LEARNERS, type QuestionStatistics, statisticsOf } from "./statistics-of.ts"
import { findSums } from "./statistics-store.ts"

export interface StatisticsView {
  /** Null while fewer learners have answered than `leastLearners`. */
  statistics: QuestionStatistics | null
  leastLearners: number
}

/**
 * How a question of the bank does, for instructors. Figures over many learners, minutes old: read from the replica where there is one.
 * @throws NotFoundError; ForbiddenError for everybody else
 */
export async function readStatistics(deps: Pick<Deps, "db">, learner: Learner, id: string): Promise<StatisticsView> {
  if (!hasRole(learner.role, "instructor"))
    throw new ForbiddenError("instructor-needed", "Only instructors see how a question does with everybody.")
  const question = await getEditable(deps, learner, id)
  // A private question's answers are its owner's own progress.
  if (question.ownerId !== null) return { statistics: null, leastLearners: LEAST_LEARNERS }
  const { sums, counts } = await deps.db.readAsSystem("read-question-statistics", (tx) => findSums(tx, id))
  return { statistics: statisticsOf(sums, counts) ?? null, leastLearners: LEAST_LEARNERS }
}

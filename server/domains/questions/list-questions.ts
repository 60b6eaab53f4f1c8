import type { Deps } from "../../platform/deps.ts"
import type { Question } from "./question.ts"
import { pageOfQuestions, type QuestionFilter } from "./question-store.ts"
import { listSubjects, listTopics } from "./topic-store.ts"
import { growTopicTrees, type TopicForest } from "./topic-tree.ts"

/** A page of the questions a learner may see, the newest first. */
export function listQuestions(
  deps: Pick<Deps, "db">,
  userId: string,
  filter: QuestionFilter,
  page: { before: { at: Date; id: string } | null; limit: number },
): Promise<Question[]> {
  return deps.db.readAsLearner(userId, (tx) => pageOfQuestions(tx, userId, filter, page))
}

/** Subjects and topics as trees: the catalogue's and those of the learner's own materials. */
export async function readTopicTrees(deps: Pick<Deps, "db">, userId: string): Promise<TopicForest> {
  const [subjects, topics] = await deps.db.readAsLearner(userId, (tx) =>
    Promise.all([listSubjects(tx), listTopics(tx, userId)]),
  )
  return growTopicTrees(subjects, topics)
}

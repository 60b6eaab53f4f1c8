import { cutPage } from "../../platform/api/index.ts"
import { cached } from "../../platform/cache/index.ts"
import type { Deps } from "../../platform/deps.ts"
import type { Question } from "./question.ts"
import { pageOfQuestions, type QuestionFilter } from "./question-store.ts"
import { listSubjects, listTopics } from "./topic-store.ts"
import { growTopicTrees, type TopicForest } from "./topic-tree.ts"

/**
 * A page of the questions a learner may see, the newest first, without their answers. Pages are cached; those of a search are
 * not, since hardly anybody searches twice for the same words.
 */
export function listQuestions(
  deps: Pick<Deps, "db" | "cache">,
  userId: string,
  filter: QuestionFilter,
  page: { before: { at: Date; id: string } | null; limit: number },
) {
  const read = async () => {
    const rows = await deps.db.readAsLearner(userId, (tx) =>
      pageOfQuestions(tx, userId, filter, { ...page, limit: page.limit + 1 }),
    )
    const { items, nextCursor } = cutPage(rows, page.limit, ({ createdAt, id }) => ({ at: createdAt, id }))
    return { items: items.map((question) => summaryOf(question, userId)), nextCursor }
  }
  if (filter.text !== undefined) return read()
  const { topicIds, difficulties, ...others } = filter
  const rest = JSON.stringify([topicIds?.slice(1), difficulties?.slice(1), others, page])
  return deps.cache.wrap(cached.questions(userId, topicIds?.[0], difficulties?.[0], rest), read)
}

function summaryOf(question: Question, userId: string) {
  const { id, type, stem, difficulty, topicId, origin, isDraft, isVerified, isFlagged, createdAt } = question
  return {
    ...{ id, type, stem, difficulty, topicId, origin, isDraft, isVerified, isFlagged, createdAt },
    isOwn: question.ownerId === userId,
    materialId: question.source?.materialId ?? null,
  }
}

/** Subjects and topics as trees: the catalogue's and those of the learner's own materials. */
export async function readTopicTrees(deps: Pick<Deps, "db">, userId: string): Promise<TopicForest> {
  const [subjects, topics] = await deps.db.readAsLearner(userId, (tx) =>
    Promise.all([listSubjects(tx), listTopics(tx, userId)]),
  )
  return growTopicTrees(subjects, topics)
}

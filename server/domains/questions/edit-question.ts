import { hasRole, type Learner } from "../../platform/api/index.ts"
import type { Tx } from "../../platform/database/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { ConflictError, ForbiddenError, InvalidError, NotFoundError } from "../../shared/errors.ts"
import { assertClientId } from "../../shared/ids.ts"
import type { NewQuestion, Question } from "./question.ts"
import { faultsOfQuestion } from "./question-rules.ts"
import { findQuestion, insertQuestions, markQuestion, type QuestionMarks, updateQuestion } from "./question-store.ts"
import { findTopicReach } from "./topic-store.ts"

type Needs = Pick<Deps, "db" | "clock">

export type QuestionDraft = Omit<NewQuestion, "ownerId" | "origin" | "authorId">
export type QuestionChange = Partial<
  Pick<
    Question,
    "type" | "stem" | "options" | "hint" | "difficulty" | "points" | "topicId" | "subjectId" | "explanation"
  >
>

/**
 * Adds a question: a learner's is their own, an instructor's goes into the bank when `isForEverybody`.
 * The same id again returns what is there.
 * @throws InvalidError that names every fault; ForbiddenError
 */
export async function createQuestion(
  deps: Needs,
  learner: Learner,
  draft: QuestionDraft,
  isForEverybody: boolean,
): Promise<Question> {
  assertClientId(draft.id, deps.clock.now().getTime())
  refuse(draft)
  if (isForEverybody && !hasRole(learner.role, "instructor")) {
    throw new ForbiddenError("instructor-needed", "Only instructors add questions for everybody.")
  }
  const { userId } = learner
  const ownerId = isForEverybody ? null : userId
  return actOn(deps, learner, ownerId, "add-bank-question", async (tx) => {
    await refuseTopic(tx, userId, { ownerId, topicId: draft.topicId ?? null })
    await insertQuestions(tx, [{ ...draft, ownerId, authorId: userId, origin: "hand-written", isDraft: false }])
    const stored = await findQuestion(tx, userId, draft.id)
    if (!stored)
      throw new ConflictError(
        "question-id-taken",
        "This id belongs to another question. Make a new one and send it again.",
      )
    return stored
  })
}

/**
 * Changes a question; the version before is kept and the mark "verified" goes.
 * @throws NotFoundError; ForbiddenError; InvalidError
 */
export async function changeQuestion(
  deps: Needs,
  learner: Learner,
  id: string,
  change: QuestionChange,
): Promise<Question> {
  const before = await getEditable(deps, learner, id)
  const after = { ...before, ...change }
  refuse(after)
  return actOn(deps, learner, before.ownerId, "edit-bank-question", async (tx) => {
    if (after.topicId !== before.topicId) await refuseTopic(tx, learner.userId, after)
    await updateQuestion(tx, before, after, learner.userId, deps.clock.now())
    return getQuestion(tx, learner.userId, id)
  })
}

/** Marks a question as checked (or not). Its owner and instructors may. */
export async function verifyQuestion(
  deps: Needs,
  learner: Learner,
  id: string,
  isVerified: boolean,
): Promise<Question> {
  return mark(deps, learner, id, { isVerified })
}

/** Takes a question out of practice. It is kept: it may have been attempted. */
export async function retireQuestion(deps: Needs, learner: Learner, id: string): Promise<void> {
  await mark(deps, learner, id, { isActive: false })
}

/** Anybody who sees a question may say that something is wrong with it; its owner or an instructor looks at it. */
export async function flagQuestion(
  deps: Needs,
  learner: Learner,
  id: string,
  isFlagged: boolean,
  reason: string | null,
): Promise<void> {
  const question = await deps.db.readAsLearner(learner.userId, (tx) => getQuestion(tx, learner.userId, id))
  if (!isFlagged && question.ownerId === null && !hasRole(learner.role, "instructor")) {
    throw new ForbiddenError("instructor-needed", "An instructor looks at this question and takes the flag away.")
  }
  await actOn(deps, learner, question.ownerId, "flag-bank-question", (tx) =>
    markQuestion(tx, id, { isFlagged, flagReason: isFlagged ? reason : null }, deps.clock.now()),
  )
}

/** A question with its solution, for those who may edit it. @throws NotFoundError; ForbiddenError */
export async function getEditable(deps: Pick<Deps, "db">, learner: Learner, id: string): Promise<Question> {
  const question = await deps.db.readAsLearner(learner.userId, (tx) => getQuestion(tx, learner.userId, id))
  if (question.ownerId !== learner.userId && !hasRole(learner.role, "instructor")) {
    throw new ForbiddenError(
      "instructor-needed",
      "Practise this question to see its answer. Only instructors open it here.",
    )
  }
  return question
}

async function mark(deps: Needs, learner: Learner, id: string, marks: QuestionMarks): Promise<Question> {
  const question = await getEditable(deps, learner, id)
  return actOn(deps, learner, question.ownerId, "mark-bank-question", async (tx) => {
    await markQuestion(tx, id, marks, deps.clock.now())
    return getQuestion(tx, learner.userId, id)
  })
}

/** A learner's own question is written as that learner; the bank by a system use-case, after the role was checked. */
function actOn<T>(
  deps: Needs,
  learner: Learner,
  ownerId: string | null,
  useCase: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return ownerId === learner.userId ? deps.db.asLearner(learner.userId, work) : deps.db.asSystem(useCase, work)
}

async function getQuestion(tx: Tx, userId: string, id: string): Promise<Question> {
  const question = await findQuestion(tx, userId, id)
  if (!question) throw new NotFoundError("question-unknown", "There is no such question, or it is not yours to see.")
  return question
}

function refuse(question: Parameters<typeof faultsOfQuestion>[0]): void {
  const fields = faultsOfQuestion(question)
  if (fields.length > 0)
    throw new InvalidError("question-invalid", fields.map(({ message }) => message).join(" "), { fields })
}

/**
 * A question stands under a topic that all who are asked it see: its name would be somebody's private one else.
 * @throws InvalidError for the field `topicId`
 */
async function refuseTopic(
  tx: Tx,
  userId: string,
  { ownerId, topicId }: Pick<Question, "ownerId" | "topicId">,
): Promise<void> {
  if (topicId === null) return
  const reach = await findTopicReach(tx, userId, topicId)
  if (reach === "everybody" || (reach === "own" && ownerId === userId)) return
  const message =
    reach === "own"
      ? "This topic is yours alone. For everybody, choose one of a subject, or none."
      : "There is no such topic. Choose another one."
  throw new InvalidError("question-invalid", message, { fields: [{ path: "topicId", message }] })
}

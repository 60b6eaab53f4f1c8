import { commitWith, type Tx } from "../../platform/database/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { ConflictError, InvalidError, NotFoundError } from "../../shared/errors.ts"
import { assertClientId } from "../../shared/ids.ts"
import { type HeldRecord, holdRecord, type RecordOutcome, recordInteraction } from "../learning-record/index.ts"
import { findQuestion, gradeAnswer, isTyped, type Question, topicIdOf } from "../questions/index.ts"
import { findMissedCard, listQuestionCardIds } from "../reviews/index.ts"
import { interactionOf } from "./answer-interaction.ts"
import { completeSession } from "./finish-session.ts"
import { hasRunOut, isOver, type PracticeItem, type PracticeSession } from "./practice-session.ts"
import { findItem, lockSession, questionIdAt, updateItem, updateSession, writeAnswer } from "./session-store.ts"
import { viewAnswered } from "./session-view.ts"

export interface AnswerRequest {
  /** Id of the interaction, made by the client: sending it again counts once. */
  interactionId: string
  position: number
  selectedOptionIds: string[]
  typedAnswer: string | null
  confidence: number | null
  responseTimeMs: number
  /** Essays: the learner's own verdict after comparing; null to hand the text in and see what to compare it with. */
  selfGrade: boolean | null
}

export interface AnswerOutcome extends ReturnType<typeof viewAnswered> {
  /** Null in timed mode: what an answer brings is told at the end. */
  record: RecordOutcome | null
}

/** What an answer is about, session and record being held until the transaction ends. */
interface Asked {
  session: PracticeSession
  item: PracticeItem
  question: Question
  held: HeldRecord
}

/**
 * Answers a question of a session. Tutor mode: graded, recorded and told at once, for good. Timed mode: kept, and may
 * be changed until the end. The same interaction id again gives the same result and counts once. Two round trips: hold
 * and read all that is concerned, write everything and commit; a missed question's card is looked for between.
 * @throws NotFoundError; ConflictError of type `already-answered`, `session-over`, `session-paused` or `time-over`; InvalidError
 */
export async function answerQuestion(
  deps: Pick<Deps, "db" | "clock" | "events">,
  userId: string,
  sessionId: string,
  request: AnswerRequest,
): Promise<AnswerOutcome> {
  const at = deps.clock.now()
  assertClientId(request.interactionId, at.getTime())
  const answer = async (tx: Tx) => {
    const asked = await holdAsked(tx, userId, sessionId, request, at)
    const { session, item, question } = asked
    if (item.interactionId === request.interactionId) return repeated(deps, tx, userId, asked, at)
    if (hasRunOut(session, at)) {
      await completeSession(deps, tx, userId, session, at)
      return "time-over" as const
    }
    refuseAnswer(session, item)
    if (isToBeCompared(session, question, request)) return keepText(tx, userId, asked, request, at)
    const answered = { ...asked, item: gradedItem(question, item, request, at) }
    return session.mode === "timed"
      ? keepAnswer(tx, userId, answered, item.answeredAt === null, at)
      : recordAnswer(deps, tx, userId, answered, at)
  }
  const outcome = await deps.db.asLearner(userId, answer, { keepsPlans: true })
  deps.events.publish(userId, { type: "stats" })
  if (outcome === "time-over") {
    throw new ConflictError(
      "time-over",
      "The time is up. What you had answered before counts; this answer came too late.",
    )
  }
  return outcome
}

async function recordAnswer(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  userId: string,
  { session, item, question, held }: Asked,
  at: Date,
): Promise<AnswerOutcome> {
  const missed = item.isCorrect === false ? await findMissedCard(tx, userId, question, at) : null
  const after = { session, item }
  // What is started together travels together; COMMIT goes with the last row.
  const [cardId, record] = await Promise.all([
    missed ? missed.bringBack().then(() => missed.id) : findCardId(tx, userId, question),
    recordInteraction(deps, tx, userId, interactionOf(session, item, question), {
      at,
      held,
      async alongside({ xpEarned }) {
        after.item = { ...item, xpEarned }
        after.session = {
          ...session,
          answeredCount: session.answeredCount + 1,
          correctCount: session.correctCount + (item.isCorrect ? 1 : 0),
          xpEarned: session.xpEarned + xpEarned,
        }
        await commitWith(tx, () => writeAnswer(tx, userId, after.session, after.item))
      },
    }),
  ])
  return { ...viewAnswered(after, question, cardId, at), record }
}

/** The card that a question has become. */
async function findCardId(tx: Tx, userId: string, { id }: Question): Promise<string | null> {
  return (await listQuestionCardIds(tx, userId, [id])).get(id) ?? null
}

/** An essay of a tutor session that has no verdict yet. */
function isToBeCompared(session: PracticeSession, question: Question, request: AnswerRequest): boolean {
  return session.mode === "tutor" && question.type === "essay" && request.selfGrade === null
}

/** Keeps an essay's text, after which its solution is shown; it is answered with the verdict. The first text stays. */
async function keepText(
  tx: Tx,
  userId: string,
  { session, item, question }: Asked,
  request: AnswerRequest,
  at: Date,
): Promise<AnswerOutcome> {
  const typedAnswer = item.typedAnswer ?? request.typedAnswer
  if ((typedAnswer ?? "").trim() === "") throw fault("typedAnswer", "Write an answer, or skip this question.")
  const kept = { ...item, typedAnswer }
  const [cardId] = await Promise.all([findCardId(tx, userId, question), updateItem(tx, userId, session.id, kept)])
  return { ...viewAnswered({ session, item: kept }, question, cardId, at), record: null }
}

async function keepAnswer(
  tx: Tx,
  userId: string,
  { session, item, question }: Asked,
  isFirst: boolean,
  at: Date,
): Promise<AnswerOutcome> {
  const after = isFirst ? { ...session, answeredCount: session.answeredCount + 1 } : session
  const [cardId] = await Promise.all([
    findCardId(tx, userId, question),
    updateItem(tx, userId, session.id, item),
    isFirst && updateSession(tx, userId, after),
  ])
  return { ...viewAnswered({ session: after, item }, question, cardId, at), record: null }
}

/** The answer arrived before and its reply was lost on the way. The record knows it and counts nothing again. */
async function repeated(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  userId: string,
  { session, item, question, held }: Asked,
  at: Date,
): Promise<AnswerOutcome> {
  const isKept = session.mode === "timed" && !isOver(session)
  const [cardId, record] = await Promise.all([
    findCardId(tx, userId, question),
    isKept ? null : recordInteraction(deps, tx, userId, interactionOf(session, item, question), { held }),
  ])
  return { ...viewAnswered({ session, item }, question, cardId, at), record }
}

function gradedItem(question: Question, item: PracticeItem, request: AnswerRequest, at: Date): PracticeItem {
  refuseFaultyAnswer(question, request)
  return {
    ...item,
    selectedOptionIds: isTyped(question.type) ? [] : request.selectedOptionIds,
    // What was handed in to be compared is not rewritten afterwards.
    typedAnswer: isTyped(question.type) ? (comparedText(question, item) ?? request.typedAnswer) : null,
    isCorrect: gradeAnswer(question, request).isCorrect,
    isSkipped: false,
    confidence: request.confidence,
    responseTimeMs: request.responseTimeMs,
    interactionId: request.interactionId,
    answeredAt: at,
  }
}

function comparedText(question: Question, item: PracticeItem): string | null {
  return question.type === "essay" && item.answeredAt === null ? item.typedAnswer : null
}

function refuseAnswer(session: PracticeSession, item: PracticeItem): void {
  if (isOver(session)) throw new ConflictError("session-over", "This session has ended. Start a new one.")
  if (session.status === "paused")
    throw new ConflictError("session-paused", "This session is paused. Resume it to go on.")
  if (session.mode === "tutor" && item.answeredAt !== null) {
    throw new ConflictError("already-answered", "You have answered this question, and its solution was shown.")
  }
}

function fault(path: string, message: string): InvalidError {
  return new InvalidError("answer-invalid", message, { fields: [{ path, message }] })
}

function refuseFaultyAnswer(question: Question, request: AnswerRequest): void {
  if (question.type === "essay") {
    if (request.selfGrade === null) throw fault("selfGrade", "Compare your answer and say whether it was right.")
  } else if (isTyped(question.type)) {
    if ((request.typedAnswer ?? "").trim() === "") throw fault("typedAnswer", "Type an answer, or skip this question.")
  } else {
    const known = new Set(question.options.map(({ id }) => id))
    if (request.selectedOptionIds.length === 0)
      throw fault("selectedOptionIds", "Choose an option, or skip this question.")
    if (request.selectedOptionIds.some((id) => !known.has(id)))
      throw fault("selectedOptionIds", "This option does not belong to the question.")
    if (question.type !== "multiple-answer" && new Set(request.selectedOptionIds).size > 1) {
      throw fault("selectedOptionIds", "Choose one option.")
    }
  }
}

/** A position of a session, held until the transaction ends. @throws NotFoundError */
export async function lockItem(tx: Tx, userId: string, sessionId: string, position: number) {
  const [session, item] = await Promise.all([
    lockSession(tx, userId, sessionId),
    // A statement of its own after the lock: it sees what the other device wrote while this one waited.
    findItem(tx, userId, sessionId, position),
  ])
  if (!session) throw new NotFoundError("session-unknown", "There is no such practice session.")
  if (!item) throw new NotFoundError("position-unknown", "This session has no question at this place.")
  return { session, item }
}

/** What is to be recorded is known when all of it has been read, so the record is read for what lies at this position. */
async function holdAsked(
  tx: Tx,
  userId: string,
  sessionId: string,
  { position, interactionId }: AnswerRequest,
  at: Date,
): Promise<Asked> {
  const questionId = questionIdAt(userId, sessionId, position)
  const about = { interactionId, questionId, topicId: topicIdOf(questionId), sessionId, undoesId: null }
  const [locked, question, held] = await Promise.all([
    lockItem(tx, userId, sessionId, position),
    findQuestion(tx, userId, questionId),
    holdRecord(tx, userId, about, at),
  ])
  if (!question) throw new NotFoundError("question-unknown", "This question is no longer there. Skip it.")
  return { ...locked, question, held }
}

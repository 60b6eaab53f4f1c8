import type { Deps } from "../../platform/deps.ts"
import { translate } from "../../platform/languages/index.ts"
import { ConflictError, InvalidError, NotFoundError } from "../../shared/errors.ts"
import { assertClientId } from "../../shared/ids.ts"
import type { Language } from "../../shared/language.ts"
import { recordInteraction } from "../learning-record/index.ts"
import { composeAnswer } from "./compose-answer.ts"
import { type Citation, type Conversation, titleFrom } from "./conversation.ts"
import { findConversation, updateConversation } from "./conversation-store.ts"
import { type FoundPassages, findPassages } from "./find-passages.ts"
import type { AnswerWay, Message, MessageStatus } from "./message.ts"
import { findMessage, hasMessages, saveMessage } from "./message-store.ts"
import type { Passage } from "./passage.ts"

export interface QuestionRequest {
  /** Of the question's message, the answer's message and the interaction; made by the client. */
  questionId: string
  answerId: string
  interactionId: string
  text: string
  /** Default: a hint in a teaching conversation, the direct answer in others. */
  way?: AnswerWay
  /** Of the tutor's own sentences. Default: English. */
  language?: Language
}

/** What happens while an answer comes, in this order: `passages`, perhaps a `note`, then `text` and `citation` by turns, then `done`. */
export type AnswerEvent =
  | { type: "note"; note: string }
  | { type: "passages"; searched: { materials: number; passages: number } }
  | { type: "text"; delta: string }
  | { type: "citation"; citation: Citation }
  | { type: "done"; message: Message }

type Needs = Pick<Deps, "db" | "clock" | "models" | "log">

const SHORTEST_QUESTION = 3
const NEAREST_SHOWN = 3
const NO_ANSWER = "Your material does not answer this."
const NOTHING_FOUND: FoundPassages = { passages: [], searched: { materials: 0, passages: 0 } }

/**
 * Answers a question from the material in the conversation's scope. The question is stored before anything is looked up, the answer
 * when it is whole; when it is stopped or fails, what had been given is stored and marked so. Asked again with the same answer id, a
 * whole answer is given again and any other is made anew. The same question may be asked with a further answer id: first for a hint,
 * then for the answer.
 * @throws NotFoundError; InvalidError for less than three characters; ConflictError for ids that belong to other messages;
 *   UnavailableError `answer-broke-off`
 */
export async function* askQuestion(
  deps: Needs,
  userId: string,
  conversationId: string,
  request: QuestionRequest,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent> {
  const startedAt = deps.clock.now()
  const asked = { ...request, text: checkedText(request, startedAt) }
  const { conversation, question, stored } = await storeQuestion(deps, userId, conversationId, asked, startedAt)
  if (stored) {
    yield* replay(stored)
    return
  }
  const way = request.way ?? (conversation.kind === "teaching" ? "hint" : "direct")
  const language = request.language ?? "en"
  const noAnswer = translate(NO_ANSWER, language)
  const draft = new AnswerDraft()
  let found = NOTHING_FOUND
  let engine: string | null = null
  try {
    found = await findPassages(deps, userId, conversation.scope, question.content)
    yield { type: "passages", searched: found.searched }
    const isLocal = conversation.scope.kind === "passage"
    const statements = composeAnswer(deps, {
      userId,
      question: question.content,
      passages: found.passages,
      isLocal,
      way,
      language,
      signal,
    })
    try {
      // Looked at before each statement: the built-in engine has all of them at once and would never notice.
      for (let step = await statements.next(); !signal.aborted; step = await statements.next()) {
        if (step.done) {
          engine = step.value
          break
        }
        if ("note" in step.value) {
          yield { type: "note", note: step.value.note }
          continue
        }
        engine = step.value.engine
        yield* draft.add(step.value)
      }
    } finally {
      await statements.return("")
    }
  } catch (error) {
    if (!signal.aborted) {
      await storeAnswer(deps, userId, conversationId, messageOf("failed"))
      throw error
    }
  }
  if (!signal.aborted && draft.citations.length === 0) yield { type: "text", delta: noAnswer }
  const message = messageOf(signal.aborted ? "stopped" : "complete")
  await storeAnswer(deps, userId, conversationId, message)
  if (message.status === "complete") yield { type: "done", message }

  function messageOf(status: MessageStatus): Message {
    const isAnswered = draft.citations.length > 0
    const isWhole = status === "complete"
    const now = deps.clock.now()
    return {
      id: request.answerId,
      role: "assistant",
      questionId: question.id,
      way,
      content: isAnswered ? draft.content : isWhole ? noAnswer : "",
      status,
      outcome: isAnswered ? "answered" : isWhole ? "no-answer" : null,
      citations: draft.citations,
      nearest:
        isWhole && !isAnswered
          ? found.passages.slice(0, NEAREST_SHOWN).map((passage, i) => citationOf({ passage, ...passage }, i + 1))
          : [],
      searched: found === NOTHING_FOUND ? null : found.searched,
      engine,
      responseTimeMs: Math.max(0, now.getTime() - startedAt.getTime()),
      createdAt: now,
    }
  }
}

function checkedText(request: QuestionRequest, now: Date): string {
  const ids = [request.questionId, request.answerId, request.interactionId]
  for (const id of ids) assertClientId(id, now.getTime())
  if (request.questionId === request.answerId)
    throw new InvalidError("ids-equal", "A question and its answer need ids of their own.")
  const text = request.text.trim()
  if (text.length < SHORTEST_QUESTION) {
    throw new InvalidError("question-too-short", `Ask with at least ${SHORTEST_QUESTION} characters.`, {
      fields: [{ path: "text", message: `Ask with at least ${SHORTEST_QUESTION} characters.` }],
    })
  }
  return text
}

/** The answer as it grows: each statement is followed by the number of its citation. */
class AnswerDraft {
  content = ""
  readonly citations: Citation[] = [];

  *add(statement: { text: string; passage: Passage; start: number; end: number }): Generator<AnswerEvent> {
    const { text, passage, start, end } = statement
    const same = this.citations.find(
      (known) => known.materialId === passage.materialId && known.start === start && known.end === end,
    )
    const citation = same ?? citationOf(statement, this.citations.length + 1)
    const delta = `${this.content === "" ? "" : "\n\n"}${text.replace(/\s+/g, " ").trim()} [${citation.number}]`
    // Both before either is given, so that an answer stopped between the two has no citation without its statement.
    this.content += delta
    if (!same) {
      this.citations.push(citation)
      yield { type: "citation", citation }
    }
    yield { type: "text", delta }
  }
}

function citationOf(
  { passage, start, end }: { passage: Passage; start: number; end: number },
  number: number,
): Citation {
  return {
    number,
    ownerId: passage.ownerId,
    materialId: passage.materialId,
    materialTitle: passage.materialTitle,
    sectionIndex: passage.sectionIndex,
    headingPath: passage.headingPath,
    pageNumber: passage.pageNumber,
    start,
    end,
    quote: passage.text.slice(start - passage.start, end - passage.start),
  }
}

interface Asked {
  conversation: Conversation
  question: Message
  /** The answer, where it was given before. */
  stored: Message | null
}

/** Stores a question that is new, and counts it; one that is there stays as it was asked. */
async function storeQuestion(
  deps: Needs,
  userId: string,
  conversationId: string,
  request: QuestionRequest,
  at: Date,
): Promise<Asked> {
  return deps.db.asLearner(userId, async (tx) => {
    const conversation = await findConversation(tx, userId, conversationId)
    if (!conversation) throw new NotFoundError("conversation-unknown", "There is no such conversation.")
    const known = await findMessage(tx, userId, conversationId, request.questionId)
    const answer = await findMessage(tx, userId, conversationId, request.answerId)
    if ((known && known.role !== "user") || (answer && answer.role !== "assistant")) throw idTaken()
    if (answer?.questionId && answer.questionId !== request.questionId) throw idTaken()
    if (known) {
      const isWhole = answer?.status === "complete"
      return { conversation, question: known, stored: isWhole ? answer : null }
    }
    const question: Message = {
      id: request.questionId,
      role: "user",
      questionId: null,
      way: null,
      content: request.text,
      status: "complete",
      outcome: null,
      citations: [],
      nearest: [],
      searched: null,
      engine: null,
      responseTimeMs: null,
      createdAt: at,
    }
    const isFirst = !(await hasMessages(tx, userId, conversationId))
    if (!(await saveMessage(tx, userId, conversationId, question))) throw idTaken()
    await updateConversation(tx, userId, conversationId, {
      lastMessageAt: at,
      isArchived: false,
      ...(isFirst ? { title: titleFrom(request.text) } : {}),
    })
    await recordInteraction(deps, tx, userId, {
      kind: "ask",
      id: request.interactionId,
      sessionId: conversationId,
      sessionKind: "chat",
    })
    return { conversation, question, stored: null }
  })
}

async function storeAnswer(deps: Needs, userId: string, conversationId: string, message: Message): Promise<void> {
  await deps.db.asLearner(userId, async (tx) => {
    const isThere = await updateConversation(tx, userId, conversationId, { lastMessageAt: message.createdAt })
    if (!isThere)
      throw new ConflictError("conversation-deleted", "This conversation was deleted while the answer was written.")
    if (!(await saveMessage(tx, userId, conversationId, message))) throw idTaken()
  })
}

function idTaken(): ConflictError {
  return new ConflictError("message-id-taken", "This id belongs to another message. Ask again with new ids.")
}

function* replay(message: Message): Generator<AnswerEvent> {
  if (message.searched) yield { type: "passages", searched: message.searched }
  for (const citation of message.citations) yield { type: "citation", citation }
  yield { type: "text", delta: message.content }
  yield { type: "done", message }
}

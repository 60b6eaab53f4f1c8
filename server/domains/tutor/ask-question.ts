import type { Deps } from "../../platform/deps.ts"
import { ConflictError, DomainError, InvalidError, NotFoundError } from "../../shared/errors.ts"
import { assertClientId } from "../../shared/ids.ts"
import { recordInteraction } from "../learning-record/index.ts"
import { answerExtractively } from "./answer-extractively.ts"
import { answerWithModel } from "./answer-with-model.ts"
import { type Citation, type Conversation, type Message, titleFrom } from "./conversation.ts"
import { findConversation, findMessage, listMessages, saveMessage, updateConversation } from "./conversation-store.ts"
import { findPassages } from "./find-passages.ts"
import type { Passage } from "./passage.ts"

export interface QuestionRequest {
  /** Of the question's message, the answer's message and the interaction; made by the client. */
  questionId: string
  answerId: string
  interactionId: string
  text: string
}

/** What happens while an answer comes, in this order: `passages`, then `text` and `citation` by turns, then `done`. */
export type AnswerEvent =
  | { type: "passages"; searched: { materials: number; passages: number } }
  | { type: "text"; delta: string }
  | { type: "citation"; citation: Citation }
  | { type: "done"; message: Message }

type Needs = Pick<Deps, "db" | "clock" | "models" | "log">

const SHORTEST_QUESTION = 3
const NEAREST_SHOWN = 3
const NO_ANSWER = "Your material does not answer this."

/**
 * Answers a question from the material in the conversation's scope. The question is stored before anything is looked
 * up, the answer when it is whole; asked again with the same answer id, the stored answer is given again.
 * @throws NotFoundError; InvalidError for less than three characters; ConflictError while the same answer is being written
 */
export async function* askQuestion(
  deps: Needs,
  userId: string,
  conversationId: string,
  request: QuestionRequest,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent> {
  const startedAt = deps.clock.now()
  for (const id of [request.questionId, request.answerId, request.interactionId])
    assertClientId(id, startedAt.getTime())
  const text = request.text.trim()
  if (text.length < SHORTEST_QUESTION) {
    throw new InvalidError("question-too-short", `Ask with at least ${SHORTEST_QUESTION} characters.`, {
      fields: [{ path: "text", message: `Ask with at least ${SHORTEST_QUESTION} characters.` }],
    })
  }
  const { conversation, stored } = await storeQuestion(deps, userId, conversationId, { ...request, text }, startedAt)
  if (stored) {
    yield* replay(stored)
    return
  }

  const { passages, searched } = await findPassages(deps, userId, conversation.scope, text)
  yield { type: "passages", searched }
  const answer = new AnswerDraft()
  let engine = "built-in"
  try {
    if (deps.models.capabilities.text && passages.length > 0) {
      engine = deps.models.model ?? deps.models.engine
      for await (const statement of answerWithModel(deps.models, { userId, question: text, passages, signal })) {
        yield* answer.add(statement.text, statement.passage, statement)
      }
    } else {
      const extracted = answerExtractively(text, passages, { isLocal: conversation.scope.kind === "passage" })
      for (const quotation of extracted.quotations) yield* answer.add(quotation.quote, quotation.passage, quotation)
    }
  } catch (error) {
    if (signal.aborted) {
      await storeAnswer(deps, userId, conversationId, messageOf("stopped"))
      return
    }
    if (!(error instanceof DomainError)) throw error
    // The model is out of reach: quoting still works.
    deps.log.warn({ err: error, userId }, "the model did not answer; the built-in engine does")
    engine = "built-in"
    if (answer.citations.length === 0) {
      const extracted = answerExtractively(text, passages, { isLocal: conversation.scope.kind === "passage" })
      for (const quotation of extracted.quotations) yield* answer.add(quotation.quote, quotation.passage, quotation)
    }
  }
  if (answer.citations.length === 0) yield { type: "text", delta: NO_ANSWER }
  const message = messageOf("complete")
  await storeAnswer(deps, userId, conversationId, message)
  yield { type: "done", message }

  function messageOf(status: "complete" | "stopped"): Message {
    const isAnswered = answer.citations.length > 0
    const now = deps.clock.now()
    return {
      id: request.answerId,
      role: "assistant",
      content: isAnswered ? answer.content : status === "stopped" ? "" : NO_ANSWER,
      status,
      outcome: isAnswered ? "answered" : status === "stopped" ? null : "no-answer",
      citations: answer.citations,
      nearest: isAnswered
        ? []
        : passages.slice(0, NEAREST_SHOWN).map((passage, i) => citationOf(passage, passage, i + 1)),
      searched,
      engine,
      responseTimeMs: Math.max(0, now.getTime() - startedAt.getTime()),
      createdAt: now,
    }
  }
}

/** The answer as it grows: each statement is followed by the number of its citation. */
class AnswerDraft {
  content = ""
  readonly citations: Citation[] = [];

  *add(text: string, passage: Passage, range: { start: number; end: number; quote?: string }): Generator<AnswerEvent> {
    const same = this.citations.find(
      ({ materialId, start, end }) => materialId === passage.materialId && start === range.start && end === range.end,
    )
    const citation = same ?? citationOf(passage, range, this.citations.length + 1)
    if (!same) {
      this.citations.push(citation)
      yield { type: "citation", citation }
    }
    const delta = `${this.content === "" ? "" : "\n\n"}${text.replace(/\s+/g, " ").trim()} [${citation.number}]`
    this.content += delta
    yield { type: "text", delta }
  }
}

function citationOf(passage: Passage, range: { start: number; end: number }, number: number): Citation {
  return {
    number,
    ownerId: passage.ownerId,
    materialId: passage.materialId,
    materialTitle: passage.materialTitle,
    sectionIndex: passage.sectionIndex,
    headingPath: passage.headingPath,
    pageNumber: passage.pageNumber,
    start: range.start,
    end: range.end,
    quote: passage.text.slice(range.start - passage.start, range.end - passage.start),
  }
}

async function storeQuestion(
  deps: Needs,
  userId: string,
  conversationId: string,
  request: QuestionRequest,
  at: Date,
): Promise<{ conversation: Conversation; stored: Message | null }> {
  return deps.db.asLearner(userId, async (tx) => {
    const conversation = await findConversation(tx, userId, conversationId)
    if (!conversation) throw new NotFoundError("conversation-unknown", "There is no such conversation.")
    const answer = await findMessage(tx, userId, conversationId, request.answerId)
    if (answer && answer.status !== "stopped" && answer.status !== "failed") return { conversation, stored: answer }
    const isFirst = (await listMessages(tx, userId, conversationId)).length === 0
    await saveMessage(tx, userId, conversationId, {
      id: request.questionId,
      role: "user",
      content: request.text,
      status: "complete",
      outcome: null,
      citations: [],
      nearest: [],
      searched: null,
      engine: null,
      responseTimeMs: null,
      createdAt: at,
    })
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
    return { conversation, stored: null }
  })
}

async function storeAnswer(deps: Needs, userId: string, conversationId: string, message: Message): Promise<void> {
  await deps.db.asLearner(userId, async (tx) => {
    await saveMessage(tx, userId, conversationId, message)
    const isThere = await updateConversation(tx, userId, conversationId, { lastMessageAt: message.createdAt })
    if (!isThere)
      throw new ConflictError("conversation-deleted", "This conversation was deleted while the answer was written.")
  })
}

function* replay(message: Message): Generator<AnswerEvent> {
  if (message.searched) yield { type: "passages", searched: message.searched }
  for (const citation of message.citations) yield { type: "citation", citation }
  yield { type: "text", delta: message.content }
  yield { type: "done", message }
}

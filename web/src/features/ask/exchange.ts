import type { components } from "../../lib/api-schema.d.ts"
import type { LiveEvent } from "../../lib/live.ts"

export type Scope = components["schemas"]["Scope"]
export type Message = components["schemas"]["Message"]
export type Citation = components["schemas"]["Citation"]
/** "hint": first where to look and how it begins, the answer when the learner asks for it. */
export type AnswerWay = NonNullable<Message["way"]>

/** A question on its way to its answer. */
export interface Exchange {
  conversationId: string
  /** The conversation itself is still to be made, with this scope. */
  newScope: Scope | undefined
  questionId: string
  answerId: string
  way: AnswerWay
  text: string
  /** ISO 8601. */
  askedAt: string
  status: "searching" | "answering" | "stopped" | "failed" | "done"
  searched: Message["searched"]
  /** As far as it has come. */
  content: string
  citations: Citation[]
  /** Why it failed. */
  error: unknown
  /** The whole answer, once it is there. */
  answer: Message | undefined
}

const laterMs: Record<AnswerWay, number> = { direct: 1, hint: 2 }

/**
 * The id of a question's answer: the question's own a millisecond later, of its hint two. So it sorts after its question,
 * and a question asked again, even after the page was loaded anew, gets the same answer and not a second one.
 */
export function answerIdOf(questionId: string, way: AnswerWay): string {
  const atMs = Number.parseInt(questionId.slice(0, 8) + questionId.slice(9, 13), 16) + laterMs[way]
  const hex = atMs.toString(16).padStart(12, "0")
  return `${hex.slice(0, 8)}-${hex.slice(8)}${questionId.slice(13)}`
}

export function beginExchange(from: {
  conversationId: string
  questionId: string
  /** Of an answer that broke off or was stopped and is asked for again; else it follows from the question. */
  answerId?: string | undefined
  way: AnswerWay
  text: string
  askedAt: string
  newScope?: Scope | undefined
}): Exchange {
  return {
    ...from,
    newScope: from.newScope,
    answerId: from.answerId ?? answerIdOf(from.questionId, from.way),
    status: "searching",
    searched: null,
    content: "",
    citations: [],
    error: undefined,
    answer: undefined,
  }
}

export function isRunning(exchange: Exchange | undefined): boolean {
  return exchange?.status === "searching" || exchange?.status === "answering"
}

/** What the exchange is after one event of the answer's stream. Unknown events change nothing. */
export function afterEvent(exchange: Exchange, { name, data }: LiveEvent): Exchange {
  switch (name) {
    case "passages":
      return { ...exchange, searched: (data as { searched: Message["searched"] }).searched }
    case "citation":
      return {
        ...exchange,
        status: "answering",
        citations: [...exchange.citations, (data as { citation: Citation }).citation],
      }
    case "text":
      return { ...exchange, status: "answering", content: exchange.content + (data as { delta: string }).delta }
    case "done":
      return { ...exchange, status: "done", answer: data as Message }
    default:
      return exchange
  }
}

/** The question as the conversation's messages have it. */
export function questionOf(exchange: Exchange): Message {
  return {
    id: exchange.questionId,
    role: "user",
    questionId: null,
    way: null,
    content: exchange.text,
    status: "complete",
    outcome: null,
    citations: [],
    nearest: [],
    searched: null,
    engine: null,
    responseTimeMs: null,
    createdAt: exchange.askedAt,
  }
}

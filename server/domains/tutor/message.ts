import type { Citation } from "./conversation.ts"

export const answerWays = ["direct", "hint"] as const
/** `hint`: where the answer stands and how it begins, so that the learner can try first. */
export type AnswerWay = (typeof answerWays)[number]

/** An answer that was stopped or failed holds what had been given until then, and may be asked for again. */
export type MessageStatus = "streaming" | "complete" | "stopped" | "failed"

export interface Message {
  id: string
  role: "user" | "assistant" | "system"
  /** Of answers: the question they answer. */
  questionId: string | null
  /** Of answers. */
  way: AnswerWay | null
  content: string
  status: MessageStatus
  /** For answers: whether the material had one. */
  outcome: "answered" | "no-answer" | null
  citations: Citation[]
  /** Without an answer: the passages that come nearest. */
  nearest: Citation[]
  /** How far was searched. */
  searched: { materials: number; passages: number } | null
  engine: string | null
  responseTimeMs: number | null
  createdAt: Date
}

/**
 * Questions by their time, each followed by its answers: a hint before the whole answer. The order is the same however ids fall
 * within a millisecond, and whatever a server's clock did between a question and its answer.
 */
export function inOrder(messages: readonly Message[]): Message[] {
  const questions = new Map(messages.filter(({ role }) => role === "user").map((message) => [message.id, message]))
  const place = (message: Message) => {
    const question = message.questionId === null ? undefined : questions.get(message.questionId)
    const { createdAt, id } = question ?? message
    return {
      at: createdAt.getTime(),
      // Another message of the same moment that belongs to no question stands behind those that do.
      turn: question || message.role === "user" ? id : `~${id}`,
      rank: message.role === "user" ? 0 : message.way === "hint" ? 1 : 2,
    }
  }
  return messages
    .map((message) => ({ message, ...place(message) }))
    .sort(
      (a, b) =>
        a.at - b.at ||
        compare(a.turn, b.turn) ||
        a.rank - b.rank ||
        a.message.createdAt.getTime() - b.message.createdAt.getTime() ||
        compare(a.message.id, b.message.id),
    )
    .map(({ message }) => message)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

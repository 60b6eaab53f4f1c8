import { type Citation, type Exchange, isRunning, type Message, questionOf } from "./exchange.ts"

/** A question with its answer, or with the state it is in. */
export interface Turn {
  question: Message
  /** As it is stored. */
  answer: Message | undefined
  /** While it is on its way, was stopped or failed. */
  exchange: Exchange | undefined
}

/** By time; at the same moment the question comes before its answer. */
function inOrder(messages: readonly Message[]): Message[] {
  const rank = (message: Message): number => (message.role === "user" ? 0 : 1)
  return [...messages].sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt) || rank(a) - rank(b))
}

/** The messages of a conversation and the question on its way, as turns in the order they are read. */
export function turnsOf(messages: readonly Message[], exchange: Exchange | undefined): Turn[] {
  const turns: Turn[] = []
  for (const message of inOrder(messages)) {
    if (message.role === "user") turns.push({ question: message, answer: undefined, exchange: undefined })
    if (message.role !== "assistant") continue
    // After a hint or a break the same question is answered once more: the latest answer stands.
    const named = turns.find(({ question }) => question.id === message.questionId)
    const turn = named ?? turns.at(-1)
    if (turn && (named || !turn.answer)) turn.answer = message
  }
  if (!exchange) return turns
  const asked = turns.find((turn) => turn.question.id === exchange.questionId)
  if (!asked) turns.push({ question: questionOf(exchange), answer: exchange.answer, exchange })
  // A stopped answer that is asked for again gives way to the new one.
  else if (isRunning(exchange) || asked.answer?.status !== "complete") asked.exchange = exchange
  return turns
}

/** The sources a turn shows: of its answer, or the nearest ones where there is none. */
export function sourcesOf({ answer, exchange }: Turn): Citation[] {
  if (exchange && exchange.status !== "done") return exchange.citations
  const whole = answer ?? exchange?.answer
  if (!whole) return []
  return whole.citations.length > 0 ? whole.citations : whole.nearest
}

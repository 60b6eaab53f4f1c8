import { type AnswerWay, type Citation, type Exchange, isRunning, type Message, questionOf } from "./exchange.ts"

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
    // After a hint or a break the same question is answered once more: the latest answer stands, unless nothing came of it.
    const named = turns.find(({ question }) => question.id === message.questionId)
    const turn = named ?? turns.at(-1)
    if (turn && (!turn.answer || (named && hasSomething(message)))) turn.answer = message
  }
  if (!exchange) return turns
  const asked = turns.find((turn) => turn.question.id === exchange.questionId)
  if (!asked) turns.push({ question: questionOf(exchange), answer: exchange.answer, exchange })
  // A hint and a stopped answer give way to the answer that is asked for.
  else if (isRunning(exchange) || !isSettled(asked.answer, exchange)) asked.exchange = exchange
  return turns
}

function hasSomething({ status, content }: Message): boolean {
  return status === "complete" || content !== ""
}

function isSettled(answer: Message | undefined, exchange: Exchange): boolean {
  return answer?.status === "complete" && (answer.way !== "hint" || exchange.way === "hint")
}

/** How the turn's question is being answered, or was; undefined where nothing came of it. */
export function wayOf({ answer, exchange }: Turn): AnswerWay | undefined {
  return exchange?.way ?? (answer && (answer.way ?? "direct"))
}

/** What asks the turn's question again, this way: an answer that was not whole is made anew under its own id. */
export function againFrom(turn: Turn, way: AnswerWay) {
  const { question, answer, exchange } = turn
  const unfinished = [
    exchange?.status === "done" ? undefined : exchange,
    answer?.status === "complete" ? undefined : answer,
  ]
  const same = unfinished.find((one) => one && (one.way ?? "direct") === way)
  const answerId = same && ("answerId" in same ? same.answerId : same.id)
  return { questionId: question.id, answerId, way, text: question.content, askedAt: question.createdAt }
}

/** The sources a turn shows: of its answer, or the nearest ones where there is none. */
export function sourcesOf({ answer, exchange }: Turn): Citation[] {
  if (exchange && exchange.status !== "done") return exchange.citations
  const whole = answer ?? exchange?.answer
  if (!whole) return []
  return whole.citations.length > 0 ? whole.citations : whole.nearest
}

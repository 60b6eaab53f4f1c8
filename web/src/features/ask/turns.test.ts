import { describe, expect, it } from "vitest"
import { newId } from "../../lib/ids.ts"
import { beginExchange, type Citation, type Message } from "./exchange.ts"
import { sourcesOf, turnsOf } from "./turns.ts"

function message(role: Message["role"], createdAt: string, more: Partial<Message> = {}): Message {
  return {
    id: newId(),
    role,
    questionId: null,
    way: null,
    content: role,
    status: "complete",
    outcome: null,
    citations: [],
    nearest: [],
    searched: null,
    engine: null,
    responseTimeMs: null,
    createdAt,
    ...more,
  }
}

const eight = "2026-11-21T08:00:00Z"
const nine = "2026-11-21T09:00:00Z"

describe("turnsOf", () => {
  it("puts a question before its answer, even of the same moment and in the wrong order", () => {
    const [first, second] = [message("user", eight), message("user", nine)]
    const [answer, later] = [message("assistant", eight), message("assistant", nine)]
    const turns = turnsOf([answer, first, later, second], undefined)
    expect(turns.map((turn) => [turn.question.id, turn.answer?.id])).toEqual([
      [first.id, answer.id],
      [second.id, later.id],
    ])
  })

  it("puts an answer to the question it names, and the latest one over those before", () => {
    const [first, second] = [message("user", eight), message("user", nine)]
    const hint = message("assistant", eight, { questionId: first.id, way: "hint" })
    const late = message("assistant", "2026-11-21T10:00:00Z", { questionId: first.id, way: "direct" })
    const turns = turnsOf([first, hint, second, late], undefined)
    expect(turns.map(({ answer }) => answer?.id)).toEqual([late.id, undefined])
  })

  it("leaves a question without an answer open", () => {
    const turns = turnsOf([message("user", eight), message("user", nine)], undefined)
    expect(turns.map((turn) => turn.answer)).toEqual([undefined, undefined])
  })

  it("adds the question on its way, once", () => {
    const exchange = beginExchange({ conversationId: newId(), questionId: newId(), text: "Why?", askedAt: nine })
    const fresh = turnsOf([message("user", eight)], exchange)
    expect(fresh.at(-1)).toMatchObject({ question: { id: exchange.questionId, content: "Why?" }, exchange })
    const stored = turnsOf([message("user", nine, { id: exchange.questionId })], exchange)
    expect(stored).toHaveLength(1)
    expect(stored[0]?.exchange).toBe(exchange)
  })

  it("shows a stopped answer until it is asked for again, and a whole one rather than what came of it", () => {
    const question = message("user", eight)
    const stopped = message("assistant", eight, { status: "stopped" })
    const exchange = beginExchange({
      conversationId: newId(),
      questionId: question.id,
      text: "Why?",
      askedAt: eight,
    })
    expect(turnsOf([question, stopped], exchange)[0]?.exchange).toBe(exchange)
    const whole = message("assistant", eight)
    expect(turnsOf([question, whole], { ...exchange, status: "stopped" })[0]?.exchange).toBeUndefined()
  })
})

describe("sourcesOf", () => {
  const near = { number: 1, quote: "near" } as Citation
  const cited = { number: 1, quote: "cited" } as Citation

  it("takes the citations, else the nearest passages", () => {
    const question = message("user", eight)
    const refused = message("assistant", eight, { nearest: [near] })
    const answered = message("assistant", eight, { citations: [cited], nearest: [near] })
    expect(sourcesOf({ question, answer: refused, exchange: undefined })).toEqual([near])
    expect(sourcesOf({ question, answer: answered, exchange: undefined })).toEqual([cited])
    expect(sourcesOf({ question, answer: undefined, exchange: undefined })).toEqual([])
  })
})

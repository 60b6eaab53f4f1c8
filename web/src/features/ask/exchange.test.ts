import { describe, expect, it } from "vitest"
import { newId } from "../../lib/ids.ts"
import { afterEvent, answerIdOf, beginExchange, type Citation, isRunning } from "./exchange.ts"

const exchange = beginExchange({
  conversationId: newId(),
  questionId: newId(),
  way: "direct",
  text: "What is a buffer?",
  askedAt: "2026-11-21T08:00:00Z",
})

describe("answerIdOf", () => {
  it("is always the same for a question, sorts after it and is a UUIDv7", () => {
    const questionId = newId()
    for (const way of ["direct", "hint"] as const) {
      const answerId = answerIdOf(questionId, way)
      expect(answerIdOf(questionId, way)).toBe(answerId)
      expect(answerId > questionId).toBe(true)
      expect(answerId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(answerId.slice(14)).toBe(questionId.slice(14))
    }
  })

  it("is another for the hint than for the answer", () => {
    const questionId = newId()
    expect(answerIdOf(questionId, "hint")).not.toBe(answerIdOf(questionId, "direct"))
  })

  it("carries over into the upper part of the time", () => {
    expect(answerIdOf("01a1ffff-ffff-7452-996c-64f8dbcffae3", "direct")).toBe("01a20000-0000-7452-996c-64f8dbcffae3")
  })
})

describe("afterEvent", () => {
  const citation = { number: 1, quote: "It resists a change of pH." } as Citation

  it("grows by text and citations, and ends with the message", () => {
    const events = [
      { name: "passages", data: { searched: { materials: 2, passages: 40 } } },
      { name: "citation", data: { citation } },
      { name: "text", data: { delta: "It resists" } },
      { name: "text", data: { delta: " a change of pH. [1]" } },
    ]
    const grown = events.reduce(afterEvent, exchange)
    expect(grown).toMatchObject({
      status: "answering",
      searched: { materials: 2, passages: 40 },
      content: "It resists a change of pH. [1]",
      citations: [citation],
    })
    expect(isRunning(grown)).toBe(true)
    const whole = afterEvent(grown, { name: "done", data: { id: exchange.answerId } })
    expect(whole).toMatchObject({ status: "done", answer: { id: exchange.answerId } })
    expect(isRunning(whole)).toBe(false)
  })

  it("does not stumble over an event it does not know", () => {
    expect(afterEvent(exchange, { name: "thinking", data: {} })).toBe(exchange)
  })
})

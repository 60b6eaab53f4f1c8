import { describe, expect, it } from "vitest"
import { newId } from "../../lib/ids.ts"
import { answerIdOf, beginExchange, type Citation, type Message } from "./exchange.ts"
import { againFrom, sourcesOf, turnsOf, wayOf } from "./turns.ts"

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

const begin = (questionId: string, way: "direct" | "hint", askedAt = eight) =>
  beginExchange({ conversationId: newId(), questionId, way, text: "Why?", askedAt })

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
    const exchange = begin(newId(), "direct", nine)
    const fresh = turnsOf([message("user", eight)], exchange)
    expect(fresh.at(-1)).toMatchObject({ question: { id: exchange.questionId, content: "Why?" }, exchange })
    const stored = turnsOf([message("user", nine, { id: exchange.questionId })], exchange)
    expect(stored).toHaveLength(1)
    expect(stored[0]?.exchange).toBe(exchange)
  })

  it("shows a stopped answer until it is asked for again, and a whole one rather than what came of it", () => {
    const question = message("user", eight)
    const stopped = message("assistant", eight, { status: "stopped" })
    const exchange = begin(question.id, "direct")
    expect(turnsOf([question, stopped], exchange)[0]?.exchange).toBe(exchange)
    const whole = message("assistant", eight)
    expect(turnsOf([question, whole], { ...exchange, status: "stopped" })[0]?.exchange).toBeUndefined()
  })
})

describe("a hint first", () => {
  const question = message("user", eight)
  const hint = message("assistant", eight, { questionId: question.id, way: "hint", content: "Look in “Buffers”." })

  it("gives way to the answer that is asked for, also when that is stopped", () => {
    const exchange = begin(question.id, "direct")
    expect(turnsOf([question, hint], exchange)[0]).toMatchObject({ answer: hint, exchange })
    const stopped = { ...exchange, status: "stopped" as const }
    expect(turnsOf([question, hint], stopped)[0]?.exchange).toBe(stopped)
    const before = { ...begin(question.id, "hint"), status: "stopped" as const }
    expect(turnsOf([question, hint], before)[0]?.exchange).toBeUndefined()
  })

  it("stays when nothing came of the answer, and goes when something did", () => {
    const empty = message("assistant", nine, { questionId: question.id, way: "direct", status: "failed", content: "" })
    expect(turnsOf([question, hint, empty], undefined)[0]?.answer).toBe(hint)
    const begun = { ...empty, content: "A buffer" }
    expect(turnsOf([question, hint, begun], undefined)[0]?.answer).toBe(begun)
  })

  it("is asked for its answer with the same question and another answer", () => {
    const [turn] = turnsOf([question, hint], undefined)
    if (!turn) throw new Error("no turn")
    expect(wayOf(turn)).toBe("hint")
    const exchange = beginExchange({ conversationId: newId(), ...againFrom(turn, "direct") })
    expect(exchange).toMatchObject({ questionId: question.id, way: "direct", text: question.content })
    expect(exchange.answerId).toBe(answerIdOf(question.id, "direct"))
    expect(exchange.answerId).not.toBe(hint.id)
  })

  it("asks an unfinished answer again under its own id, another way under another", () => {
    const broken = message("assistant", nine, { questionId: question.id, way: "direct", status: "failed" })
    const turn = { question, answer: broken, exchange: undefined }
    expect(againFrom(turn, "direct").answerId).toBe(broken.id)
    expect(againFrom(turn, "hint").answerId).toBeUndefined()
    const exchange = { ...begin(question.id, "direct"), answerId: newId(), status: "failed" as const }
    expect(againFrom({ question, answer: undefined, exchange }, "direct").answerId).toBe(exchange.answerId)
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

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { inOrder, type Message } from "./message.ts"

const eight = new Date("2026-03-02T08:00:00.000Z")
const at = (ms: number) => new Date(eight.getTime() + ms)

function message(id: string, createdAt: Date, fields: Partial<Message> = {}): Message {
  return {
    id,
    role: "user",
    questionId: null,
    way: null,
    content: id,
    status: "complete",
    outcome: null,
    citations: [],
    nearest: [],
    searched: null,
    engine: null,
    responseTimeMs: null,
    createdAt,
    ...fields,
  }
}
const answer = (id: string, questionId: string | null, createdAt: Date, way: Message["way"] = "direct") =>
  message(id, createdAt, { role: "assistant", questionId, way })
const idsOf = (messages: readonly Message[]) => inOrder(messages).map(({ id }) => id)

describe("inOrder", () => {
  it("puts a question before its answer within one millisecond, whatever their ids are", () => {
    expect(idsOf([answer("a", "z", eight), message("z", eight)])).toEqual(["z", "a"])
    expect(idsOf([answer("z", "a", eight), message("a", eight)])).toEqual(["a", "z"])
  })

  it("keeps turns of the same moment apart, and an answer with its question though the clock went back", () => {
    const messages = [answer("1", "y", eight), message("x", eight), answer("2", "x", at(-5000)), message("y", eight)]
    expect(idsOf(messages)).toEqual(["x", "2", "y", "1"])
  })

  it("puts a hint before the whole answer", () => {
    expect(idsOf([answer("b", "q", at(9)), answer("c", "q", at(9), "hint"), message("q", eight)])).toEqual([
      "q",
      "c",
      "b",
    ])
  })

  it("goes by time for answers that name no question", () => {
    const old = [answer("b", null, eight), message("a", eight), message("c", at(1)), answer("0", null, at(2))]
    expect(idsOf(old)).toEqual(["a", "b", "c", "0"])
  })

  it("is the same for every order of the same messages", () => {
    const turns = fc.uniqueArray(
      fc.record({ id: fc.uuid(), ms: fc.integer({ min: 0, max: 3 }), later: fc.integer({ min: -2, max: 2 }) }),
      { selector: ({ id }) => id, maxLength: 8 },
    )
    fc.assert(
      fc.property(turns, fc.infiniteStream(fc.nat()), (made, random) => {
        const messages = made.flatMap(({ id, ms, later }) => [
          message(id, at(ms)),
          answer(`${id}-answer`, id, at(ms + later)),
        ])
        const shuffled = messages
          .map((one) => ({ one, key: random.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one)
        const ids = idsOf(shuffled)
        expect(ids).toEqual(idsOf(messages))
        for (const { id } of made) expect(ids.indexOf(`${id}-answer`)).toBe(ids.indexOf(id) + 1)
      }),
    )
  })
})

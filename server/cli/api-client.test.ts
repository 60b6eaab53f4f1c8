import fc from "fast-check"
import { expect, test } from "vitest"
import { readEvents, type StreamEvent } from "./api-client.ts"

const text = [
  ": a comment that keeps the line open",
  "",
  "event: text",
  'data: {"delta":"Größe"}',
  "",
  'data: {"a":',
  "data: 1}",
  "",
  "event: done",
  'data: {"outcome":"answered"}',
  "",
  "event: cut off",
].join("\n")

test("takes events apart wherever the pieces are cut", async () => {
  const bytes = new TextEncoder().encode(text)
  const cuts = fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(cuts, async (places) => {
      const bounds = [0, ...places.toSorted((a, b) => a - b), bytes.length]
      async function* pieces() {
        for (const [n, start] of bounds.entries()) yield bytes.subarray(start, bounds[n + 1] ?? bytes.length)
      }
      const events: StreamEvent[] = []
      for await (const event of readEvents(pieces())) events.push(event)
      expect(events).toEqual([
        { event: "text", data: { delta: "Größe" } },
        { event: "message", data: { a: 1 } },
        { event: "done", data: { outcome: "answered" } },
      ])
    }),
  )
})

import fc from "fast-check"
import { expect, it } from "vitest"
import { type LiveEvent, parseEventStream } from "./live.ts"

async function* pieces(text: string, cuts: number[]): AsyncGenerator<string> {
  let at = 0
  for (const cut of [...cuts].map((cut) => cut % (text.length + 1)).sort((a, b) => a - b)) {
    yield text.slice(at, cut)
    at = cut
  }
  yield text.slice(at)
}

async function collect(chunks: AsyncIterable<string>): Promise<LiveEvent[]> {
  const events: LiveEvent[] = []
  for await (const event of parseEventStream(chunks)) events.push(event)
  return events
}

const text =
  ': open\n\nevent: library\nid: 1\ndata: {"a":\ndata: 1}\n\n:\n\ndata:2\n\nevent: cut\ndata: "never finished"'

it("reads the same events wherever the network cuts the stream", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(), { maxLength: 12 }), fc.constantFrom("\n", "\r\n"), async (cuts, lineEnd) => {
      expect(await collect(pieces(text.replaceAll("\n", lineEnd), cuts))).toEqual([
        { name: "library", data: { a: 1 } },
        { name: "message", data: 2 },
      ])
    }),
  )
})

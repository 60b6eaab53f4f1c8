import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { createChangeQueue } from "./change-queue.ts"
import { offlineProblem, Problem } from "./problem.ts"

interface Fields {
  theme?: string
  day?: number
  goal?: number
}

/** A server that answers when it is told to, in which order it likes. */
function slowServer() {
  const record: Fields = { theme: "light", day: 4, goal: 30 }
  const open: { change: Fields; answer(): void; fail(error: unknown): void }[] = []
  return {
    record,
    open,
    send: (change: Fields) =>
      new Promise<Fields>((resolve, reject) => {
        open.push({
          change,
          answer() {
            Object.assign(record, change)
            resolve({ ...record })
          },
          fail: reject,
        })
      }),
  }
}

function setUp(options: { firstWaitMs?: number } = {}) {
  const server = slowServer()
  let shown: Fields = { ...server.record }
  const refused: unknown[] = []
  const troubles: string[] = []
  const queue = createChangeQueue<Fields, Fields>({
    send: server.send,
    onSaved: (answer) => {
      shown = { ...answer, ...queue.unsaved() }
    },
    onRefused: (error) => refused.push(error),
    onTrouble: (problem) => troubles.push(problem.type),
    ...options,
  })
  return {
    server,
    queue,
    refused,
    troubles,
    shown: () => shown,
    change(change: Fields) {
      shown = { ...shown, ...change }
      queue.change(change)
    },
  }
}

const answered = () => new Promise((resolve) => setTimeout(resolve))

describe("a queue of changes", () => {
  it("sends one at a time and merges what is changed meanwhile", async () => {
    const { server, change, queue } = setUp()
    change({ theme: "dark" })
    change({ day: 5 })
    change({ goal: 45 })
    change({ day: 6 })
    expect(server.open.map((request) => request.change)).toEqual([{ theme: "dark" }])
    expect(queue.unsaved()).toEqual({ theme: "dark", day: 6, goal: 45 })
    server.open[0]?.answer()
    await answered()
    expect(server.open.map((request) => request.change)).toEqual([{ theme: "dark" }, { day: 6, goal: 45 }])
    server.open[1]?.answer()
    await queue.settled()
    expect(server.record).toEqual({ theme: "dark", day: 6, goal: 45 })
    expect(queue.unsaved()).toEqual({})
    expect(queue.answers()).toBe(2)
  })

  it("never shows an older answer over a newer change", async () => {
    const { server, change, shown } = setUp()
    change({ theme: "dark" })
    change({ theme: "system", day: 5 })
    server.open[0]?.answer()
    await answered()
    expect(shown()).toEqual({ theme: "system", day: 5, goal: 30 })
  })

  it("loses nothing, whatever is changed while whatever answers are missing", async () => {
    const step = fc.oneof(
      fc.record({ theme: fc.constantFrom("light", "dark", "system") }),
      fc.record({ day: fc.integer({ min: 0, max: 23 }) }),
      fc.record({ goal: fc.integer({ min: 5, max: 90 }) }),
      fc.constant("answer" as const),
      fc.constant("break" as const),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const { server, change, queue, shown } = setUp({ firstWaitMs: 0 })
        const wanted: Fields = { ...server.record }
        let told = 0
        const next = async (work: "answer" | "fail") => {
          const request = server.open[told]
          if (!request) return
          told += 1
          if (work === "answer") request.answer()
          else request.fail(offlineProblem())
          await answered()
        }
        for (const one of steps) {
          if (one === "answer") await next("answer")
          else if (one === "break") await next("fail")
          else {
            Object.assign(wanted, one)
            change(one)
          }
          expect(shown()).toEqual(wanted)
        }
        while (Object.keys(queue.unsaved()).length > 0) {
          await next("answer")
          await answered()
        }
        expect(server.record).toEqual(wanted)
        expect(shown()).toEqual(wanted)
      }),
      { numRuns: 60 },
    )
  })

  it("says that no answer comes, and goes on", async () => {
    const { server, change, queue, troubles } = setUp({ firstWaitMs: 0 })
    change({ theme: "dark" })
    server.open[0]?.fail(offlineProblem())
    await expect.poll(() => server.open.length).toBe(2)
    server.open[1]?.answer()
    await queue.settled()
    expect(troubles).toEqual(["offline"])
    expect(server.record.theme).toBe("dark")
  })

  it("gives up what is refused, and sends the rest", async () => {
    const { server, change, queue, refused } = setUp()
    change({ day: 99 })
    change({ theme: "dark" })
    server.open[0]?.fail(new Problem({ type: "validation", status: 422, title: "No" }))
    await answered()
    server.open[1]?.answer()
    await queue.settled()
    expect(refused).toHaveLength(1)
    expect(server.record).toEqual({ theme: "dark", day: 4, goal: 30 })
    change({ goal: 60 })
    expect(server.open).toHaveLength(3)
  })

  it("sends what waits before the page goes", () => {
    const { server, change, queue } = setUp()
    queue.flush()
    expect(server.open).toHaveLength(0)
    change({ theme: "dark" })
    change({ day: 5 })
    queue.flush()
    expect(server.open.map((request) => request.change)).toEqual([{ theme: "dark" }, { theme: "dark", day: 5 }])
  })

  it("forgets what one learner changed before the next one signs in", async () => {
    const { server, change, queue, shown } = setUp()
    change({ theme: "dark" })
    change({ day: 5 })
    queue.drop()
    server.open[0]?.answer()
    await answered()
    expect(server.open).toHaveLength(1)
    expect(queue.unsaved()).toEqual({})
    change({ goal: 60 })
    server.open[1]?.answer()
    await queue.settled()
    expect(shown().goal).toBe(60)
  })
})

import { expect, it } from "vitest"
import { generationNote, isReadable, remainingMs, workShare } from "./processing-steps.ts"

type Step = Parameters<typeof workShare>[0][number]

const names = ["parse", "chunk", "embed", "analyze", "generate"] as const
const startedAt = "2026-11-21T12:00:00.000Z"
const startMs = Date.parse(startedAt)

/** `done` steps are finished, the next one is half-way. */
function steps(done: number, of: Partial<Step> = { done: 1, total: 2 }): Step[] {
  return names.map((step, index) => ({
    step,
    status: index < done ? "completed" : index === done ? "running" : "pending",
    done: 0,
    total: 0,
    result: {},
    errorMessage: null,
    startedAt: index <= done ? startedAt : null,
    completedAt: null,
    ...(index === done ? of : {}),
  }))
}

it("grows with every step and ends at one", () => {
  const shares = [0, 1, 2, 3, 4, 5].map((done) => workShare(steps(done)))
  expect(shares).toEqual([...shares].sort((a, b) => a - b))
  expect(shares.at(-1)).toBeCloseTo(1)
})

it("estimates what is left from what was done", () => {
  const half = steps(1, { done: 1, total: 3 })
  expect(workShare(half)).toBeCloseTo(0.5)
  expect(remainingMs(half, startMs + 60_000)).toBeCloseTo(60_000, -2)
})

it("says nothing before it can tell, and nothing at the end", () => {
  expect(remainingMs(steps(0, { done: 1, total: 100 }), startMs + 60_000)).toBeUndefined()
  expect(remainingMs(steps(2), startMs + 100)).toBeUndefined()
  expect(remainingMs(steps(5), startMs + 60_000)).toBeUndefined()
})

it("tells why few questions were made, where the server says so", () => {
  const note = "The text is in German, and questions are made from English text only so far."
  expect(generationNote(steps(5))).toBeUndefined()
  const noted = steps(5).map((step) => (step.step === "generate" ? { ...step, result: { items: 0, note } } : step))
  expect(generationNote(noted)).toBe(note)
  const elsewhere = steps(5).map((step) => (step.step === "parse" ? { ...step, result: { note } } : step))
  expect(generationNote(elsewhere)).toBeUndefined()
})

it("lets the text be read once it is cut into passages", () => {
  expect(isReadable(steps(1))).toBe(false)
  expect(isReadable(steps(2))).toBe(true)
})

import fc from "fast-check"
import { expect, it } from "vitest"
import { countMetrics, type MetricSums, NO_TOPIC } from "./count-metrics.ts"
import type { LogEntry } from "./log-entry.ts"

const learners = ["01890000-0000-7000-8000-000000000001", "01890000-0000-7000-8000-000000000002"]
const topic = "01890000-0000-7000-8000-0000000000aa"

const entry: LogEntry = {
  userId: learners[0] ?? "",
  id: "01890000-0000-7000-8000-0000000000e1",
  sequence: 1,
  kind: "answer",
  questionId: "01890000-0000-7000-8000-0000000000f1",
  topicId: topic,
  studyDay: "2026-11-20",
  isCorrect: true,
  selectedOptionIds: ["a"],
  confidence: 4,
  rating: null,
  responseTimeMs: 4_000,
  durationMs: 4_000,
  xpEarned: 15,
  isFirstTry: true,
  answeredBefore: 0,
  correctBefore: 0,
  undone: null,
}

const entries = fc.array(
  fc.record<LogEntry>({
    ...(Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, fc.constant(value)])) as {
      [K in keyof LogEntry]: fc.Arbitrary<LogEntry[K]>
    }),
    userId: fc.constantFrom(...learners),
    kind: fc.constantFrom("answer", "review", "view", "skip", "read", "ask", "undo"),
    topicId: fc.constantFrom(topic, null),
    studyDay: fc.constantFrom("2026-10-31", "2026-11-01"),
    isCorrect: fc.constantFrom(true, false, null),
    confidence: fc.constantFrom(1, 4, 5, null),
    rating: fc.constantFrom(1, 2, 3, 4, null),
    responseTimeMs: fc.option(fc.nat(10_000)),
    durationMs: fc.nat(10_000),
    xpEarned: fc.integer({ min: -20, max: 60 }),
    undone: fc.option(
      fc.record({
        topicId: fc.constantFrom(topic, null),
        studyDay: fc.constantFrom("2026-10-31", "2026-11-01"),
        rating: fc.constantFrom(1, 3),
        responseTimeMs: fc.nat(5_000),
        durationMs: fc.nat(5_000),
      }),
    ),
  }),
)

it("gives for two parts of a log, added up, what it gives for the whole, wherever it is cut", () => {
  fc.assert(
    fc.property(entries, fc.nat(), (log, at) => {
      const cut = log.length === 0 ? 0 : at % log.length
      expect(addedUp(countMetrics(log.slice(0, cut)), countMetrics(log.slice(cut)))).toEqual(addedUp(countMetrics(log)))
    }),
  )
})

it("counts answers, reviews and time by learner, day and topic", () => {
  const { performance, retention } = countMetrics([
    entry,
    { ...entry, isCorrect: false, confidence: 5, responseTimeMs: 6_000, durationMs: 6_000, xpEarned: 2 },
    { ...entry, kind: "skip", isCorrect: null, confidence: null, responseTimeMs: null, durationMs: 1_000, xpEarned: 0 },
    { ...entry, kind: "review", topicId: null, rating: 1, isCorrect: false, xpEarned: 1 },
  ])
  expect(performance).toEqual([
    expect.objectContaining({
      ...{ topicId: topic, day: "2026-11-20", interactions: 3, answered: 2, correct: 1, passed: 1 },
      ...{ responseTimeSumMs: 10_000, responseTimeCount: 2, confidenceSum: 9, confidenceCount: 2, confidentErrors: 1 },
      ...{ answerMs: 10_000, studyMs: 11_000, xpEarned: 17 },
    }),
    expect.objectContaining({ topicId: NO_TOPIC, interactions: 1, answered: 0, studyMs: 4_000, xpEarned: 1 }),
  ])
  expect(retention).toEqual([
    expect.objectContaining({ topicId: NO_TOPIC, reviewed: 1, recalled: 0, again: 1, good: 0, reviewMs: 4_000 }),
  ])
})

it("takes an undone review off the day it was counted for, and passes over an undo of nothing", () => {
  const review: LogEntry = { ...entry, kind: "review", rating: 3, studyDay: "2026-11-19", xpEarned: 5 }
  const undone = { ...review, kind: "review" as const }
  const undo: LogEntry = { ...entry, kind: "undo", topicId: null, rating: null, durationMs: 0, xpEarned: -5, undone }
  const { performance, retention } = countMetrics([review, undo, { ...undo, undone: null, xpEarned: 0 }])
  expect(performance).toEqual([
    expect.objectContaining({ day: "2026-11-19", interactions: 0, studyMs: 0, xpEarned: 0 }),
  ])
  expect(retention).toEqual([
    expect.objectContaining({
      day: "2026-11-19",
      reviewed: 0,
      recalled: 0,
      good: 0,
      responseTimeSumMs: 0,
      reviewMs: 0,
    }),
  ])
})

function addedUp(...parts: MetricSums[]): Record<string, Record<string, number>> {
  const sums: Record<string, Record<string, number>> = {}
  for (const part of parts) {
    for (const [kind, rows] of Object.entries(part)) {
      for (const { userId, day, topicId, ...figures } of rows) {
        const key = `${kind} ${userId} ${day} ${topicId}`
        const sum = sums[key] ?? {}
        sums[key] = sum
        for (const [name, value] of Object.entries(figures as Record<string, number>))
          sum[name] = (sum[name] ?? 0) + value
      }
    }
  }
  return sums
}

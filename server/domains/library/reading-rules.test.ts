import fc from "fast-check"
import { expect, test } from "vitest"
import {
  advanceProgress,
  COMPLETE_SHARE,
  materialShare,
  type SectionProgress,
  translateProgress,
} from "./reading-rules.ts"
import type { Section } from "./structure/index.ts"

const section = (index: number, start: number, end: number, title = `Section ${index}`): Section => ({
  index,
  parentIndex: null,
  level: 1,
  title,
  headingPath: [title],
  start,
  end,
  pageStart: null,
  pageEnd: null,
  wordCount: 1,
})

const pings = fc.array(
  fc.record({ furthestChar: fc.integer({ min: -50, max: 2000 }), durationMs: fc.integer({ min: 0, max: 600_000 }) }),
  { minLength: 1, maxLength: 20 },
)

test("progress never decreases, time adds up, a section is completed once", () => {
  fc.assert(
    fc.property(
      pings,
      fc.integer({ min: 0, max: 500 }),
      fc.integer({ min: 1, max: 1000 }),
      (reports, start, length) => {
        const place = section(3, start, start + length)
        let before: SectionProgress | undefined
        let completions = 0
        let time = 0
        for (const [i, report] of reports.entries()) {
          const { isCompletion, ...after } = advanceProgress(before, place, { ...report, at: new Date(i) })
          completions += isCompletion ? 1 : 0
          time += Math.min(report.durationMs, 120_000)
          expect(after.readShare).toBeGreaterThanOrEqual(before?.readShare ?? 0)
          expect(after.readShare).toBeLessThanOrEqual(1)
          expect(after.furthestChar).toBeGreaterThanOrEqual(before?.furthestChar ?? start)
          expect(after.furthestChar).toBeLessThanOrEqual(start + length)
          expect(after.timeSpentMs).toBe(time)
          expect(after.completedAt !== null).toBe(after.readShare >= COMPLETE_SHARE)
          if (before?.completedAt) expect(after.completedAt).toEqual(before.completedAt)
          before = after
        }
        expect(completions).toBe(before?.completedAt ? 1 : 0)
      },
    ),
  )
})

test("what is read of the whole is counted by characters", () => {
  const sections = [section(0, 0, 100), section(1, 100, 400)]
  expect(materialShare(sections, [{ sectionIndex: 0, readShare: 1 }])).toBeCloseTo(0.25)
  expect(materialShare(sections, [])).toBe(0)
  expect(materialShare([], [])).toBe(0)
})

test("progress follows its heading into another version", () => {
  const before = { sections: [section(0, 0, 100, "Start"), section(1, 100, 200, "Valves")], charCount: 200 }
  const after = {
    sections: [section(0, 0, 50, "Preface"), section(1, 50, 200, "Start"), section(2, 200, 300, "Valves")],
    charCount: 300,
  }
  const read = { sectionIndex: 1, furthestChar: 150, readShare: 0.5, timeSpentMs: 9, completedAt: null }
  expect(translateProgress(before, after, [read])).toEqual([{ ...read, sectionIndex: 2, furthestChar: 250 }])
})

test("sections that fall together keep the furthest progress and all the time", () => {
  const before = { sections: [section(0, 0, 100, "A"), section(1, 100, 200, "B")], charCount: 200 }
  const after = { sections: [section(0, 0, 200, "All")], charCount: 200 }
  const progress = [
    { sectionIndex: 0, furthestChar: 100, readShare: 1, timeSpentMs: 5, completedAt: new Date(1) },
    { sectionIndex: 1, furthestChar: 150, readShare: 0.5, timeSpentMs: 7, completedAt: null },
  ]
  expect(translateProgress(before, after, progress)).toEqual([
    { sectionIndex: 0, furthestChar: 200, readShare: 1, timeSpentMs: 12, completedAt: new Date(1) },
  ])
})

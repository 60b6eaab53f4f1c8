import { expect, it } from "vitest"
import { createReadingTracker, type Sight } from "./reading-tracker.ts"

const at = (sectionIndex: number, ...seen: [number, number][]): Sight => ({ sectionIndex, furthest: new Map(seen) })

it("adds up time and remembers the furthest character that stayed in sight", () => {
  const tracker = createReadingTracker(0)
  tracker.look(0, at(2, [2, 400]))
  tracker.look(1000, at(2, [2, 400]))
  tracker.look(2000, at(2, [2, 900]))
  tracker.look(3000, at(2, [2, 900]))
  expect(tracker.take()).toEqual([{ sectionIndex: 2, furthestChar: 900, durationMs: 3000 }])
  expect(tracker.take()).toEqual([])
})

it("does not count what was only passed", () => {
  const tracker = createReadingTracker(0)
  tracker.look(0, at(1, [1, 100]))
  tracker.look(1000, at(5, [5, 5000]))
  tracker.look(2000, at(9, [9, 9000]))
  expect(tracker.take()).toEqual([])
})

it("counts a short section that is seen beside the one being read", () => {
  const tracker = createReadingTracker(0)
  tracker.look(0, at(1, [1, 100], [2, 140]))
  tracker.look(1000, at(1, [1, 100], [2, 140]))
  expect(tracker.take()).toEqual([
    { sectionIndex: 1, furthestChar: 100, durationMs: 1000 },
    { sectionIndex: 2, furthestChar: 140, durationMs: 0 },
  ])
  tracker.look(2000, at(1, [1, 100], [2, 140]))
  expect(tracker.take().map(({ sectionIndex }) => sectionIndex)).toEqual([1])
})

it("counts neither sleep nor absence nor a hidden page", () => {
  const tracker = createReadingTracker(0)
  const sight = at(1, [1, 100])
  tracker.look(0, sight)
  tracker.look(60_000, sight)
  tracker.pause()
  tracker.look(61_000, sight)
  expect(tracker.take()).toEqual([])
  tracker.look(300_000, sight)
  tracker.look(301_000, sight)
  expect(tracker.take()).toEqual([])
  tracker.wake(301_500)
  tracker.look(302_000, sight)
  expect(tracker.take()).toEqual([{ sectionIndex: 1, furthestChar: 100, durationMs: 1000 }])
})

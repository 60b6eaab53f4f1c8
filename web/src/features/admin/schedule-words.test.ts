import { expect, it } from "vitest"
import { scheduleWords } from "./schedule-words.ts"

it("says when something runs", () => {
  expect(scheduleWords("20 3 * * *")).toBe("Daily at 03:20")
  expect(scheduleWords("10 4 * * 0")).toBe("Sundays at 04:10")
  expect(scheduleWords("*/15 * * * *")).toBe("*/15 * * * *")
  expect(scheduleWords("0 3 1 * *")).toBe("0 3 1 * *")
})

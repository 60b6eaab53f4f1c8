import { expect, it } from "vitest"
import { xpWords } from "./xp-words.ts"

const plain = { isDuplicate: false, bonuses: [] }

it("names the bonus that a wrong answer came with", () => {
  expect(xpWords({ ...plain, xpEarned: 42, bonuses: ["streak"] }, false)).toBe("+42 XP, with your streak bonus")
  expect(xpWords({ ...plain, xpEarned: 52, bonuses: ["goal"] }, false)).toBe("+52 XP, with a bonus for today’s goal")
  expect(xpWords({ ...plain, xpEarned: 92, bonuses: ["streak", "goal"] }, false)).toBe(
    "+92 XP, with bonuses for your streak and today’s goal",
  )
})

it("tells what an answer brings by itself", () => {
  expect(xpWords({ ...plain, xpEarned: 15 }, true)).toBe("+15 XP")
  expect(xpWords({ ...plain, xpEarned: 2 }, false)).toBe("+2 XP for trying")
  expect(xpWords({ ...plain, xpEarned: 0 }, true)).toBeUndefined()
})

it("does not show a sum beside a wrong answer whose bonuses are not known", () => {
  expect(xpWords({ xpEarned: 42, bonuses: [], isDuplicate: true }, false)).toBeUndefined()
  expect(xpWords({ xpEarned: 42, bonuses: [], isDuplicate: true }, true)).toBe("+42 XP")
})

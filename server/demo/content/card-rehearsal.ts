import type { DemoGrade } from "./content-types.ts"

/** Days until a card comes back after one, two, three … successful days in a row. */
const INTERVAL_DAYS = [1, 3, 7, 15]

interface Rehearsed {
  streak: number
  dueDay: number
}

/**
 * Which cards the demo learner meets on which day. Only a rough picture of a scheduler, so that the history looks like
 * one: the real due dates follow when the grades are recorded.
 */
export function cardRehearsal() {
  const seen = new Map<string, Rehearsed>()
  return {
    isNew: (card: string): boolean => !seen.has(card),
    /** Cards due on that day, the longest overdue first; days count from 0. */
    dueOn: (day: number): string[] =>
      [...seen]
        .filter(([, { dueDay }]) => dueDay <= day)
        .sort(([, a], [, b]) => a.dueDay - b.dueDay)
        .map(([card]) => card),
    /** To be called with the first grade of a card on a day; repetitions on the same day do not move it. */
    grade(card: string, grade: DemoGrade, day: number): void {
      const before = seen.get(card)?.streak ?? 0
      const streak = { again: 0, hard: before, good: before + 1, easy: before + 2 }[grade]
      const interval = INTERVAL_DAYS[Math.min(Math.max(streak, 1), INTERVAL_DAYS.length) - 1] ?? 1
      seen.set(card, { streak, dueDay: day + interval })
    },
  }
}

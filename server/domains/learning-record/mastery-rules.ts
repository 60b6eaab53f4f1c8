export type MasteryLevel = "novice" | "beginner" | "intermediate" | "advanced" | "expert"

/** Fewer answers than this say nothing: novice. */
const LEAST_ANSWERED = 5
/** Expert takes evidence, not a lucky run. */
const LEAST_ANSWERED_FOR_EXPERT = 20

/** Mastery of a topic: novice < 40 % or < 5 answered, beginner < 60, intermediate < 75, advanced < 90, expert from 90 with at least 20 answered. */
export function masteryLevelOf(answered: number, correct: number): MasteryLevel {
  if (answered < LEAST_ANSWERED) return "novice"
  // Whole numbers, so that 90 % is 90 %.
  const hundredfold = correct * 100
  if (hundredfold < 40 * answered) return "novice"
  if (hundredfold < 60 * answered) return "beginner"
  if (hundredfold < 75 * answered) return "intermediate"
  if (hundredfold < 90 * answered || answered < LEAST_ANSWERED_FOR_EXPERT) return "advanced"
  return "expert"
}

import type { DemoEvent } from "./content-types.ts"

type TutorScope = Extract<DemoEvent, { kind: "tutor-asked" }>["scope"]

export interface DemoStudyDay {
  /** Sections of one text read that day, by place in its outline, both ends included; the share read of the last. */
  reading: { text: string; first: number; last: number; lastFraction: number }
  practice: { mode: "tutor" | "timed"; count: number }
  /** Cards met for the first time. */
  newCards: number
  tutor?: { prompt: string; scope: TutorScope }
  /** A session that begins late in the evening and runs past midnight. */
  late?: boolean
}

function read(text: string, first: number, last: number, lastFraction = 1): DemoStudyDay["reading"] {
  return { text, first, last, lastFraction }
}

/**
 * Fourteen study days, oldest first; null is the day without study. The heart comes first, then acid–base, then
 * virtual memory, whose last sections stay unread so that there is something to go on with.
 */
export const demoStudyDays: readonly (DemoStudyDay | null)[] = [
  { reading: read("cardiac-cycle", 0, 7), practice: { mode: "tutor", count: 3 }, newCards: 5 },
  { reading: read("cardiac-cycle", 8, 13), practice: { mode: "tutor", count: 6 }, newCards: 5 },
  { reading: read("cardiac-cycle", 14, 18), practice: { mode: "tutor", count: 6 }, newCards: 5 },
  { reading: read("cardiac-cycle", 19, 21), practice: { mode: "tutor", count: 8 }, newCards: 5 },
  {
    reading: read("acid-base", 0, 6),
    practice: { mode: "tutor", count: 6 },
    newCards: 4,
    tutor: {
      prompt: "Why does atrial fibrillation make a patient with a stiff ventricle breathless?",
      scope: { kind: "global" },
    },
  },
  { reading: read("acid-base", 7, 11), practice: { mode: "tutor", count: 8 }, newCards: 5 },
  null,
  { reading: read("acid-base", 12, 15), practice: { mode: "tutor", count: 8 }, newCards: 4 },
  {
    reading: read("acid-base", 16, 18),
    practice: { mode: "timed", count: 10 },
    newCards: 4,
    tutor: {
      prompt: "How can I tell acute from chronic respiratory acidosis?",
      scope: { kind: "section", text: "acid-base", heading: "Compensation has limits" },
    },
  },
  { reading: read("virtual-memory", 0, 4), practice: { mode: "tutor", count: 8 }, newCards: 4 },
  { reading: read("virtual-memory", 5, 8), practice: { mode: "tutor", count: 12 }, newCards: 4 },
  { reading: read("virtual-memory", 9, 11), practice: { mode: "tutor", count: 12 }, newCards: 3, late: true },
  { reading: read("virtual-memory", 12, 13), practice: { mode: "timed", count: 12 }, newCards: 2 },
  { reading: read("virtual-memory", 14, 14, 0.6), practice: { mode: "tutor", count: 12 }, newCards: 0 },
]

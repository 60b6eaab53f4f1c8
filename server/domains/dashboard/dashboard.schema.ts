import { z } from "zod"
import { idField, ownWords } from "../../platform/api/index.ts"
import { achievementSchema } from "../learning-record/index.ts"
import { practiceSessionSummarySchema } from "../practice/index.ts"

const count = z.number().int().min(0)
const day = z.iso.date()

/** What a topic is called whose name is gone. */
export const WITHOUT_NAME = "Without name"

export const todaySchema = ownWords(
  z
    .object({
      studyDay: day,
      isNew: z.boolean().describe("no material and nothing done yet"),
      materialCount: count,
      due: z.object({ cards: count, reviews: count, new: count, learning: count, estimateMinutes: count }),
      goal: z.object({ goalMinutes: count, todayMinutes: count, todayXp: z.number().int(), isMet: z.boolean() }),
      streak: z.object({ current: count, longest: count, freezes: count, studiedToday: z.boolean() }),
      level: z.object({
        level: z.number().int(),
        xpTotal: z.number().int(),
        xpIntoLevel: z.number().int(),
        xpForNext: z.number().int(),
      }),
      forecast: z.array(z.object({ studyDay: day, due: count, isToday: z.boolean() })),
      overdue: count,
      mastery: z.array(
        z.object({
          topicId: idField,
          name: z.string(),
          answered: count,
          correct: count,
          level: z.enum(["novice", "beginner", "intermediate", "advanced", "expert"]),
        }),
      ),
      continueReading: z
        .object({
          ownerId: idField,
          materialId: idField,
          title: z.string(),
          sectionIndex: count,
          sectionTitle: z.string(),
          pageStart: z.number().int().nullable(),
          readShare: z.number(),
        })
        .nullable(),
      unfinishedSession: practiceSessionSummarySchema.nullable(),
      recentSessions: z.array(practiceSessionSummarySchema),
      week: z.array(
        z.object({
          studyDay: day,
          isToday: z.boolean(),
          isGoalMet: z.boolean(),
          isFrozen: z.boolean(),
          isStudied: z.boolean(),
          xp: z.number().int(),
          answered: count,
          correct: count,
          reviewed: count,
          minutes: count,
        }),
      ),
      achievements: z.array(achievementSchema),
    })
    .meta({ id: "Today" }),
  { at: "mastery.name", isOurs: ({ name }) => name === WITHOUT_NAME },
)

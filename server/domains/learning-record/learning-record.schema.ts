import { z } from "zod"
import { ownWords, timeField } from "../../platform/api/index.ts"
import { xpBonuses } from "./xp-rules.ts"

export const achievementSchema = ownWords(
  z
    .object({
      code: z.string(),
      name: z.string(),
      description: z.string(),
      icon: z.string().nullable().describe("name of an icon"),
      category: z.enum(["milestone", "streak", "mastery", "speed", "consistency", "special"]),
      rarity: z.enum(["common", "uncommon", "rare", "epic", "legendary"]),
      xpReward: z.number().int(),
      progress: z.number().int(),
      target: z.number().int(),
      isCompleted: z.boolean(),
      unlockedAt: timeField.nullable(),
    })
    .meta({ id: "Achievement" }),
  "name",
  "description",
)

/** What recording an interaction brought; part of the reply wherever something is recorded. */
export const recordOutcomeSchema = z
  .object({
    xpEarned: z.number().int().describe("with the bonuses it set off; negative when something was taken back"),
    bonuses: z.array(z.enum(xpBonuses)).describe("which bonuses are part of it; none is named for a duplicate"),
    xpTotal: z.number().int(),
    level: z.number().int(),
    streak: z.number().int(),
    studyDay: z.iso.date(),
    todayMinutes: z.number().int(),
    goalMinutes: z.number().int(),
    isGoalMetNow: z.boolean(),
    achievements: z.array(
      ownWords(z.object({ code: z.string(), name: z.string(), description: z.string() }), "name", "description"),
    ),
    isDuplicate: z.boolean().describe("this id was recorded before; nothing was counted again"),
  })
  .meta({ id: "RecordOutcome" })

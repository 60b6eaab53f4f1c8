import type { Selectable } from "kysely"
import type { Tables, Tx } from "../../platform/database/index.ts"
import { targetOf } from "./achievement-rules.ts"
import { type DayActivity, emptyStats, type LearnerStats, type TopicMastery } from "./record-state.ts"
import { fieldsOf } from "./row-names.ts"

/** A learner's standing; the empty one before the first interaction. */
export async function getStats(tx: Tx, userId: string): Promise<LearnerStats> {
  const row = await tx.selectFrom("learner_stats").selectAll().where("user_id", "=", userId).executeTakeFirst()
  return row ? fieldsOf<LearnerStats>(row) : emptyStats
}

/** Days with study or a streak freeze, from one day to another, both included, in order. */
export async function listDays(tx: Tx, userId: string, from: string, to: string): Promise<DayActivity[]> {
  const rows = await tx
    .selectFrom("daily_activity")
    .selectAll()
    .where("user_id", "=", userId)
    .where("study_day", ">=", from)
    .where("study_day", "<=", to)
    .orderBy("study_day")
    .execute()
  return rows.map((row) => fieldsOf<DayActivity>(row))
}

/** Topics the learner has answered in, the most recent first. */
export async function listMastery(tx: Tx, userId: string, limit: number): Promise<TopicMastery[]> {
  const rows = await tx
    .selectFrom("topic_mastery")
    .selectAll()
    .where("user_id", "=", userId)
    .orderBy("last_answered_at", "desc")
    .orderBy("topic_id")
    .limit(limit)
    .execute()
  return rows.map((row) => fieldsOf<TopicMastery>(row))
}

/** Questions the learner has answered at least once; `isMissed`: whose last answer was wrong. */
export async function listAttempted(tx: Tx, userId: string): Promise<{ questionId: string; isMissed: boolean }[]> {
  const rows = await tx
    .selectFrom("question_progress")
    .select(["question_id", "last_is_correct"])
    .where("user_id", "=", userId)
    .execute()
  return rows.map((row) => ({ questionId: row.question_id, isMissed: row.last_is_correct === false }))
}

export interface AchievementView {
  code: string
  name: string
  description: string
  icon: string | null
  category: Selectable<Tables["achievements"]>["category"]
  rarity: Selectable<Tables["achievements"]>["rarity"]
  xpReward: number
  progress: number
  target: number
  isCompleted: boolean
  unlockedAt: Date | null
}

/** Every active achievement with the learner's progress. */
export async function listAchievements(tx: Tx, userId: string): Promise<AchievementView[]> {
  const rows = await tx
    .selectFrom("achievements as a")
    .leftJoin("learner_achievements as l", (join) =>
      join.onRef("l.achievement_id", "=", "a.id").on("l.user_id", "=", userId),
    )
    .selectAll("a")
    .select(["l.progress", "l.is_completed", "l.unlocked_at"])
    .where("a.is_active", "=", true)
    .orderBy("a.id")
    .execute()
  return rows.map((row) => ({
    code: row.code,
    name: row.name,
    description: row.description,
    icon: row.icon,
    category: row.category,
    rarity: row.rarity,
    xpReward: row.xp_reward,
    progress: row.progress ?? 0,
    target: targetOf(row.unlock_conditions),
    isCompleted: row.is_completed ?? false,
    unlockedAt: row.unlocked_at,
  }))
}

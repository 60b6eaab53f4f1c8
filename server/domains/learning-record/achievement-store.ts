import type { Tx } from "../../platform/database/index.ts"
import type { AchievementState } from "./record-state.ts"

const KEPT_MS = 60_000

let kept: { achievements: readonly AchievementState[]; until: number } | undefined

/** Those that can be earned, with nothing of them earned yet. They change with a migration only, so they are read once a minute. */
export async function listActiveAchievements(tx: Tx): Promise<readonly AchievementState[]> {
  if (kept !== undefined && performance.now() < kept.until) return kept.achievements
  const rows = await tx.selectFrom("achievements").selectAll().where("is_active", "=", true).orderBy("id").execute()
  const achievements = rows.map((row) => ({
    achievementId: row.id,
    code: row.code,
    name: row.name,
    description: row.description,
    xpReward: row.xp_reward,
    condition: row.unlock_conditions,
    progress: 0,
    isCompleted: false,
    unlockedAt: null,
    interactionId: null,
  }))
  kept = { achievements, until: performance.now() + KEPT_MS }
  return achievements
}

import type { Deps } from "../../platform/deps.ts"
import { type AchievementView, listAchievements } from "./record-view-store.ts"

/** Every active achievement with how far the learner is. */
export function readAchievements(deps: Pick<Deps, "db">, userId: string): Promise<AchievementView[]> {
  return deps.db.readAsLearner(userId, (tx) => listAchievements(tx, userId))
}

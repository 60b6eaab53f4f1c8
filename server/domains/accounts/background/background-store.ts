import type { Tx } from "../../../platform/database/index.ts"
import { type Background, NO_BACKGROUND } from "./background.ts"

export async function findBackground(tx: Tx, userId: string): Promise<Background> {
  const row = await tx
    .selectFrom("learner_backgrounds")
    .select([
      "experience_level as experienceLevel",
      "studies_computing as studiesComputing",
      "languages",
      "frameworks",
      "compute_hardware as computeHardware",
      "robotics_hardware as roboticsHardware",
      "state",
    ])
    .where("user_id", "=", userId)
    .executeTakeFirst()
  return row ?? NO_BACKGROUND
}

export async function saveBackground(
  tx: Tx,
  userId: string,
  background: Background & { state: "open" | "skipped" | "done" },
  at: Date,
): Promise<void> {
  const columns = {
    experience_level: background.experienceLevel,
    studies_computing: background.studiesComputing,
    languages: background.languages,
    frameworks: background.frameworks,
    compute_hardware: background.computeHardware,
    robotics_hardware: background.roboticsHardware,
    state: background.state,
    updated_at: at,
  }
  await tx
    .insertInto("learner_backgrounds")
    .values({ user_id: userId, ...columns, created_at: at })
    .onConflict((conflict) => conflict.column("user_id").doUpdateSet(columns))
    .execute()
}

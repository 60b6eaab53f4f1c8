import type { BeforeArchiving } from "../../platform/retention-rules.ts"
import { refreshStatistics } from "./statistics/refresh-statistics.ts"

/** Answers are in the statistics before they leave the database. */
export const beforeArchiving: BeforeArchiving = {
  async interactions(deps) {
    await refreshStatistics(deps, { isPatient: true })
  },
}

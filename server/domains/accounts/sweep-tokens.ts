import type { Deps } from "../../platform/deps.ts"
import { sweepRefreshTokens } from "./session-store.ts"

const MS_PER_DAY = 86_400_000
/** Kept this long after their end, so that the reuse of a stolen token is still recognised. */
const KEPT_DAYS = 7

/** Removes refresh tokens that ended a week ago. Returns how many. */
export function sweepTokens(deps: Pick<Deps, "db" | "clock">): Promise<number> {
  const before = new Date(deps.clock.now().getTime() - KEPT_DAYS * MS_PER_DAY)
  return deps.db.asSystem("sweep-refresh-tokens", (tx) => sweepRefreshTokens(tx, before))
}

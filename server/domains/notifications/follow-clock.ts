import type { Deps } from "../../platform/deps.ts"
import { findStudyClock } from "../accounts/index.ts"
import { nextTime } from "./notification-kinds.ts"
import { listSettings, putSetting } from "./notification-store.ts"

/** After a move to another time zone: the hours that were chosen are those of the new clock. */
export async function followClock(deps: Pick<Deps, "db" | "clock">, userId: string): Promise<void> {
  const at = deps.clock.now()
  await deps.db.asSystem("follow-clock", async (tx) => {
    const { timeZone } = await findStudyClock(tx, userId)
    for (const setting of await listSettings(tx, userId))
      await putSetting(tx, userId, setting, { nextAt: nextTime(at, setting, timeZone), at })
  })
}

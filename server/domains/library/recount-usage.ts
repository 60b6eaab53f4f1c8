import type { Tx } from "../../platform/database/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { correctUsage, listCounted } from "../plans/index.ts"
import { countLiving, listOwners } from "./material-store.ts"

const LEARNERS_AT_A_TIME = 500

/**
 * Compares what plans count of materials and their files with what lies there, and puts it right, one learner at a time. Returns how many
 * were off: normally none, since both are written in one transaction.
 */
export async function recountUsage(deps: Pick<Deps, "db" | "clock" | "log">, signal: AbortSignal): Promise<number> {
  let corrected = 0
  // Who has materials, and who is counted to have some.
  for (const list of [listOwners, listCounted])
    for await (const userId of learnersOf(deps, list)) {
      signal.throwIfAborted()
      const off = await deps.db.asSystem("recount-usage", (tx) =>
        correctUsage(deps, tx, userId, () => countLiving(tx, userId)),
      )
      if (Object.keys(off).length === 0) continue
      corrected += 1
      deps.log.warn({ userId, off }, "library: what was counted of materials was off and is put right")
    }
  return corrected
}

async function* learnersOf(
  { db }: Pick<Deps, "db">,
  list: (tx: Tx, after: string | null, limit: number) => Promise<string[]>,
): AsyncGenerator<string> {
  let after: string | null = null
  for (;;) {
    const from: string | null = after
    const userIds: string[] = await db.asSystem("list-usage", (tx) => list(tx, from, LEARNERS_AT_A_TIME))
    yield* userIds
    after = userIds.at(-1) ?? null
    if (userIds.length < LEARNERS_AT_A_TIME) return
  }
}

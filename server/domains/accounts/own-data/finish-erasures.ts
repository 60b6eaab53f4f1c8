import type { Deps } from "../../../platform/deps.ts"
import { type Erasure, listUnfinishedErasures, markErasureFinished } from "../../audit/index.ts"
import { shelveErasure } from "./erasure-shelf.ts"
import { refreshStatistics } from "./erasure-store.ts"
import { userColumns } from "./user-columns.ts"

type SweepDeps = Pick<Deps, "db" | "files" | "cache" | "queue" | "mail" | "events" | "log">

/** By then every request and job that was under way when the account went has ended: jobs are given ten minutes. */
const LAST_SWEEP_AFTER_MS = 15 * 60_000

/**
 * Removes what a learner has outside the tables. Does not throw: what could not be reached stays marked as unfinished.
 * @param isLast nothing of theirs can be under way any more, so the ledger may forget who it was
 */
export async function finishErasure(
  deps: SweepDeps,
  userId: string,
  erasure: Erasure,
  { isLast }: { isLast: boolean },
): Promise<{ files: number; jobs: number; isFinished: boolean }> {
  let [files, jobs] = [0, 0]
  try {
    await shelveErasure(deps, erasure)
    deps.events.publish(userId, { type: "account-erased" })
    jobs = await deps.queue.eraseLearner(userId)
    for await (const _file of deps.files.list(userId)) files += 1
    await deps.files.eraseLearner(userId)
    await deps.mail.eraseLearner(userId)
    await deps.cache.deleteByUser(userId)
    if (isLast) await deps.db.asSystem("finish-erasure", (tx) => markErasureFinished(tx, erasure.learnerHash))
    return { files, jobs, isFinished: true }
  } catch (error) {
    deps.log.error({ err: error }, "an erasure could not be finished and will be tried again")
    return { files, jobs, isFinished: false }
  }
}

/** Sweeps again what erased learners may have left: because something was out of reach, or was still being written. Returns how many are finished. */
export async function finishErasures(deps: SweepDeps & Pick<Deps, "clock">): Promise<number> {
  const unfinished = await deps.db.asSystem("list-unfinished-erasures", listUnfinishedErasures)
  const nowMs = deps.clock.now().getTime()
  let finished = 0
  for (const { userId, ...erasure } of unfinished) {
    const isLast = nowMs - erasure.erasedAt.getTime() >= LAST_SWEEP_AFTER_MS
    const { isFinished } = await finishErasure(deps, userId, erasure, { isLast })
    if (isLast && isFinished) finished += 1
  }
  if (finished > 0) await deps.db.asSystem("refresh-statistics", (tx) => refreshStatistics(tx, userColumns))
  return finished
}

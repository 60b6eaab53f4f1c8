import { cutPage, decodeCursor } from "../../platform/api/index.ts"
import type { Deps } from "../../platform/deps.ts"
import type { DeadJob } from "../../platform/queue/index.ts"
import { NotFoundError } from "../../shared/errors.ts"
import { findNamesOf } from "../accounts/index.ts"
import { recordAudit } from "../audit/index.ts"
import type { Operator } from "./operator.ts"

export interface FailedJob extends DeadJob {
  /** Null: nobody's, or somebody who is not here any more. */
  userName: string | null
}

/** A page of the jobs that failed for good, the last one first: what they were, for whom and why, not what somebody wrote. */
export async function listFailedJobs(
  deps: Pick<Deps, "db" | "queue">,
  { name, cursor, limit }: { name?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: FailedJob[]; nextCursor: string | null }> {
  const after = cursor === undefined ? undefined : decodeCursor(cursor)
  const rows = await deps.queue.listFailed({ name, after, limit: limit + 1 })
  const { items, nextCursor } = cutPage(rows, limit, ({ id, failedAt }) => ({ at: failedAt, id }))
  const ids = new Set(items.flatMap(({ userId }) => userId ?? []))
  const names = await deps.db.asSystem("find-names", (tx) => findNamesOf(tx, [...ids]))
  return {
    items: items.map((job) => ({ ...job, userName: (job.userId && names.get(job.userId)) ?? null })),
    nextCursor,
  }
}

/** Lets failed jobs run once more, or gives them up for good. Returns how many. @throws NotFoundError for an id that is none of them */
export async function settleFailedJobs(
  deps: Pick<Deps, "db" | "clock" | "queue">,
  by: Operator,
  how: "retry" | "discard",
  which: { name: string } | { id: string },
): Promise<number> {
  const count = await (how === "retry" ? deps.queue.retryFailed(which) : deps.queue.discardFailed(which))
  if (count === 0 && "id" in which)
    throw new NotFoundError("job-unknown", "This job is not among the failed ones any more.")
  if (count > 0)
    await deps.db.asSystem("record-settled-jobs", (tx) =>
      recordAudit(tx, {
        ...by,
        event: how === "retry" ? "jobs_retried" : "jobs_discarded",
        entityType: "job",
        entityId: "id" in which ? which.id : which.name,
        newValues: { jobs: count },
        at: deps.clock.now(),
      }),
    )
  return count
}

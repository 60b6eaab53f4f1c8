import type { Deps } from "../../../platform/deps.ts"
import { ConflictError } from "../../../shared/errors.ts"
import { listUnshared } from "../../accounts/index.ts"
import { type Followed, followEverybodyAgain, followNewEntries, type LogFollower } from "../../learning-record/index.ts"
import { countStatistics } from "./count-statistics.ts"
import { addStatistics, deleteStatistics } from "./statistics-store.ts"

type Needs = Pick<Deps, "db" | "upkeep">

const follower: LogFollower = {
  name: "statistics",
  kinds: ["answer"],
  async add(tx, entries) {
    const unshared = await listUnshared(tx, [...new Set(entries.map(({ userId }) => userId))])
    await addStatistics(tx, countStatistics(entries.filter(({ userId }) => !unshared.has(userId))))
  },
}

/** Adds what was answered since the last time to the statistics of the questions, but for learners who keep their answers out of them. */
export function refreshStatistics(
  deps: Needs,
  options: { signal?: AbortSignal | undefined; isPatient?: boolean } = {},
): Promise<Followed> {
  return followNewEntries(deps, follower, options)
}

/**
 * Counts the statistics of all questions anew from the log, in one transaction: who looks meanwhile sees those from before. Gives the same
 * numbers, but for learners who were erased since, whose answers are gone, and those who keep theirs out of it by now. Never needed in normal running.
 * @throws ConflictError of type `log-incomplete` when a part of the log was archived: its months have to be restored first
 */
export function rebuildStatistics({ db }: Needs): Promise<{ entries: number }> {
  return db.asSystem("rebuild-statistics", async (tx) => {
    await deleteStatistics(tx)
    const { entries, isComplete } = await followEverybodyAgain(tx, follower)
    if (!isComplete)
      throw new ConflictError(
        "log-incomplete",
        "A part of the learning log was archived, so the statistics of questions cannot be counted anew. Restore the archived months of interactions first.",
      )
    return { entries }
  })
}

import type { Deps } from "../../../platform/deps.ts"
import { type Erasure, insertErasure, listErasures } from "../../audit/index.ts"
import { type EraseDeps, eraseLearner } from "./erase-learner.ts"
import { learnerHashOf } from "./erasure-hash.ts"
import { readShelvedErasures, shelfHasOthers, shelveErasure } from "./erasure-shelf.ts"
import { listUserIds } from "./erasure-store.ts"

const IDS_AT_ONCE = 5000

/** Every erasure that the database or the files know of, each once. Taken before a restore it can be given to `replayErasures` after it. */
export async function collectErasures(deps: Pick<Deps, "db" | "files">): Promise<Erasure[]> {
  const [inDatabase, inFiles] = await Promise.all([
    deps.db.asSystem("list-erasures", listErasures),
    readShelvedErasures(deps),
  ])
  return [...new Map([...inFiles, ...inDatabase].map((erasure) => [erasure.learnerHash, erasure])).values()]
}

/** Whether a learner was erased: for archives, imports and whatever else holds data from before. */
export async function loadErased(deps: Pick<Deps, "db" | "files">): Promise<(userId: string) => boolean> {
  const hashes = new Set((await collectErasures(deps)).map(({ learnerHash }) => learnerHash))
  return (userId) => hashes.has(learnerHashOf(userId))
}

/**
 * After a restore: erases everybody again who had been erased since the backup was made. Can be repeated.
 * @param also entries from elsewhere, such as from the database that was replaced
 */
export async function replayErasures(deps: EraseDeps, also: readonly Erasure[] = []): Promise<{ erased: number }> {
  const erasures = new Map([...also, ...(await collectErasures(deps))].map((erasure) => [erasure.learnerHash, erasure]))
  if (erasures.size === 0) return { erased: 0 }
  await deps.db.asSystem("restore-erasure-ledger", async (tx) => {
    for (const erasure of erasures.values()) await insertErasure(tx, erasure, null)
  })
  for (const erasure of erasures.values()) await shelveErasure(deps, erasure)
  let erased = 0
  let after: string | undefined
  for (;;) {
    const ids = await deps.db.asSystem("list-user-ids", (tx) => listUserIds(tx, after, IDS_AT_ONCE))
    for (const userId of ids) {
      if (!erasures.has(learnerHashOf(userId))) continue
      await eraseLearner(deps, userId, { by: "restore" })
      erased += 1
    }
    after = ids.at(-1)
    if (ids.length < IDS_AT_ONCE) return { erased }
  }
}

/**
 * The same, but only when the files name erasures that the ledger does not: then the database was brought back to an earlier moment otherwise
 * than by `studyin restore` (a point in time, a snapshot, a copied folder). Costs a list of names, so it can be done often.
 */
export async function replayMissedErasures(deps: EraseDeps): Promise<{ erased: number }> {
  const known = await deps.db.asSystem("list-erasures", listErasures)
  return (await shelfHasOthers(deps, known)) ? replayErasures(deps) : { erased: 0 }
}

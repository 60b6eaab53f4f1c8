import { listVersions, removeChunks, removeText, type TextVersion } from "./document-store.ts"
import { removePostings } from "./postings-store.ts"
import type { StepContext } from "./processing.ts"

const CHUNKS_AT_A_TIME = 50
const TERMS_AT_A_TIME = 1000

/** Removes every version of a text but one, bit by bit: other requests are answered in between. */
export async function removeOtherVersions(
  { deps, ownerId, signal }: Pick<StepContext, "deps" | "ownerId" | "signal">,
  { materialId, textVersion: keep }: TextVersion,
): Promise<void> {
  const { db } = deps
  const versions = await db.readAsLearner(ownerId, (tx) => listVersions(tx, ownerId, materialId))
  for (const textVersion of versions.filter((version) => version !== keep)) {
    const old = { materialId, textVersion }
    while (await db.asLearner(ownerId, (tx) => removePostings(tx, ownerId, old, TERMS_AT_A_TIME)))
      signal.throwIfAborted()
    while (await db.asLearner(ownerId, (tx) => removeChunks(tx, ownerId, old, CHUNKS_AT_A_TIME)))
      signal.throwIfAborted()
    await db.asLearner(ownerId, (tx) => removeText(tx, ownerId, old))
  }
}

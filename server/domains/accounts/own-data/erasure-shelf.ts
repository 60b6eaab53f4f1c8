import { createHash } from "node:crypto"
import type { Deps } from "../../../platform/deps.ts"
import type { Erasure } from "../../audit/index.ts"

/**
 * Whose files the copies of the erasure ledger are: nobody's. A database that is restored from a backup knows nothing of later
 * erasures; the files beside it do.
 */
export const erasureShelfId = "00000000-0000-7000-8000-00000000e4a5"

/** Keeps an entry beside the database. The same entry again is the same file. */
export async function shelveErasure({ files }: Pick<Deps, "files">, erasure: Erasure): Promise<void> {
  await files.put(erasureShelfId, bytesOf(erasure))
}

/** Whether there are entries beside the database that are none of these. Reads no file: what is in one gives its name. */
export async function shelfHasOthers({ files }: Pick<Deps, "files">, known: readonly Erasure[]): Promise<boolean> {
  const names = new Set(known.map((erasure) => createHash("sha256").update(bytesOf(erasure)).digest("hex")))
  for await (const { sha256 } of files.list(erasureShelfId)) if (!names.has(sha256)) return true
  return false
}

function bytesOf({ learnerHash, erasedAt, cause }: Erasure): Buffer {
  return Buffer.from(JSON.stringify({ learnerHash, erasedAt: erasedAt.toISOString(), cause }))
}

export async function readShelvedErasures({ files }: Pick<Deps, "files">): Promise<Erasure[]> {
  const found: Erasure[] = []
  for await (const { sha256 } of files.list(erasureShelfId)) {
    const { learnerHash, erasedAt, cause } = JSON.parse(
      Buffer.from(await files.readBytes(erasureShelfId, sha256)).toString("utf8"),
    ) as Record<keyof Erasure, string>
    found.push({ learnerHash, erasedAt: new Date(erasedAt), cause: cause as Erasure["cause"] })
  }
  return found
}

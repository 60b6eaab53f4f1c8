import type { Deps } from "../../platform/deps.ts"
import { ARCHIVE_OWNER_ID, type Archive, type Manifest } from "./archive.ts"
import { damaged } from "./archive-file.ts"
import { moveArchive } from "./archive-store.ts"

/** A manifest has some dozens of names in it. */
const LARGEST_MANIFEST_BYTES = 65_536

/**
 * The archive with files that are there. A database that was brought back to an earlier moment names the files of then; when they were
 * written anew since, without people who were erased, the new ones are taken in their place.
 * @throws UnavailableError of type `archive-damaged` when there are neither
 */
export async function adoptFiles(deps: Pick<Deps, "db" | "files">, archive: Archive): Promise<Archive> {
  const { db, files } = deps
  const { manifestSha256 } = archive
  if (manifestSha256 === null || (await files.find(ARCHIVE_OWNER_ID, manifestSha256)) !== undefined) return archive
  for await (const { sha256, sizeBytes } of files.list(ARCHIVE_OWNER_ID)) {
    if (sizeBytes > LARGEST_MANIFEST_BYTES) continue
    const manifest = manifestIn(await files.readBytes(ARCHIVE_OWNER_ID, sha256))
    if (manifest?.name !== archive.name) continue
    const facts = {
      rowCount: manifest.rows,
      fileSha256: manifest.sha256,
      fileBytes: manifest.bytes,
      manifestSha256: sha256,
    }
    await db.asSystem("adopt-archive-files", (tx) => moveArchive(tx, archive, archive.status, facts))
    return { ...archive, ...facts }
  }
  throw damaged(archive.name)
}

/** Rows are compressed, so what is JSON is a manifest. */
function manifestIn(bytes: Uint8Array): Manifest | undefined {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8")) as Manifest
  } catch {
    return undefined
  }
}

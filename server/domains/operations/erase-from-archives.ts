import type { Deps } from "../../platform/deps.ts"
import { collectErasures, loadErased } from "../accounts/index.ts"
import { adoptFiles } from "./adopt-files.ts"
import { ARCHIVE_OWNER_ID, type Archive, type Manifest } from "./archive.ts"
import { readManifest, readRows, writeManifest, writeRows } from "./archive-file.ts"
import { listArchives, moveArchive } from "./archive-store.ts"
import { withoutErased } from "./without-erased.ts"

type Needs = Pick<Deps, "db" | "files" | "clock">

/**
 * Applies the erasure ledger to the archives: files written before somebody was erased are written anew without them, and the old ones
 * removed. Files that no archive names, left by an interrupted run, go too. Returns the names of the archives that changed.
 * @throws AggregateError for archives that are damaged, after all others are done
 */
export async function eraseFromArchives(deps: Needs): Promise<{ rewritten: string[]; files: number }> {
  const startedAt = deps.clock.now()
  const erasures = await collectErasures(deps)
  const last = Math.max(...erasures.map(({ erasedAt }) => erasedAt.getTime()))
  const isErased = await loadErased(deps)
  const rewritten: string[] = []
  const failures: unknown[] = []
  for (const archive of await deps.db.asSystem("list-archives", listArchives)) {
    if (archive.status !== "archived" && archive.status !== "restored") continue
    if (archive.erasuresUntil !== null && archive.erasuresUntil.getTime() > last) continue
    try {
      if (await rewrite(deps, await adoptFiles(deps, archive), isErased, startedAt)) rewritten.push(archive.name)
    } catch (error) {
      // One that is damaged must not keep people in all the others.
      failures.push(error)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, failures.map(messageOf).join("\n"))
  return { rewritten, files: await removeStrayFiles(deps) }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

async function rewrite(
  deps: Needs,
  archive: Archive,
  isErased: (userId: string) => boolean,
  erasuresUntil: Date,
): Promise<boolean> {
  const old = await readManifest(deps, archive)
  const written = await writeRows(deps, keptRows(deps, old, isErased))
  const move = (facts: Parameters<typeof moveArchive>[3]) =>
    deps.db.asSystem("move-archive", (tx) => moveArchive(tx, archive, archive.status, { erasuresUntil, ...facts }))
  if (written.sha256 === old.sha256) {
    await move({})
    return false
  }
  const manifest: Manifest = { ...old, rows: written.rows, bytes: written.bytes, sha256: written.sha256 }
  const manifestSha256 = await writeManifest(deps, manifest)
  const isMoved = await move({
    rowCount: written.rows,
    fileSha256: written.sha256,
    fileBytes: written.bytes,
    manifestSha256,
  })
  if (!isMoved) return false
  for (const sha256 of [archive.fileSha256, archive.manifestSha256])
    if (sha256 !== null) await deps.files.delete(ARCHIVE_OWNER_ID, sha256)
  return true
}

async function* keptRows(
  deps: Needs,
  manifest: Manifest,
  isErased: (userId: string) => boolean,
): AsyncGenerator<string[]> {
  for await (const lines of readRows(deps, manifest)) {
    const kept = lines.map((line) => withoutErased(line, isErased)).filter((line) => line !== undefined)
    if (kept.length > 0) yield kept
  }
}

async function removeStrayFiles({ db, files }: Needs): Promise<number> {
  const archives = await db.asSystem("list-archives", listArchives)
  // Its file may be there before its row says so.
  if (archives.some(({ status }) => status === "detached")) return 0
  const named = new Set(archives.flatMap(({ fileSha256, manifestSha256 }) => [fileSha256, manifestSha256]))
  let removed = 0
  for await (const { sha256 } of files.list(ARCHIVE_OWNER_ID)) {
    if (named.has(sha256)) continue
    await files.delete(ARCHIVE_OWNER_ID, sha256)
    removed += 1
  }
  return removed
}

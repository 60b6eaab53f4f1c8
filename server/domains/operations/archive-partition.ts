import type { Deps } from "../../platform/deps.ts"
import { UnavailableError } from "../../shared/errors.ts"
import { ARCHIVE_OWNER_ID, type Archive, archiveNameFor, type Manifest } from "./archive.ts"
import { readManifest, verifyFile, writeManifest, writeRows } from "./archive-file.ts"
import { type ArchiveFacts, findArchive, insertArchive, listArchivesOf, moveArchive } from "./archive-store.ts"

export type ArchiveDeps = Pick<Deps, "db" | "clock" | "files" | "upkeep" | "retention" | "log">

/** Rows read in one short transaction. */
const ROWS_AT_A_TIME = 1000

type Month = Pick<Archive, "table" | "from" | "to"> & { name: string }

/**
 * Brings a month out of the database: keeps what follows from its rows, detaches the partition, writes it to a compressed file with a
 * manifest, reads that back, and only then drops it. Whatever it is cut off by, calling it again goes on where it stood.
 * Resolves to undefined for a restored month that is held.
 * @throws UnavailableError of type `rows-arrived` when somebody wrote to the month meanwhile; it is then back in its table
 */
export async function archivePartition(deps: ArchiveDeps, month: Month): Promise<Archive | undefined> {
  const begun = await beginArchive(deps, month)
  return begun === undefined ? undefined : finishArchive(deps, begun)
}

/** Goes on with an archive from the step it stands at. */
export async function finishArchive(deps: ArchiveDeps, archive: Archive): Promise<Archive> {
  let current = archive
  for (;;) {
    const step = steps[current.status]
    if (step === undefined) return current
    const { status, facts } = await step(deps, current)
    await deps.db.asSystem("move-archive", (tx) => moveArchive(tx, current, status, facts))
    current = await getArchive(deps, current.name)
  }
}

async function beginArchive(deps: ArchiveDeps, month: Month): Promise<Archive | undefined> {
  const { db, clock } = deps
  const known = await db.asSystem("find-archives", (tx) => listArchivesOf(tx, month.name))
  const open = known.find(({ status }) => status !== "archived" && status !== "deleted")
  if (open?.status === "restored") {
    if (open.heldUntil !== null && open.heldUntil > clock.now()) return undefined
    await db.asSystem("move-archive", (tx) => moveArchive(tx, open, "planned"))
    return getArchive(deps, open.name)
  }
  if (open !== undefined) return open
  const name = archiveNameFor(
    month.name,
    known.map((one) => one.name),
  )
  await db.asSystem("plan-archive", (tx) =>
    insertArchive(tx, { ...month, name, partition: month.name, startedAt: clock.now() }),
  )
  return getArchive(deps, name)
}

type Step = (deps: ArchiveDeps, archive: Archive) => Promise<{ status: Archive["status"]; facts?: ArchiveFacts }>

const steps: Partial<Record<Archive["status"], Step>> = {
  async planned({ upkeep, retention }, { table, partition, from, to }) {
    // Counted first: a row that comes later is one too many, whether or not what follows from it was kept.
    const expectedRows = await upkeep.countRows(partition)
    await retention.beforeArchiving.get(table)?.({ from, to })
    return { status: "prepared", facts: { expectedRows } }
  },

  async prepared({ db, upkeep }, archive) {
    const { table, partition, expectedRows } = archive
    await upkeep.detach(table, partition)
    const rows = await upkeep.countRows(partition)
    if (rows <= (expectedRows ?? 0)) return { status: "detached" }
    await upkeep.attach({ ...archive, name: partition })
    await db.asSystem("move-archive", (tx) => moveArchive(tx, archive, "planned"))
    throw new UnavailableError(
      "rows-arrived",
      `${partition} was written to while it was to be archived. It stays in the database until the next run.`,
    )
  },

  async detached(deps, archive) {
    const { name, table, partition, from, to } = archive
    if (await isBack(deps, archive)) return { status: "planned" }
    // Whoever is erased from here on may be in the file already.
    const erasuresUntil = deps.clock.now()
    const columns = await deps.upkeep.columnsOf(table)
    const { sha256, bytes, rows } = await writeRows(deps, deps.upkeep.readRows(partition, ROWS_AT_A_TIME))
    const manifest: Manifest = {
      format: "studyin-partition-1",
      name,
      table,
      from: from.toISOString(),
      to: to.toISOString(),
      columns,
      rows,
      bytes,
      sha256,
      archivedAt: deps.clock.now().toISOString(),
    }
    const manifestSha256 = await writeManifest(deps, manifest)
    // A month that was restored and is archived once more: its rows are in the new file, and in the table until that was read back.
    for (const old of [archive.fileSha256, archive.manifestSha256])
      if (old !== null && old !== sha256 && old !== manifestSha256) await deps.files.delete(ARCHIVE_OWNER_ID, old)
    return {
      status: "exported",
      facts: { rowCount: rows, fileSha256: sha256, fileBytes: bytes, manifestSha256, erasuresUntil },
    }
  },

  async exported(deps, archive) {
    if (await isBack(deps, archive)) return { status: "planned" }
    await verifyFile(deps, await readManifest(deps, archive))
    await deps.upkeep.drop(archive.partition)
    deps.log.info({ archive: archive.name, rows: archive.rowCount }, "archived a month")
    return { status: "archived", facts: { archivedAt: deps.clock.now(), heldUntil: null } }
  },
}

/** A backup made in the midst of archiving holds the month's rows, and restoring it puts them back into their table: it begins again. */
async function isBack({ upkeep }: Pick<Deps, "upkeep">, { partition }: Archive): Promise<boolean> {
  return (await upkeep.placeOf(partition)) === "attached"
}

/** Removes the files of archives whose time is over. Returns their names. */
export async function deleteArchiveFiles(
  { db, files, clock }: Pick<Deps, "db" | "files" | "clock">,
  archives: readonly Archive[],
): Promise<string[]> {
  const deleted: string[] = []
  for (const archive of archives) {
    // The row first: files without a row are lost space, a row without files would promise what is not there.
    const isMoved = await db.asSystem("delete-archive", (tx) =>
      moveArchive(tx, archive, "deleted", { deletedAt: clock.now() }),
    )
    if (!isMoved) continue
    for (const sha256 of [archive.fileSha256, archive.manifestSha256])
      if (sha256 !== null) await files.delete(ARCHIVE_OWNER_ID, sha256)
    deleted.push(archive.name)
  }
  return deleted
}

async function getArchive({ db }: Pick<Deps, "db">, name: string): Promise<Archive> {
  const archive = await db.asSystem("find-archive", (tx) => findArchive(tx, name))
  if (archive === undefined) throw new Error(`The archive ${name} is not there any more`)
  return archive
}

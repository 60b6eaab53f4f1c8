import { Readable } from "node:stream"
import { configure, ZipWriter } from "@zip.js/zip.js"
import type { Deps } from "../../../platform/deps.ts"
import type { Language } from "../../../shared/language.ts"
import { getAccount } from "../profile/update-account.ts"
import { type ExportedTable, findFileNames, listExportedTables, pagesOf } from "./export-store.ts"
import { derivedTables, secretColumns, userColumns } from "./user-columns.ts"

// Everything in this process: a worker would have to be told each file.
configure({ useWebWorkers: false })

/** What the file `manifest.json` of an export says. docs/data-export.md describes the rest. */
export interface ExportManifest {
  format: "studyin-export"
  version: 1
  exportedAt: string
  account: { id: string; email: string; displayName: string }
  /** Parents before children. `column` is the one that names the learner. */
  tables: { path: string; table: string; column: string; rows: number }[]
  files: { path: string; sha256: string; sizeBytes: number }[]
  leftOut: { columns: readonly string[]; tables: readonly string[] }
}

const readmes: Record<Language, string> = {
  en: `This archive holds what StudyIn has stored about you.

manifest.json   what is in here, and when it was written
tables/         one file a table: a JSON array with an object a row, named as in the database
files/          the files you uploaded, as they were

The format is described in docs/data-export.md of StudyIn.
`,
  de: `Dieses Archiv enthält, was StudyIn über dich gespeichert hat.

manifest.json   was darin ist und wann es geschrieben wurde
tables/         eine Datei je Tabelle: ein JSON-Array mit einem Objekt je Zeile, benannt wie in der Datenbank
files/          die Dateien, die du hochgeladen hast, wie sie waren

Das Format ist in docs/data-export.md von StudyIn beschrieben.
`,
}

/**
 * Everything StudyIn has of a learner, as a ZIP archive that is written while it is read: memory does not grow with it. Each page of
 * rows is read in a transaction of its own, so what changes meanwhile may be in it or not.
 * @throws NotFoundError when the account is gone
 */
export async function writeExport(
  deps: Pick<Deps, "db" | "files" | "clock" | "log">,
  userId: string,
): Promise<Readable> {
  const { id, email, displayName, settings } = await getAccount(deps, userId)
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const exportedAt = deps.clock.now()
  const zip = new ZipWriter(writable, { lastModDate: exportedAt, level: 6, keepOrder: true })
  const account = { id, email, displayName }
  fill(deps, userId, zip, { exportedAt, account, readme: readmes[settings.language] }).catch(async (error: unknown) => {
    // Also when the reader went away. An archive that was cut off must not look whole.
    deps.log.warn({ err: error }, "an export ended before it was complete")
    await writable.abort(error).catch(() => {})
  })
  return Readable.fromWeb(readable as never)
}

async function fill(
  deps: Pick<Deps, "db" | "files">,
  userId: string,
  zip: ZipWriter<unknown>,
  { exportedAt, account, readme }: { exportedAt: Date; account: ExportManifest["account"]; readme: string },
): Promise<void> {
  const manifest: ExportManifest = {
    format: "studyin-export",
    version: 1,
    exportedAt: exportedAt.toISOString(),
    account,
    tables: [],
    files: [],
    leftOut: { columns: secretColumns, tables: derivedTables },
  }
  await zip.add("README.txt", streamOf([readme]))
  const read = <T>(work: Parameters<typeof deps.db.asSystem<T>>[1]) => deps.db.asSystem("export-account", work)
  const parts = await read((tx) => listExportedTables(tx, userColumns))
  for (const part of parts) {
    const path = `tables/${nameOf(part, parts)}.json`
    const count = { rows: 0 }
    await zip.add(path, streamOf(jsonArray(pagesOf(read, part, userId), count)))
    manifest.tables.push({ path, table: part.table.name, column: part.column, rows: count.rows })
  }
  const names = await read((tx) => findFileNames(tx, parts, userId))
  for await (const { sha256, sizeBytes } of deps.files.list(userId)) {
    const path = `files/${sha256.slice(0, 12)}-${safeName(names.get(sha256) ?? "file")}`
    // Most are compressed already.
    await zip.add(path, webStreamOf(await deps.files.read(userId, sha256)), { level: 0, uncompressedSize: sizeBytes })
    manifest.files.push({ path, sha256, sizeBytes })
  }
  await zip.add("manifest.json", streamOf([JSON.stringify(manifest, undefined, 2)]))
  await zip.close()
}

/** The rows a learner has are named after their table; rows that only name the learner say in which column. */
function nameOf({ table, column }: ExportedTable, parts: readonly ExportedTable[]): string {
  const isOwn = column === "user_id" || column === "owner_id" || table.name === "users"
  const isAlone = parts.filter((part) => part.table.name === table.name).length === 1
  return isOwn || (isAlone && column === "id") ? table.name : `${table.name}.${column}`
}

async function* jsonArray(pages: AsyncIterable<string[]>, count: { rows: number }): AsyncGenerator<string> {
  yield "["
  for await (const rows of pages) {
    yield `${count.rows === 0 ? "\n" : ",\n"}${rows.join(",\n")}`
    count.rows += rows.length
  }
  yield "\n]\n"
}

/** No way out of the folder, and nothing a file system refuses. */
function safeName(name: string): string {
  return (
    name
      .replace(/[\p{Cc}<>:"/\\|?*]/gu, "_")
      .replace(/^\.+/, "_")
      .slice(-120) || "file"
  )
}

function streamOf(texts: Iterable<string> | AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return ReadableStream.from(texts).pipeThrough(
    new TransformStream<string, Uint8Array>({ transform: (text, sink) => sink.enqueue(encoder.encode(text)) }),
  ) as ReadableStream<Uint8Array>
}

function webStreamOf(stream: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(stream) as unknown as ReadableStream<Uint8Array>
}

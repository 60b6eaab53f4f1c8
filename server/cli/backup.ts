import { existsSync } from "node:fs"
import { resolve } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { z } from "zod"
import { type BackupRun, runBackup } from "../domains/operations/index.ts"
import { openBackups, openFiles } from "../main.ts"
import { type Config, readConfig } from "../platform/config.ts"
import {
  DataFolderLockedError,
  migrationStatus,
  type OpenDatabase,
  openDatabase,
  SchemaMismatchError,
} from "../platform/database/index.ts"
import { createLog } from "../platform/log.ts"
import { systemClock } from "../shared/clock.ts"
import { CommandError, type CommandOutput, defineCommand } from "./command.ts"
import { askServer } from "./operator.ts"

interface Request {
  kind: "backup" | "drill"
  to: string | undefined
  keyFile: string | undefined
}

type Outcome = Pick<BackupRun, "name" | "place" | "sizeBytes" | "rowCount" | "fileCount" | "keyId" | "removed"> & {
  newKeyFile?: string
}

export const backup = defineCommand({
  name: "backup",
  summary: "Make an encrypted backup of everything, read it back, and keep as many as the settings say",
  details: `Works while servers run: they go on meanwhile. It holds all tables as of one moment and all files, and can be restored
into the embedded database or a PostgreSQL server, whichever it comes from. Without the key file nobody can read it, you
neither: keep a copy of that somewhere else.`,
  options: {
    to: {
      type: "string",
      value: "PLACE",
      description: "folder or s3://bucket/folder (default BACKUP_TO or DATA_DIR/backups)",
    },
    "key-file": {
      type: "string",
      value: "FILE",
      description: "key to encrypt it with (default BACKUP_KEY_FILE or DATA_DIR/backup.key)",
    },
    drill: {
      type: "boolean",
      description: "make none: restore the newest one into a database made for it, and throw that away",
    },
  },
  async run({ options }) {
    const config = readConfig()
    const { to, drill, "key-file": keyFile } = options
    const request: Request = {
      kind: drill ? "drill" : "backup",
      // The server, which may have to do it, was started in another folder.
      to: to === undefined || /^s3:/i.test(to) ? to : resolve(to),
      keyFile: keyFile === undefined ? undefined : resolve(keyFile),
    }
    return report(request.kind, await carryOut(config, request))
  },
})

async function carryOut(config: Config, request: Request): Promise<Outcome> {
  let db: OpenDatabase
  try {
    db = await openDatabase({ dataDir: config.dataDir, url: config.database.url ?? undefined, poolMax: 4 })
  } catch (error) {
    if (error instanceof DataFolderLockedError) return letServerDoIt(config, error, request)
    throw error
  }
  try {
    const clock = systemClock
    const backups = openBackups(config, { db, files: await openFiles(config), clock })
    const isCurrent = await hasCurrentSchema(db)
    const work = { ...request, onProgress: showProgress }
    if (isCurrent)
      return await runBackup({ db, clock, backups, log: createLog("silent") }, { ...work, cause: "command" })
    // Just before or after another version is put in: a backup must not change what it is made of to keep a record of it.
    process.stderr.write("The database's schema is of another version: this is done, but not put on record.\n")
    const made = request.kind === "backup" ? await backups.make(work) : await backups.drill(work)
    return {
      ...made,
      rowCount: made.totals.rows,
      fileCount: made.totals.files,
      keyId: "keyId" in made ? made.keyId : null,
      removed: "removed" in made ? made.removed : [],
    }
  } finally {
    if (process.stderr.isTTY) process.stderr.write("\r\u001b[K")
    await db.close()
  }
}

async function hasCurrentSchema(db: OpenDatabase): Promise<boolean> {
  try {
    return (await migrationStatus(db)).every(({ appliedAt }) => appliedAt !== undefined)
  } catch (error) {
    if (error instanceof SchemaMismatchError) return false
    throw error
  }
}

const runSchema = z.object({
  status: z.enum(["running", "succeeded", "failed"]),
  progress: z.string().nullable(),
  name: z.string().nullable(),
  place: z.string().nullable(),
  sizeBytes: z.number().nullable(),
  rowCount: z.number().nullable(),
  fileCount: z.number().nullable(),
  keyId: z.string().nullable(),
  removed: z.array(z.string()),
  error: z.string().nullable(),
})

/** The embedded database serves one process: a running server is told to do it. */
async function letServerDoIt(config: Config, locked: DataFolderLockedError, request: Request): Promise<Outcome> {
  const keyFile = request.keyFile ?? config.backup.keyFile
  const hadKey = existsSync(keyFile)
  const started = z.object({ id: z.uuid() })
  const { id } = await askServer(config, locked, started, "/operator/backups", request)
  for (let asked = 0; ; asked += 1) {
    await sleep(500)
    let run: z.output<typeof runSchema>
    try {
      run = await askServer(config, locked, runSchema, `/operator/backups/${id}`)
    } catch (error) {
      // A job waits a moment for its turn, or for the one before it.
      if (asked < 240 && error instanceof CommandError && error.message.includes("it has not begun")) continue
      throw error
    }
    if (run.status === "failed") throw new CommandError(run.error ?? "The server could not do it.")
    if (run.status === "succeeded") return { ...run, ...(hadKey ? {} : { newKeyFile: keyFile }) }
    if (run.progress !== null) showProgress(0, 0, run.progress)
  }
}

function showProgress(done: number, total: number, stage: string): void {
  if (!process.stderr.isTTY) return
  process.stderr.write(`\r\u001b[K${total > 1 ? `${stage} (${done} of ${total})` : stage}`)
}

function report(kind: Request["kind"], run: Outcome): CommandOutput {
  const { name, place, sizeBytes, rowCount, fileCount, keyId, removed, newKeyFile } = run
  const size = `${((sizeBytes ?? 0) / 1_000_000).toFixed(1)} MB`
  const held = `${(rowCount ?? 0).toLocaleString("en")} rows and ${(fileCount ?? 0).toLocaleString("en")} files`
  const lines =
    kind === "drill"
      ? [`${place}/${name} can be restored: ${held} came out of it as they went in.`]
      : [
          `${place}/${name}: ${held}, ${size}, read back and found whole.`,
          ...(removed.length === 0 ? [] : [`Removed as no longer kept: ${removed.join(", ")}.`]),
          ...(newKeyFile === undefined
            ? []
            : [`Made the key ${newKeyFile}. Keep a copy of it somewhere else: without it the backup is of no use.`]),
        ]
  return {
    json: { kind, name, place, sizeBytes, rowCount, fileCount, keyId, removed, newKeyFile: newKeyFile ?? null },
    text: lines.join("\n"),
  }
}

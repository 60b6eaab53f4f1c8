import { resolve } from "node:path"
import { replayErasures } from "../domains/accounts/index.ts"
import { openFiles, openHouse } from "../main.ts"
import { restoreFromShelf } from "../platform/backup/index.ts"
import { readConfig, withSecretFiles } from "../platform/config.ts"
import { CommandError, type CommandOutput, defineCommand } from "./command.ts"

export const restore = defineCommand({
  name: "restore",
  summary: "Put a backup back, into the embedded database or a PostgreSQL server",
  operands: "FILE",
  details: `FILE is a backup's path, or s3://bucket/folder/name. It is read through before anything is touched: one that is damaged, cut
short, made with another key or by a newer StudyIn changes nothing. Stop the servers first. Backups of older versions are
brought up to date. Who had their account erased since the backup was made is erased again.`,
  options: {
    "key-file": {
      type: "string",
      value: "FILE",
      description: "key it was made with (default BACKUP_KEY_FILE or DATA_DIR/backup.key)",
    },
    "data-dir": { type: "string", value: "DIR", description: "data folder to restore into (default DATA_DIR)" },
    "database-url": { type: "string", value: "URL", description: "PostgreSQL to restore into (default DATABASE_URL)" },
    force: { type: "boolean", description: "replace the accounts and everything else that is there" },
  },
  async run({ options, operands }) {
    const [path, surplus] = operands
    if (path === undefined || surplus !== undefined)
      throw new CommandError("`studyin restore` takes one FILE. See `studyin restore --help`.")
    const env = {
      ...withSecretFiles(process.env),
      // The key stays where it is when the data go elsewhere.
      BACKUP_KEY_FILE: options["key-file"] ?? readConfig().backup.keyFile,
      ...(options["data-dir"] === undefined ? {} : { DATA_DIR: resolve(options["data-dir"]) }),
      // A data folder alone means its embedded database.
      ...(options["data-dir"] === undefined && options["database-url"] === undefined
        ? {}
        : { DATABASE_URL: options["database-url"], DATABASE_REPLICA_URL: undefined }),
    }
    const config = readConfig(env)
    const restored = await restoreFromShelf({
      config,
      path,
      force: options.force,
      now: new Date(),
      files: await openFiles(config),
      onProgress: showProgress,
    }).finally(() => {
      if (process.stderr.isTTY) process.stderr.write("\r\u001b[K")
    })
    // As the server would at its start: everything is opened once.
    const house = await openHouse(config)
    const { erased } = await replayErasures(house.deps).finally(() => house.close())
    return report(path, restored, erased)
  },
})

function showProgress(done: number, total: number, stage: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${total > 1 ? `${stage} (${done} of ${total})` : stage}`)
}

function report(
  path: string,
  { totals, migrated, damagedFiles, createdAt, engine, keptAt }: Awaited<ReturnType<typeof restoreFromShelf>>,
  erased: number,
): CommandOutput {
  const lines = [
    `Restored ${totals.rows.toLocaleString("en")} rows and ${totals.files.toLocaleString("en")} files as of ${createdAt} from ${path}.`,
    ...(migrated.length === 0 ? [] : [`Brought up to date: ${migrated.join(", ")}.`]),
    ...(erased === 0
      ? []
      : [`Erased again ${erased === 1 ? "one account" : `${erased} accounts`} whose owners had asked for it.`]),
    ...(damagedFiles === 0
      ? []
      : [`${damagedFiles} files had been damaged before they were backed up, and were left out.`]),
    ...(keptAt === undefined
      ? []
      : [`What was there before is in ${keptAt}; delete it when you do not need it any more.`]),
  ]
  const { rows, files } = totals
  return {
    json: { path, createdAt, engine, rows, files, migrated, erased, damagedFiles, keptAt: keptAt ?? null },
    text: lines.join("\n"),
  }
}

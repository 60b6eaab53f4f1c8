import { createHash } from "node:crypto"
import { cpSync, existsSync } from "node:fs"
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import type { DatabaseConfig } from "./database.ts"
import { readMigrations } from "./migration-files.ts"
import { monthOf } from "./partition-months.ts"

const TEMPLATE_DIR = fileURLToPath(new URL("../../../.cache/database", import.meta.url))

/**
 * A prebuilt, migrated data folder for exactly these migrations and this PGlite: initdb and migrating cost seconds, a copy a
 * fraction of one. Undefined when none has been made (`buildTemplate` makes it).
 */
async function findTemplate(config: Pick<DatabaseConfig, "templateDir"> = {}): Promise<string | undefined> {
  const path = await templatePath(config)
  return existsSync(join(path, "PG_VERSION")) ? path : undefined
}

async function templatePath(config: Pick<DatabaseConfig, "templateDir">): Promise<string> {
  return join(config.templateDir ?? TEMPLATE_DIR, await templateKey())
}

// To be raised when the way templates are made changes.
const LAYOUT = 2

/** Changes with everything a template consists of. */
export async function templateKey(): Promise<string> {
  const hash = createHash("sha256").update(`layout ${LAYOUT}\n`)
  const require = createRequire(import.meta.url)
  for (const name of ["@electric-sql/pglite", "@electric-sql/pglite-pgvector"]) {
    hash.update(`${name} ${await packageVersion(require.resolve(name), name)}\n`)
  }
  for (const { name, checksum } of await readMigrations()) hash.update(`${name} ${checksum}\n`)
  // It has the partitions of the months around the one in which it was made.
  hash.update(monthOf(new Date()).label)
  return hash.digest("hex").slice(0, 24)
}

/**
 * Puts a copy of the template where no database is yet. A folder whose making was interrupted is thrown away first.
 * Without a template nothing is put there, and PGlite makes an empty one; call `finish` once it runs.
 */
export async function placeTemplate(folder: string, config: DatabaseConfig): Promise<{ finish(): Promise<void> }> {
  const making = `${folder}.making`
  if (existsSync(making)) await rm(folder, { recursive: true, force: true })
  else if (existsSync(join(folder, "PG_VERSION"))) return { finish: async () => {} }
  await writeFile(making, "This file exists while the database beside it is being made.\n")
  const template = await findTemplate(config)
  // Three times as fast as the asynchronous one, and nothing else goes on while a database is made.
  if (template !== undefined) {
    await markUsed(template)
    cpSync(template, folder, { recursive: true })
  }
  return {
    async finish() {
      if (config.durable ?? true) await flushFolder(folder)
      await rm(making, { force: true })
    },
  }
}

/** Forces a folder's files to disk: the server forces only what it has written itself. */
export async function flushFolder(folder: string): Promise<void> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const flushNext = async (): Promise<void> => {
    for (let entry = files.pop(); entry !== undefined; entry = files.pop()) {
      const file = await open(join(entry.parentPath, entry.name))
      await file.sync().finally(() => file.close())
    }
  }
  // Several at a time share one commit of the file system's journal.
  await Promise.all(Array.from({ length: 16 }, flushNext))
}

/**
 * Makes the template unless it is there. `open` opens and migrates a database in the data folder it is given and closes it.
 * Safe when several processes do it at once: the first to finish wins.
 */
export async function buildTemplate(
  config: Pick<DatabaseConfig, "templateDir">,
  subfolder: string,
  make: (dataDir: string) => Promise<void>,
): Promise<string> {
  const path = await templatePath(config)
  if (existsSync(join(path, "PG_VERSION"))) {
    await markUsed(path)
    await removeForgotten(dirname(path))
    return path
  }
  const draft = `${path}.${process.pid}.${Date.now()}`
  await mkdir(draft, { recursive: true })
  try {
    await make(draft)
    await rename(join(draft, subfolder), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error
    })
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  await removeForgotten(dirname(path))
  return path
}

/** So many stay, so that going back and forth between two versions makes none anew. */
const KEPT = 2
/** Whoever copies or makes one is done by then. */
const FORGOTTEN_MS = 3_600_000

/** Each set of migrations and each month makes another template of 26 MB: those that nobody uses any more go, and what broken-off making left. */
async function removeForgotten(folder: string): Promise<void> {
  const names = await readdir(folder)
  const found = await Promise.all(
    names.map(async (name) => ({ name, usedAt: (await stat(join(folder, name)).catch(() => undefined))?.mtimeMs })),
  )
  const isDraft = (name: string) => name.includes(".")
  const templates = found.filter(({ name }) => !isDraft(name)).sort((a, b) => (b.usedAt ?? 0) - (a.usedAt ?? 0))
  for (const { name, usedAt } of [...templates.slice(KEPT), ...found.filter(({ name }) => isDraft(name))]) {
    if (usedAt === undefined || Date.now() - usedAt < FORGOTTEN_MS) continue
    await rm(join(folder, name), { recursive: true, force: true })
  }
}

/** A template's time is that of its last use. In an image it may not be written to, and nothing is removed there. */
async function markUsed(template: string): Promise<void> {
  const now = new Date()
  await utimes(template, now, now).catch(() => {})
}

async function packageVersion(entry: string, name: string): Promise<string> {
  const root = entry.slice(0, entry.lastIndexOf(name) + name.length)
  return (JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string }).version
}

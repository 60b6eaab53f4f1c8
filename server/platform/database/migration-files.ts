import { createHash } from "node:crypto"
import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const MIGRATIONS_DIR = fileURLToPath(new URL("../../migrations", import.meta.url))

export interface Migration {
  version: number
  /** "0001_foundation" */
  name: string
  up: string
  down: string
  /** SHA-256 of `up`, hexadecimal. */
  checksum: string
}

const OUTSIDE = /^-- outside a transaction\b/

/**
 * Statements of a half that begins with the comment `-- outside a transaction`: indexes of tables in use are made CONCURRENTLY, which
 * a transaction forbids. Each statement ends with a semicolon at the end of a line. Undefined for all other halves.
 */
export function statementsOutside(half: string): string[] | undefined {
  if (!OUTSIDE.test(half)) return undefined
  return half
    .replace(/^\s*--.*$/gm, "")
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "")
}

const FILE = /^(\d{4})_([a-z0-9]+(?:[-_][a-z0-9]+)*)\.(up|down)\.sql$/

/**
 * The migrations of a folder by version: pairs of NNNN_name.up.sql and NNNN_name.down.sql.
 * @throws Error when a file has another name, a pair is incomplete or a number occurs twice.
 */
export async function readMigrations(dir: string = MIGRATIONS_DIR): Promise<Migration[]> {
  const halves = new Map<string, { up?: string; down?: string }>()
  for (const file of (await readdir(dir)).sort()) {
    const match = FILE.exec(file)
    if (match === null)
      throw new Error(`${file} in ${dir} is no migration: expected NNNN_name.up.sql or NNNN_name.down.sql`)
    const name = `${match[1]}_${match[2]}`
    const half = halves.get(name) ?? {}
    half[match[3] as "up" | "down"] = await readFile(join(dir, file), "utf8")
    halves.set(name, half)
  }
  const migrations: Migration[] = []
  for (const [name, { up, down }] of halves) {
    if (up === undefined || down === undefined)
      throw new Error(`Migration ${name} lacks its ${up === undefined ? "up" : "down"} file`)
    const version = Number(name.slice(0, 4))
    if (migrations.at(-1)?.version === version) throw new Error(`Two migrations have the number ${name.slice(0, 4)}`)
    migrations.push({ version, name, up, down, checksum: createHash("sha256").update(up).digest("hex") })
  }
  return migrations
}

import { mkdir } from "node:fs/promises"
import { readConfig } from "../platform/config.ts"
import {
  ensurePartitions,
  migrate,
  migrationStatus,
  type OpenDatabase,
  openDatabase,
} from "../platform/database/index.ts"
import { CommandError, type CommandOutput, defineCommand, tableOf } from "./command.ts"

const directions = ["up", "down", "status"] as const

export const migrateCommand = defineCommand({
  name: "migrate",
  summary: "Bring the database's schema up to date, take migrations back, or show them",
  operands: "[up|down|status]",
  details: `  up      apply what is pending, or up to --to (default)
  down    take back the last one, or all above --to
  status  show each migration and when it was applied

The server applies pending migrations itself when it starts. Taking one back deletes the data of its tables.`,
  options: {
    to: { type: "integer", value: "VERSION", description: "the last version to stay, such as 7; 0 for none" },
  },
  async run({ options, operands }) {
    const [direction = "up", surplus] = operands
    if (!isDirection(direction) || surplus !== undefined)
      throw new CommandError(`\`studyin migrate\` takes up, down or status, not "${surplus ?? direction}".`)
    const config = readConfig()
    await mkdir(config.dataDir, { recursive: true, mode: 0o700 })
    const db = await openDatabase({ dataDir: config.dataDir, url: config.database.url ?? undefined })
    try {
      return direction === "status" ? await showStatus(db) : await move(db, direction, options.to)
    } finally {
      await db.close()
    }
  },
})

function isDirection(word: string): word is (typeof directions)[number] {
  return (directions as readonly string[]).includes(word)
}

async function move(db: OpenDatabase, direction: "up" | "down", to: number | undefined): Promise<CommandOutput> {
  const done = await migrate(db, direction, to === undefined ? {} : { to })
  const pending = (await migrationStatus(db)).filter(({ appliedAt }) => appliedAt === undefined)
  // Tables without the partitions of this month accept no rows.
  if (direction === "up" && pending.length === 0) await ensurePartitions(db, new Date())
  const verb = direction === "up" ? "applied" : "taken back"
  return {
    json: { direction, done, pending: pending.map(({ name }) => name) },
    text: done.length === 0 ? "Nothing to do." : done.map((name) => `${name} ${verb}`).join("\n"),
  }
}

async function showStatus(db: OpenDatabase): Promise<CommandOutput> {
  const all = await migrationStatus(db)
  return {
    json: all.map(({ version, name, appliedAt }) => ({ version, name, appliedAt: appliedAt ?? null })),
    text: tableOf(all.map(({ name, appliedAt }) => [name, appliedAt?.toISOString() ?? "pending"])),
  }
}

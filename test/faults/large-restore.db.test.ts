import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, it } from "vitest"
import { NODE_FLAGS } from "../../server/cli/server-process.ts"
import { ensurePartitions, migrate, openDatabase, prepareTemplate } from "../../server/platform/database/index.ts"
import { newId } from "../../server/shared/ids.ts"

const studyin = join(import.meta.dirname, "../../server/cli/studyin.ts")
const ENTRIES = 200_000
/** What a restore may hold more when there is much to restore: batches and the database's own memory, not the rows. */
const MOST_MORE_MB = 200

let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "studyin-large-"))
  await prepareTemplate()
})
afterAll(() => rm(home, { recursive: true, force: true }))

it("an embedded installation with 200,000 entries comes back whole, in memory that does not grow with it", {
  timeout: 400_000,
}, async () => {
  await fill("small", 100)
  await fill("large", ENTRIES)
  const small = await backUpAndRestore("small")
  const large = await backUpAndRestore("large")
  const db = await openDatabase({ dataDir: join(home, "large-back"), statementTimeoutMs: 0 })
  const { rows } = await db.asSystem("check-log", (tx) =>
    sql<{ n: number; last: number }>`select count(*)::int as n, max(sequence) as last from interactions`.execute(tx),
  )
  await db.close()
  expect(rows).toEqual([{ n: ENTRIES, last: ENTRIES }])
  if (small !== undefined && large !== undefined) expect(large - small).toBeLessThan(MOST_MORE_MB)
})

async function fill(name: string, entries: number): Promise<void> {
  const db = await openDatabase({ dataDir: join(home, name), durable: false, statementTimeoutMs: 0 })
  const userId = newId()
  await migrate(db, "up")
  await ensurePartitions(db, new Date())
  await db.asSystem("fill-log", async (tx) => {
    await sql`insert into users (id, email, display_name, created_at) values (${userId}, ${`${name}@example.test`}, 'Ada', now())`.execute(
      tx,
    )
    await sql`insert into profiles (user_id, time_zone) values (${userId}, 'UTC')`.execute(tx)
    await sql`insert into learner_stats (user_id, interactions) values (${userId}, ${entries})`.execute(tx)
    await sql`
      insert into interactions (user_id, id, kind, typed_answer, duration_ms, study_day, local_hour, daily_goal_minutes, xp_earned, sequence, recorded_at)
      select ${userId}::uuid, app.uuid_floor(now() - (${entries} - n) * interval '20 seconds'), 'ask', md5(n::text), 30000, current_date, 12, 30, 0, n, now()
      from generate_series(1, ${entries}) n`.execute(tx)
  })
  await db.close()
}

/** @returns the most memory the restore held, in MB; undefined where the system does not tell */
async function backUpAndRestore(name: string): Promise<number | undefined> {
  const from = join(home, name)
  const made = await studyInProcess(["backup", "--json"], { DATA_DIR: from })
  const { place, name: file } = JSON.parse(made.stdout) as { place: string; name: string }
  const back = await studyInProcess(["restore", join(place, file), "--json"], {
    DATA_DIR: join(home, `${name}-back`),
    BACKUP_KEY_FILE: join(from, "backup.key"),
  })
  return back.peakMb
}

async function studyInProcess(args: string[], settings: Record<string, string>) {
  const none = { DATABASE_URL: undefined, REDIS_URL: undefined, S3_BUCKET: undefined, BACKUP_TO: undefined }
  const child = spawn(process.execPath, [...NODE_FLAGS, studyin, ...args], {
    env: { ...process.env, ...none, LOG_LEVEL: "error", ...settings } as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "inherit"],
  })
  let stdout = ""
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString()
  })
  let peakMb: number | undefined
  const looking = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "")
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]
    if (kilobytes !== undefined) peakMb = Math.max(peakMb ?? 0, Number(kilobytes) / 1000)
  }, 50)
  const [code] = await once(child, "exit")
  clearInterval(looking)
  expect(code, args.join(" ")).toBe(0)
  return { stdout, peakMb }
}

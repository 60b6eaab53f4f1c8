import { type ChildProcess, execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { promisify } from "node:util"
import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createOwnDatabase, type OwnDatabase } from "../../server/cli/own-database.ts"
import { NODE_FLAGS } from "../../server/cli/server-process.ts"
import {
  ensurePartitions,
  migrate,
  type OpenDatabase,
  openDatabase,
  prepareTemplate,
} from "../../server/platform/database/index.ts"
import { newId } from "../../server/shared/ids.ts"
import { testEngines } from "../database.ts"

const run = promisify(execFile)
const studyin = join(import.meta.dirname, "../../server/cli/studyin.ts")
const MONTHS = 3
const ROWS_A_MONTH = 4_000
const KILLS = 4

describe.each(testEngines)("archiving that is killed (%s)", (engine) => {
  let dataDir: string
  let database: OwnDatabase | null = null
  const userId = newId()
  // Three months that were over a year ago, whatever month this is.
  const start = new Date(Date.UTC(new Date().getUTCFullYear() - 1, new Date().getUTCMonth() - 4, 1))

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "studyin-archiving-"))
    if (engine === "postgres") database = await createOwnDatabase(process.env.TEST_DATABASE_URL ?? "", "archiving")
    else await prepareTemplate()
    const db = await open()
    await migrate(db, "up")
    for (const table of ["interactions", "xp_transactions"])
      await ensurePartitions(db, new Date(), { from: start, table })
    await db.asSystem("fill-log", async (tx) => {
      await sql`insert into users (id, email, display_name, created_at) values (${userId}, 'ada@example.test', 'Ada', ${start})`.execute(
        tx,
      )
      await sql`insert into profiles (user_id, time_zone) values (${userId}, 'UTC')`.execute(tx)
      await sql`insert into learner_settings (user_id) values (${userId})`.execute(tx)
      await sql`insert into learner_stats (user_id, interactions) values (${userId}, ${MONTHS * ROWS_A_MONTH})`.execute(
        tx,
      )
      await sql`
        insert into interactions (user_id, id, kind, typed_answer, duration_ms, study_day, local_hour, daily_goal_minutes, xp_earned, sequence, recorded_at)
        select ${userId}::uuid, app.uuid_floor(at), 'ask', md5(n::text), 30000, at::date, 12, 30, 0, n, at
        from (select n, ${start}::timestamptz + (n - 1) % ${ROWS_A_MONTH} * interval '10 minutes' + (n - 1) / ${ROWS_A_MONTH} * interval '31 days' as at
          from generate_series(1, ${MONTHS * ROWS_A_MONTH}) n) x`.execute(tx)
    })
    await db.close()
  }, 240_000)
  afterAll(async () => {
    await database?.drop()
    await rm(dataDir, { recursive: true, force: true })
  })

  const open = (): Promise<OpenDatabase> =>
    openDatabase({ dataDir, url: database?.url, poolMax: 2, statementTimeoutMs: 0 })
  const env = () => ({
    ...process.env,
    ...{ LOG_LEVEL: "error", REDIS_URL: undefined, S3_BUCKET: undefined, BACKUP_TO: undefined },
    ...{ DATA_DIR: dataDir, DATABASE_URL: database?.url ?? undefined },
  })
  const command = async (...args: string[]) =>
    JSON.parse(
      (await run(process.execPath, [...NODE_FLAGS, studyin, ...args, "--json"], { env: env() as NodeJS.ProcessEnv }))
        .stdout,
    )
  const fingerprint = async () => {
    const db = await open()
    try {
      const { rows } = await db.asSystem("check-log", (tx) =>
        sql<{ n: number; print: string }>`
          select count(*)::int as n, md5(string_agg(id::text || typed_answer, ',' order by id)) as print from interactions`.execute(
          tx,
        ),
      )
      return rows[0]
    } finally {
      await db.close()
    }
  }

  it("loses no row, whenever it is killed: done again it finishes, and the months come back as they were", {
    timeout: 240_000,
  }, async () => {
    const before = await fingerprint()
    expect(before?.n).toBe(MONTHS * ROWS_A_MONTH)
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = spawn(process.execPath, [...NODE_FLAGS, studyin, "retention", "run", "learning-log"], {
        env: env() as NodeJS.ProcessEnv,
        stdio: "ignore",
      })
      await untilWorking(child)
      await sleep(Math.random() * 700)
      await killNow(child)
    }
    await command("retention", "run", "learning-log")
    const archives = (
      (await command("archive", "list")) as { name: string; table: string; status: string; rowCount: number }[]
    ).filter(({ table }) => table === "interactions")
    expect(archives.every(({ status }) => status === "archived")).toBe(true)
    expect(archives.reduce((sum, { rowCount }) => sum + rowCount, 0)).toBe(before?.n)
    expect((await fingerprint())?.n).toBe(0)
    for (const { name, rowCount } of archives) if (rowCount > 0) await command("archive", "restore", name)
    expect(await fingerprint()).toEqual(before)
  })
})

/** A process that has used this much time has loaded its code and is at its work. */
const LOADED_CPU_MS = 900

async function untilWorking(child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const stat = await readFile(`/proc/${child.pid}/stat`, "utf8").catch(() => "")
    const fields = stat.split(") ").at(-1)?.split(" ") ?? []
    if ((Number(fields[11]) + Number(fields[12])) * 10 >= LOADED_CPU_MS) return
    // Where the system does not tell.
    if (stat === "") return void (await sleep(1_500))
    await sleep(5)
  }
}

async function killNow(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, "exit")
  child.kill("SIGKILL")
  await ended
}

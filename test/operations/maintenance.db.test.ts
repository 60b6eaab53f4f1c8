import { mkdir, utimes, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, it } from "vitest"
import { maintenanceTasks } from "../../server/domains/operations/maintenance.ts"
import { runMaintenance } from "../../server/domains/operations/run-maintenance.ts"
import type { JobHandlers } from "../../server/platform/jobs.ts"
import { rooms } from "../../server/rooms.ts"
import { describeEachDatabase } from "../database.ts"
import { drainJobs } from "../drain-jobs.ts"
import { openApp, type SignedIn, type TestApp } from "../http/open-app.ts"

describeEachDatabase("maintenance", (open) => {
  let server: TestApp
  let admin: SignedIn
  beforeAll(async () => {
    server = await openApp(open())
    admin = await server.signInAs({ role: "admin" })
  })
  afterAll(() => server.close())

  const call = async (
    method: "GET" | "POST" | "PATCH",
    path: string,
    payload?: object,
    headers: object = admin.headers,
  ) => {
    const reply = await server.app.inject({
      method,
      url: `/api/v1/admin${path}`,
      headers: headers as Record<string, string>,
      ...(payload === undefined ? {} : { payload }),
    })
    return { code: reply.statusCode, body: reply.body === "" || reply.body === "null" ? null : reply.json() }
  }
  const drain = () =>
    drainJobs(open(), server.deps, Object.assign({}, ...rooms.map(({ jobs }) => jobs ?? {})) as JobHandlers)

  it("every task runs and leaves what it did", async () => {
    for (const { name } of maintenanceTasks) {
      const run = await runMaintenance(server.deps, name)
      expect(run, name).toMatchObject({ task: name, error: null })
    }
    const { body } = await call("GET", "/maintenance")
    expect(body.tasks.map(({ name }: { name: string }) => name)).toEqual(maintenanceTasks.map(({ name }) => name))
    for (const { lastRun } of body.tasks) expect(lastRun).toMatchObject({ error: null, finishedAt: expect.any(String) })
    expect(body.partitions).toMatchObject({ isReady: true })
    const log = body.partitions.tables.find(({ table }: { table: string }) => table === "interactions")
    expect(log).toMatchObject({ months: expect.any(Number), oldest: expect.any(String) })
    expect(log.months).toBeGreaterThanOrEqual(6)
  })

  it("a task that fails says why", async () => {
    const upkeep = {
      ...server.deps.upkeep,
      reindexBloated: async () => {
        throw new Error("no space left on device")
      },
    }
    await expect(runMaintenance({ ...server.deps, upkeep }, "reindex-bloated")).rejects.toThrow("no space left")
    const { rows } = await sql<{ error: string }>`
      select error from maintenance_runs where task = 'reindex-bloated' and error is not null`.execute(open().admin)
    expect(rows).toEqual([{ error: "no space left on device" }])
  })

  it("makes partitions that are missing, and readiness is there again", async () => {
    const { rows } = await sql<{ name: string }>`
      select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'xp_transactions'::regclass order by c.relname desc limit 3`.execute(open().admin)
    for (const { name } of rows) {
      await server.deps.upkeep.detach("xp_transactions", name)
      await server.deps.upkeep.drop(name)
    }
    const missing = rows.map(({ name }) => name).sort()
    const ready = async () =>
      (await server.app.inject({ method: "GET", url: "/health/ready" })).json().checks.partitions
    expect(await ready()).toBe("failed")
    const run = await runMaintenance(server.deps, "ensure-partitions")
    expect(run.result).toEqual({ made: missing })
    expect(await ready()).toBe("ok")
  })

  it("removes drafts of uploads that were cut off a day ago, and none that are under way", async () => {
    const home = join(server.deps.config.dataDir, "files", admin.userId)
    await mkdir(home, { recursive: true })
    const [old, young] = ["c0a3a2d0-0000-4000-8000-000000000001", "c0a3a2d0-0000-4000-8000-000000000002"].map((id) =>
      join(home, `.${id}`),
    )
    for (const path of [old, young]) await writeFile(path ?? "", "half a file")
    const now = open().clock.now().getTime() / 1000
    await utimes(old ?? "", now - 90_000, now - 90_000)
    await utimes(young ?? "", now - 60, now - 60)
    expect((await runMaintenance(server.deps, "sweep-files")).result).toEqual({ removed: 1 })
    expect((await runMaintenance(server.deps, "sweep-files")).result).toEqual({ removed: 0 })
  })

  it("is started by administrators alone, once however often they ask", async () => {
    const learner = await server.signInAs()
    for (const path of ["/maintenance", "/retention", "/retention/runs", "/archives"])
      expect((await call("GET", path, undefined, learner.headers)).code, path).toBe(403)
    expect((await call("POST", "/maintenance/sweep-files/run", undefined, learner.headers)).code).toBe(403)
    expect((await call("POST", "/maintenance/no-such-task/run")).code).toBe(404)
    for (let n = 0; n < 3; n += 1) expect((await call("POST", "/maintenance/sweep-files/run")).code).toBe(202)
    expect((await call("POST", "/retention/conversations/run")).code).toBe(202)
    expect((await call("POST", "/retention/nothing/run")).code).toBe(404)
    expect((await call("POST", "/archives/nothing/restore")).code).toBe(404)
    const done = await drain()
    expect(done.map(({ error }) => error).filter((error) => error !== undefined)).toEqual([])
    expect(done.map(({ name }) => name)).toContain("operations.apply-policy")
    const { rows } = await sql<{ event: string }>`
      select event from audit_logs where actor_id = ${admin.userId} order by id`.execute(open().admin)
    expect(rows.map(({ event }) => event).sort()).toEqual([
      "maintenance_started",
      "maintenance_started",
      "maintenance_started",
      "retention_started",
    ])
  })

  it("retention is read, counted and changed over the API", async () => {
    const counted = await call("POST", "/retention/ended-sign-ins/dry-run")
    expect(counted).toMatchObject({ code: 200, body: { isDryRun: true, rowCount: 0, error: null } })
    const refused = await call("PATCH", "/retention/ended-sign-ins", { archiveKeepDays: 30 })
    expect(refused).toMatchObject({ code: 422, body: { errors: expect.anything() } })
    expect(await call("PATCH", "/retention/ended-sign-ins", { keepDays: 10 })).toMatchObject({
      code: 200,
      body: { keepDays: 10 },
    })
    const { body } = await call("GET", "/retention")
    const policy = body.items.find(({ name }: { name: string }) => name === "ended-sign-ins")
    expect(policy).toMatchObject({ keepDays: 10, defaultKeepDays: 7, lastDryRun: { rowCount: 0 } })
    expect((await call("GET", "/retention/runs?policy=conversations&limit=1")).body.items).toHaveLength(1)
    expect((await call("GET", "/archives")).body).toEqual({ items: [] })
  })
})

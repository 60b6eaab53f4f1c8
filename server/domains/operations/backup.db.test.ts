import { readdir } from "node:fs/promises"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { describeEachDatabase } from "../../../test/database.ts"
import { openTestDeps, type TestDeps } from "../../../test/deps.ts"
import { drainJobs } from "../../../test/drain-jobs.ts"
import { readConfig } from "../../platform/config.ts"
import { newId } from "../../shared/ids.ts"
import { jobs } from "./backup.jobs.ts"
import { getBackupRun, readBackupStatus, reportBackups, startBackup, startDueBackups } from "./backup-report.ts"
import { insertBackupRun } from "./backup-run-store.ts"
import { runBackup } from "./backup-run-work.ts"

describeEachDatabase("backups and the record of them", (open, engine) => {
  let test: TestDeps
  beforeAll(async () => {
    test = await openTestDeps(open())
  })
  afterAll(() => test.close())
  const pass = (hours: number) => open().clock.advance(hours * 3_600_000)

  it("are begun by an administrator and carried out by a job, which leaves itself out", {
    timeout: 60_000,
  }, async () => {
    const { deps } = test
    const { userId: actorId } = await open().createLearner({ role: "admin" })
    const { id } = await startBackup(deps, { kind: "backup", by: { actorId } })
    await expect(getBackupRun(deps, id)).rejects.toThrow("it has not begun")
    expect(await drainJobs(open(), deps, jobs)).toMatchObject([{ name: "operations.make-backup" }])
    expect(await getBackupRun(deps, id)).toMatchObject({
      kind: "backup",
      cause: "administrator",
      status: "succeeded",
      place: deps.backups.place,
      error: null,
    })
    const { items, lastBackupAt } = await reportBackups(deps)
    expect(items).toHaveLength(1)
    expect(lastBackupAt).toEqual(items[0]?.startedAt)
    const { rows } = await open().db.execute("select event, actor_id, entity_id from audit_logs")
    expect(rows).toEqual([{ event: "backup_started", actor_id: actorId, entity_id: "backup" }])
  })

  it("are restored for a drill", { timeout: 60_000 }, async () => {
    const run = await runBackup(test.deps, { kind: "drill", cause: "command" })
    expect(run).toMatchObject({ kind: "drill", status: "succeeded", name: (await readdir(test.deps.backups.place))[0] })
    expect((await readBackupStatus(test.deps)).lastDrillAt).toEqual(run.startedAt)
  })

  it("that fail say why", async () => {
    pass(1)
    const to = join(test.deps.config.dataDir, "backup.key", "not-a-folder")
    await expect(runBackup(test.deps, { kind: "backup", cause: "command", to })).rejects.toThrow(
      "cannot be used as a folder",
    )
    const [newest] = (await reportBackups(test.deps)).items
    expect(newest).toMatchObject({
      status: "failed",
      error: expect.stringContaining("cannot be used as a folder"),
      name: null,
    })
    const { lastBackupAt } = await readBackupStatus(test.deps)
    expect(lastBackupAt?.getTime()).toBeLessThan(newest?.startedAt.getTime() ?? 0)
  })

  it("are made one at a time; one that died does not stand in the way", { timeout: 60_000 }, async () => {
    pass(1)
    const { db, clock } = test.deps
    const dead = { id: newId(), kind: "backup" as const, cause: "schedule" as const, startedAt: clock.now() }
    await db.asSystem("insert-backup", (tx) => insertBackupRun(tx, dead))
    const again = () => runBackup(test.deps, { kind: "backup", cause: "command" })
    // On a server it may be another process's; the embedded database has no other.
    if (engine === "postgres") await expect(again()).rejects.toThrow("A backup is being made already")
    pass(0.1)
    expect(await again()).toMatchObject({ status: "succeeded" })
    expect(await getBackupRun(test.deps, dead.id)).toMatchObject({
      status: "failed",
      error: expect.stringContaining("cut off"),
    })
  })

  it("are said to lie where they were put, and are made at once in a new place", { timeout: 60_000 }, async () => {
    pass(1)
    const { deps } = test
    const before = await readBackupStatus(deps)
    expect(before).toMatchObject({ lastBackupPlace: deps.backups.place, lastBackupHereAt: before.lastBackupAt })
    const to = join(deps.config.dataDir, "elsewhere")
    const run = await runBackup(deps, { kind: "backup", cause: "command", to })
    expect(await readBackupStatus(deps)).toMatchObject({
      place: deps.backups.place,
      lastBackupAt: run.startedAt,
      lastBackupPlace: to,
      lastBackupHereAt: before.lastBackupAt,
    })
    pass(1)
    const moved = {
      ...deps,
      config: readConfig({ BACKUP_TO: "/new" }),
      backups: { ...deps.backups, place: "/new" },
    }
    expect(await readBackupStatus(moved)).toMatchObject({ lastBackupPlace: to, lastBackupHereAt: null })
    expect(await startDueBackups(moved)).toEqual(["backup"])
    await open().db.execute("delete from job_outbox")
  })

  it("come by themselves when a place for them is set, and the time has come", async () => {
    expect(await startDueBackups(test.deps)).toEqual([])
    const config = readConfig({ BACKUP_TO: "/somewhere", BACKUP_DRILL_DAYS: "2" })
    const deps = { ...test.deps, config }
    pass(49)
    expect(await startDueBackups(deps)).toEqual(["backup", "drill"])
    const { rows } = await open().db.execute("delete from job_outbox returning name, payload, singleton_key")
    expect(rows).toEqual([
      { name: "operations.make-backup", payload: { cause: "schedule" }, singleton_key: "backup" },
      { name: "operations.drill-backup", payload: { cause: "schedule" }, singleton_key: "drill" },
    ])
  })
})

import { sql } from "kysely"
import { afterAll, beforeAll, expect, it } from "vitest"
import {
  applyRetention,
  dryRunPolicy,
  editPolicy,
  listRetentionRuns,
  reportRetention,
} from "../../server/domains/operations/index.ts"
import { runMaintenance } from "../../server/domains/operations/run-maintenance.ts"
import type { Deps } from "../../server/platform/deps.ts"
import { newId } from "../../server/shared/ids.ts"
import { describeEachDatabase } from "../database.ts"
import { openTestDeps, type TestDeps } from "../deps.ts"

const now = new Date("2027-03-01T03:20:00Z")
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)

describeEachDatabase("retention", (open) => {
  let test: TestDeps
  let deps: Deps
  let userId: string

  beforeAll(async () => {
    test = await openTestDeps(open())
    deps = test.deps
    open().clock.set(now)
    await open().coverTime(daysAgo(200), now)
    userId = (await open().createLearner()).userId
    const { admin } = open()
    for (const days of [1, 6, 8, 40, 300, 800]) {
      const at = daysAgo(days)
      await sql`insert into conversations (user_id, id, title, last_message_at, created_at)
        values (${userId}, ${newId(at.getTime())}, ${`${days} days`}, ${at}, ${at})`.execute(admin)
      await sql`insert into practice_sessions (user_id, id, mode, status, total_questions, started_at, completed_at)
        values (${userId}, ${newId(at.getTime())}, 'tutor', 'completed', 1, ${at}, ${at})`.execute(admin)
      await sql`insert into study_sessions (user_id, id, kind, started_at, ended_at) values (${userId}, ${newId(at.getTime())}, 'practice', ${at}, ${at})`.execute(
        admin,
      )
      await sql`insert into refresh_tokens (user_id, id, family_id, token_hash, created_at, last_used_at, expires_at, family_expires_at)
        values (${userId}, ${newId(at.getTime())}, ${newId()}, sha256(${`token ${days}`}::bytea), ${daysAgo(days + 1)}, ${at}, ${at}, ${at})`.execute(
        admin,
      )
    }
    for (const days of [1, 95, 150])
      for (const event of ["signin_success", "password_changed"])
        await sql`insert into audit_logs (id, actor_id, event, recorded_at) values (${newId(daysAgo(days).getTime())}, ${userId}, ${event}, ${daysAgo(days)})`.execute(
          admin,
        )
  })
  afterAll(() => test.close())

  const count = async (text: string) => {
    const { rows } = await open().db.asSystem("count-for-test", (tx) =>
      sql<{ n: number }>`select count(*) as n from ${sql.raw(text)}`.execute(tx),
    )
    return Number(rows[0]?.n)
  }

  it("has a rule for every policy that removes rows, and a policy for every rule and partitioned table", async () => {
    const policies = await reportRetention(deps)
    const byRows = policies.filter(({ action }) => action !== "archive").map(({ name }) => name)
    expect([...deps.retention.rules.keys()].sort()).toEqual(byRows.sort())
    const archived = policies.filter(({ action }) => action === "archive").flatMap(({ tables }) => tables)
    const { tables } = await deps.upkeep.partitionReport(now)
    for (const { table } of tables) expect(archived, table).toContain(table)
    for (const table of deps.retention.beforeArchiving.keys()) expect(archived).toContain(table)
  })

  it("keeps by default what the documents say", async () => {
    const policies = new Map((await reportRetention(deps)).map((policy) => [policy.name, policy]))
    const days = (name: string) => [policies.get(name)?.keepDays, policies.get(name)?.archiveKeepDays]
    expect(days("learning-log")).toEqual([365, 1095])
    expect(days("audit-log")).toEqual([730, null])
    expect(days("sign-in-log")).toEqual([90, null])
    expect(days("conversations")).toEqual([730, null])
    expect(days("idle-conversations")).toEqual([30, null])
    expect(days("ended-sign-ins")).toEqual([7, null])
    expect(days("performance-metrics")).toEqual([730, 1825])
    for (const { keepDays, defaultKeepDays } of policies.values()) expect(keepDays).toBe(defaultKeepDays)
  })

  it("a dry run counts what a run then removes", async () => {
    const dry = new Map((await applyRetention(deps, { isDryRun: true })).map((run) => [run.policy, run]))
    expect(dry.get("conversations")?.rowCount).toBe(1)
    expect(dry.get("idle-conversations")?.rowCount).toBe(3)
    expect(dry.get("ended-sign-ins")?.rowCount).toBe(4)
    expect(dry.get("study-sessions")?.rowCount).toBe(1)
    expect(dry.get("practice-sessions")?.rowCount).toBe(1)
    expect(dry.get("sign-in-log")?.rowCount).toBe(2)
    expect(await count("conversations")).toBe(6)

    const real = new Map((await applyRetention(deps, { isDryRun: false })).map((run) => [run.policy, run]))
    for (const [policy, { rowCount, error }] of real) {
      expect(error, policy).toBeNull()
      // The policy before it took one of its conversations away already.
      expect(rowCount, policy).toBe(policy === "idle-conversations" ? 2 : dry.get(policy)?.rowCount)
    }
    expect(await count("conversations where is_archived")).toBe(2)
    expect(await count("conversations where not is_archived")).toBe(3)
    expect(await count("refresh_tokens")).toBe(2)
    expect(await count("study_sessions")).toBe(5)
    expect(await count("audit_logs where event = 'signin_success'")).toBe(1)
    expect(await count("audit_logs where event = 'password_changed'")).toBe(3)
    const again = await applyRetention(deps, { isDryRun: false })
    expect(again.filter(({ rowCount }) => rowCount > 0)).toEqual([])
  })

  it("the record of backups grows old, but for the last good one of each kind", async () => {
    const run = (daysOld: number, kind: "backup" | "drill", status: "succeeded" | "failed") => ({
      ...{
        id: newId(daysAgo(daysOld).getTime()),
        kind,
        status,
        cause: "schedule" as const,
        name: status === "failed" ? null : "b",
      },
      ...{ started_at: daysAgo(daysOld), alive_at: daysAgo(daysOld), finished_at: daysAgo(daysOld) },
    })
    const kept = [run(700, "drill", "succeeded"), run(500, "backup", "succeeded"), run(10, "backup", "failed")]
    const old = [run(720, "drill", "succeeded"), run(710, "drill", "failed"), run(501, "backup", "succeeded")]
    await open()
      .admin.insertInto("backup_runs")
      .values([...kept, ...old])
      .execute()
    const [result] = await applyRetention(deps, { policy: "operations-history", isDryRun: false })
    expect(result).toMatchObject({ rowCount: 3, error: null })
    const left = await open().admin.selectFrom("backup_runs").select("id").execute()
    expect(left.map(({ id }) => id).sort()).toEqual(kept.map(({ id }) => id).sort())
  })

  it("does not wait for a row that somebody works on, and takes it the next time", async () => {
    const at = daysAgo(900)
    const id = newId(at.getTime())
    await sql`insert into conversations (user_id, id, title, last_message_at) values (${userId}, ${id}, 'busy', ${at})`.execute(
      open().admin,
    )
    if (open().db.engine === "postgres") {
      await open()
        .admin.transaction()
        .execute(async (tx) => {
          await sql`select 1 from conversations where id = ${id} for update`.execute(tx)
          const [run] = await applyRetention(deps, { policy: "conversations", isDryRun: false })
          expect(run).toMatchObject({ rowCount: 0, error: null })
        })
    }
    const [run] = await applyRetention(deps, { policy: "conversations", isDryRun: false })
    expect(run).toMatchObject({ rowCount: 1, error: null })
  })

  it("is changed by administrators within limits, and the audit log says by whom and from where", async () => {
    const sessionId = newId()
    const by = { actorId: userId, sessionId, origin: { ipAddress: "192.0.2.7", userAgent: "Firefox" } }
    await expect(editPolicy(deps, "sign-in-log", { keepDays: 3 }, by)).rejects.toMatchObject({
      status: 422,
      fields: [{ path: "keepDays" }],
    })
    await expect(editPolicy(deps, "conversations", { archiveKeepDays: 900 }, by)).rejects.toMatchObject({
      status: 422,
    })
    await expect(editPolicy(deps, "learning-log", { archiveKeepDays: 200 }, by)).rejects.toMatchObject({
      status: 422,
    })
    await expect(editPolicy(deps, "nothing", { keepDays: 30 }, by)).rejects.toMatchObject({ status: 404 })
    await editPolicy(deps, "study-sessions", { keepDays: 200 }, by)
    expect(await dryRunPolicy(deps, "study-sessions")).toMatchObject({ keepDays: 200, rowCount: 1 })
    await editPolicy(deps, "study-sessions", { keepDays: 730, isEnabled: false }, by)
    expect((await applyRetention(deps, { isDryRun: true })).map(({ policy }) => policy)).not.toContain("study-sessions")
    const { rows } =
      await sql`select actor_id, host(ip_address) as address, user_agent, session_id, old_values, new_values from audit_logs where event = 'retention_changed' order by id`.execute(
        open().admin,
      )
    expect(rows[0]).toEqual({
      actor_id: userId,
      address: "192.0.2.7",
      user_agent: "Firefox",
      session_id: sessionId,
      old_values: { keepDays: 730, archiveKeepDays: null, isEnabled: true },
      new_values: { keepDays: 200, archiveKeepDays: null, isEnabled: true },
    })
  })

  it("goes on with the other policies when one fails, and says which", async () => {
    const rules = new Map(deps.retention.rules)
    rules.set("conversations", {
      count: async () => 0,
      removeSome: async () => {
        throw new Error("the disk is full")
      },
    })
    // Runs are told apart by their time.
    open().clock.set(new Date(now.getTime() + 60_000))
    const broken = { ...deps, retention: { ...deps.retention, rules } }
    await expect(runMaintenance(broken, "apply-retention")).rejects.toThrow("conversations: the disk is full")
    const [last] = await listRetentionRuns(deps, { policy: "conversations", limit: 1 })
    expect(last).toMatchObject({ error: "the disk is full", rowCount: 0 })
    const [other] = await listRetentionRuns(deps, { policy: "study-sessions", limit: 1 })
    expect(other?.error).toBeNull()
  })

  it("takes the log of learners who stay away only when it is switched on, and their numbers stay", async () => {
    const sleeper = (await open().createLearner()).userId
    const at = daysAgo(190)
    await sql`insert into interactions (user_id, id, kind, study_day, local_hour, daily_goal_minutes, xp_earned, sequence, recorded_at)
      values (${sleeper}, ${newId(at.getTime())}, 'ask', '2026-08-01', 3, 30, 0, 1, ${at})`.execute(open().admin)
    await sql`update learner_stats set interactions = 1, asked = 1, last_interaction_at = ${at} where user_id = ${sleeper}`.execute(
      open().admin,
    )
    await applyRetention(deps, { isDryRun: false })
    expect(await count("interactions")).toBe(1)
    await editPolicy(deps, "inactive-learning-log", { isEnabled: true }, { actorId: null })
    const [run] = await applyRetention(deps, { policy: "inactive-learning-log", isDryRun: false })
    expect(run).toMatchObject({ rowCount: 1, error: null })
    expect(await count("interactions")).toBe(0)
    expect(await count(`record_checkpoints where user_id = '${sleeper}' and part = 'stats'`)).toBe(1)
  })

  it("finds what is old by an index once there is much of it", async () => {
    const { admin } = open()
    await sql`insert into conversations (user_id, id, title, last_message_at)
      select ${userId}, gen_random_uuid(), 'c', ${now}::timestamptz - make_interval(mins => n) from generate_series(1, 20000) n`.execute(
      admin,
    )
    await sql`analyze conversations`.execute(admin)
    const plan = await open().db.asSystem("explain-retention", async (tx) => {
      const { rows } = await sql<Record<string, string>>`explain select user_id, id from conversations
        where last_message_at < ${sql.lit(daysAgo(730).toISOString())}::timestamptz limit 500 for update skip locked`.execute(
        tx,
      )
      return rows.map((row) => Object.values(row)[0]).join("\n")
    })
    expect(plan).toContain("conversations_idle")
    expect(plan).not.toContain("Seq Scan")
  })
})

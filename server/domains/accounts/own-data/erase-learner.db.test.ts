import { sql } from "kysely"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { liftConstraints, readCatalogue } from "../../../../test/catalogue-rows.ts"
import { describeEachDatabase } from "../../../../test/database.ts"
import { openTestDeps, type TestDeps } from "../../../../test/deps.ts"
import { insertOf } from "../../../../test/isolation-attacks.ts"
import type { Tables } from "../../../platform/database/index.ts"
import { newId } from "../../../shared/ids.ts"
import { recordAudit } from "../../audit/index.ts"
import { eraseLearner } from "./erase-learner.ts"
import { finishErasures } from "./finish-erasures.ts"
import { collectErasures, loadErased, replayErasures, replayMissedErasures } from "./replay-erasures.ts"
import { userColumns } from "./user-columns.ts"

const ANATOMY = "00000000-0000-7000-8000-0000000000a1"

describeEachDatabase("erasing a learner", (open) => {
  let test: TestDeps

  beforeAll(async () => {
    test = await openTestDeps(open())
  })
  afterAll(() => test.close())

  /** Answers of one learner, as the record keeps them. */
  async function answer(
    userId: string,
    count: number,
    more: Partial<Record<keyof Tables["interactions"], unknown>> = {},
  ) {
    const at = open().clock.now()
    for (let i = 1; i <= count; i++) {
      const row = {
        user_id: userId,
        id: newId(at.getTime()),
        kind: "answer",
        topic_id: ANATOMY,
        difficulty: "easy",
        is_correct: i % 2 === 0,
        confidence: 3,
        response_time_ms: 1000,
        duration_ms: 1500,
        study_day: "2026-01-15",
        local_hour: 9,
        daily_goal_minutes: 30,
        xp_earned: 2,
        sequence: i,
        recorded_at: at,
        ...more,
      }
      await open()
        .admin.insertInto("interactions")
        .values(row as never)
        .execute()
    }
  }

  const metrics = () =>
    open().admin.selectFrom("anonymous_metrics").selectAll().orderBy("kind").orderBy("topic_id").execute()

  it("adds what they did to figures that name nobody, together with what others did before", async () => {
    const [first, second] = [await open().createLearner(), await open().createLearner()]
    await answer(first.userId, 4)
    await answer(second.userId, 2)
    await answer(second.userId, 1, { sequence: 9, topic_id: newId(), study_day: "2026-02-01" })
    for (const { userId } of [first, second]) await eraseLearner(test.deps, userId)
    const rows = await metrics()
    expect(rows).toMatchObject([
      { month: "2026-02-01", topic_id: "00000000-0000-0000-0000-000000000000", learners: 1, interactions: 1 },
      {
        month: "2026-01-01",
        kind: "answer",
        topic_id: ANATOMY,
        difficulty: "easy",
        learners: 2,
        interactions: 6,
        answered: 6,
        correct: 3,
        duration_ms: 9000,
        response_time_sum_ms: 6000,
        response_time_count: 6,
        confidence_sum: 18,
        confidence_count: 6,
      },
    ])
    expect(JSON.stringify(rows)).not.toContain(first.userId)
  })

  it("says how many rows went from which table, and leaves everything when something fails", async () => {
    const { userId } = await open().createLearner()
    await answer(userId, 3)
    await sql`create table obstacle (user_id uuid references users on delete restrict, id uuid, primary key (user_id, id)); grant select on obstacle to studyin_system`.execute(
      open().admin,
    )
    await sql`insert into obstacle values (${userId}, ${newId()})`.execute(open().admin)
    await expect(eraseLearner(test.deps, userId)).rejects.toThrow()
    expect(
      await open().admin.selectFrom("interactions").select("id").where("user_id", "=", userId).execute(),
    ).toHaveLength(3)
    expect(
      await open()
        .admin.selectFrom("erasure_ledger")
        .select("cause")
        .where("unfinished_user_id", "=", userId)
        .execute(),
    ).toEqual([])
    await sql`drop table obstacle`.execute(open().admin)

    const { tables } = await eraseLearner(test.deps, userId)
    expect(tables).toEqual(
      expect.arrayContaining([
        { table: "interactions", action: "deleted", rows: 3 },
        { table: "profiles", action: "deleted", rows: 1 },
        { table: "users", action: "deleted", rows: 1 },
        { table: "anonymous_metrics", action: "kept", rows: 1 },
      ]),
    )
    await expect(eraseLearner(test.deps, userId)).rejects.toMatchObject({ type: "account-unknown" })
  })

  it("keeps no figures of somebody who kept their answers to themselves", async () => {
    const { userId } = await open().createLearner()
    await answer(userId, 3)
    await sql`update learner_settings set shares_statistics = false where user_id = ${userId}`.execute(open().admin)
    const before = await metrics()
    const { tables } = await eraseLearner(test.deps, userId)
    expect(tables.map(({ table }) => table)).not.toContain("anonymous_metrics")
    expect(await metrics()).toEqual(before)
  })

  it("takes them out of the audit log, and keeps what happened and what was done to others", async () => {
    const [me, other] = [await open().createLearner(), await open().createLearner()]
    // A moment of its own: what other tests did is not looked at.
    const at = new Date(open().clock.now().getTime() - 1)
    await open().db.asSystem("test-audit", async (tx) => {
      const origin = { ipAddress: "192.0.2.7", userAgent: "A browser of mine" }
      await recordAudit(tx, { event: "signin_success", actorId: me.userId, origin, sessionId: newId(), at })
      await recordAudit(tx, {
        event: "profile_updated",
        actorId: me.userId,
        entityType: "user",
        entityId: me.userId,
        oldValues: { university: "Mine" },
        at,
      })
      await recordAudit(tx, {
        event: "settings_updated",
        actorId: other.userId,
        origin,
        entityType: "user",
        entityId: me.userId,
        newValues: { theme: "dark" },
        at,
      })
      await recordAudit(tx, {
        event: "retention_changed",
        actorId: me.userId,
        entityType: "user",
        entityId: other.userId,
        newValues: { role: "instructor" },
        at,
      })
    })
    await eraseLearner(test.deps, me.userId)
    const rows = await open()
      .admin.selectFrom("audit_logs")
      .selectAll()
      .where("recorded_at", "=", at)
      .where("event", "<>", "account_erased")
      .orderBy("id")
      .execute()
    expect(rows).toMatchObject([
      { event: "signin_success", actor_id: null, ip_address: null, user_agent: null, session_id: null },
      { event: "profile_updated", actor_id: null, entity_id: null, old_values: null },
      {
        event: "settings_updated",
        actor_id: other.userId,
        user_agent: "A browser of mine",
        entity_id: null,
        new_values: null,
      },
      { event: "retention_changed", actor_id: null, entity_id: other.userId, new_values: { role: "instructor" } },
    ])
    expect(JSON.stringify(rows)).not.toContain(me.userId)
  })

  describe("after a restore", () => {
    /** Puts the account back, as a backup from before the erasure would. */
    const putBack = async (userId: string) => {
      await open()
        .admin.insertInto("users")
        .values({ id: userId, email: `${userId}@example.test`, display_name: "Back again" })
        .execute()
      await open().admin.insertInto("profiles").values({ user_id: userId }).execute()
    }
    const exists = async (userId: string) =>
      (await open().admin.selectFrom("users").select("id").where("id", "=", userId).execute()).length > 0

    it("is done again for everybody whom the ledger names, and for nobody else", async () => {
      const [gone, stays] = [await open().createLearner(), await open().createLearner()]
      await eraseLearner(test.deps, gone.userId, { by: "learner" })
      await putBack(gone.userId)
      expect(await replayErasures(test.deps)).toEqual({ erased: 1 })
      expect([await exists(gone.userId), await exists(stays.userId)]).toEqual([false, true])
      expect(await replayErasures(test.deps)).toEqual({ erased: 0 })
    })

    it("is done again after a recovery to a point in time, in which no command of ours takes part", async () => {
      const { userId } = await open().createLearner()
      await eraseLearner(test.deps, userId)
      expect(await replayMissedErasures(test.deps)).toEqual({ erased: 0 })
      await open().admin.deleteFrom("erasure_ledger").execute()
      await putBack(userId)
      expect(await replayMissedErasures(test.deps)).toEqual({ erased: 1 })
      expect(await exists(userId)).toBe(false)
      // What the ledger has again is not looked at again.
      await putBack(userId)
      expect(await replayMissedErasures(test.deps)).toEqual({ erased: 0 })
      expect(await replayErasures(test.deps)).toEqual({ erased: 1 })
    })

    it("knows of erasures that the restored database does not, from the files and from what the caller brings", async () => {
      const [byFile, byHand] = [await open().createLearner(), await open().createLearner()]
      await eraseLearner(test.deps, byFile.userId)
      const entry = (await collectErasures(test.deps)).at(-1)
      expect(entry).toBeDefined()
      await open().admin.deleteFrom("erasure_ledger").execute()
      await putBack(byFile.userId)
      const isErased = await loadErased(test.deps)
      expect([isErased(byFile.userId), isErased(byHand.userId)]).toEqual([true, false])

      await eraseLearner(test.deps, byHand.userId)
      const before = await collectErasures(test.deps)
      await open().admin.deleteFrom("erasure_ledger").execute()
      await test.deps.files.eraseLearner("00000000-0000-7000-8000-00000000e4a5")
      await putBack(byHand.userId)
      expect(await replayErasures(test.deps)).toEqual({ erased: 0 })
      expect(await replayErasures(test.deps, before)).toEqual({ erased: 2 })
      expect([await exists(byFile.userId), await exists(byHand.userId)]).toEqual([false, false])
    })
  })

  it("is finished later when files are out of reach, and swept once more for what was still being written", async () => {
    const { userId } = await open().createLearner()
    const { deps } = test
    await deps.files.put(userId, Buffer.from("mine"))
    let isAway = true
    const files = {
      ...deps.files,
      eraseLearner: (id: string) => (isAway ? Promise.reject(new Error("no bucket")) : deps.files.eraseLearner(id)),
    }
    const report = await eraseLearner({ ...deps, files }, userId)
    expect(report).toMatchObject({ isFinished: false, files: 1 })
    const filesOf = async () => {
      const found = []
      for await (const file of deps.files.list(userId)) found.push(file)
      return found
    }
    expect(await filesOf()).toHaveLength(1)
    isAway = false
    await finishErasures({ ...deps, files })
    expect(await filesOf()).toEqual([])
    const unfinished = () =>
      open()
        .admin.selectFrom("erasure_ledger")
        .select("unfinished_user_id")
        .where("unfinished_user_id", "=", userId)
        .execute()
    expect(await unfinished()).toHaveLength(1)
    // A request that was under way stores a file all the same.
    await deps.files.put(userId, Buffer.from("late"))
    open().clock.advance(15 * 60_000)
    await finishErasures({ ...deps, files })
    expect([await filesOf(), await unfinished()]).toEqual([[], []])
  })
})

describeEachDatabase("erasing a learner who has a row in every table", (open) => {
  let test: TestDeps
  let me: string
  let other: string

  beforeAll(async () => {
    const database = open()
    test = await openTestDeps(database)
    me = (await database.createLearner()).userId
    other = (await database.createLearner()).userId
    // Rows come from the catalogue: a table that is added tomorrow is erased without a line here, or this fails.
    await liftConstraints(database)
  })
  afterAll(() => test.close())
  beforeEach(async () => {
    for (const table of await readCatalogue(open())) {
      if (table.kind !== "table" || ["users", "erasure_ledger"].includes(table.name)) continue
      const isPersonal = table.owner === "user_id"
      const naming = userColumns
        .filter(({ column }) => column.startsWith(`${table.name}.`))
        .map(({ column }) => column.slice(table.name.length + 1))
      // A shared row may name a learner in one column alone; a personal one names its own in all.
      const rows = isPersonal ? [["user_id", ...naming]] : naming.map((column) => [column])
      for (const columns of rows) {
        for (const [id, word] of [
          [me, "mine"],
          [other, "theirs"],
        ] as const) {
          const named = Object.fromEntries(
            [...naming, ...columns].map((name) => [name, columns.includes(name) ? id : null]),
          )
          await sql.raw(`${insertOf(table, named, word)} on conflict do nothing`).execute(open().admin)
        }
      }
    }
  })

  it("leaves their id nowhere, and every row of somebody else as it was", async () => {
    const before = await rowsNaming(other)
    expect(Object.keys(before).length).toBeGreaterThan(30)
    await eraseLearner(test.deps, me)
    expect(Object.keys(await rowsNaming(me))).toEqual(["erasure_ledger"])
    open().clock.advance(16 * 60_000)
    await finishErasures(test.deps)
    expect(await rowsNaming(me)).toEqual({})
    expect(await rowsNaming(other)).toEqual(before)
  }, 60_000)

  /** Every row in whose text the id stands, by table. */
  async function rowsNaming(id: string): Promise<Record<string, string[]>> {
    const found: Record<string, string[]> = {}
    for (const { name, kind, schema } of await readCatalogue(open())) {
      if (kind !== "table" || schema !== "public") continue
      const { rows } = await sql
        .raw<{ row: string }>(`select t::text as row from ${name} t where t::text like '%${id}%' order by 1`)
        .execute(open().admin)
      if (rows.length > 0) found[name] = rows.map(({ row }) => row)
    }
    return found
  }
})

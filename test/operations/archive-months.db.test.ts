import { createHash } from "node:crypto"
import { gunzipSync } from "node:zlib"
import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { eraseLearner } from "../../server/domains/accounts/index.ts"
import { type Interaction, rebuildRecord, recordInteraction } from "../../server/domains/learning-record/index.ts"
import { ARCHIVE_OWNER_ID, type Archive } from "../../server/domains/operations/archive.ts"
import { archivePartition } from "../../server/domains/operations/archive-partition.ts"
import { eraseFromArchives } from "../../server/domains/operations/erase-from-archives.ts"
import { applyRetention, reportArchives, restoreArchive } from "../../server/domains/operations/index.ts"
import type { Deps } from "../../server/platform/deps.ts"
import { newId } from "../../server/shared/ids.ts"
import { describeEachDatabase } from "../database.ts"
import { openTestDeps, type TestDeps } from "../deps.ts"

const topicId = "00000000-0000-7000-8000-0000000000a1"
const derivedTables = [
  "question_progress",
  "topic_mastery",
  "daily_activity",
  "study_sessions",
  "xp_transactions",
  "learner_achievements",
  "learner_stats",
] as const

describeEachDatabase("archiving months", (open) => {
  let test: TestDeps
  let deps: Deps
  let questionIds: string[]

  beforeAll(async () => {
    test = await openTestDeps(open())
    deps = test.deps
    for (const table of ["interactions", "xp_transactions"])
      for (let month = 0; month < 18; month += 1)
        await deps.upkeep.ensureMonth({ table, from: new Date(Date.UTC(2025, month, 1)) })
  })
  afterAll(() => test.close())

  const newLearner = async () => {
    const { userId } = await open().createLearner({ timeZone: "UTC" })
    questionIds = Array.from({ length: 3 }, () => newId())
    await open()
      .admin.insertInto("questions")
      .values(
        questionIds.map((id) => ({
          id,
          owner_id: userId,
          type: "true-false" as const,
          stem: "The heart has four chambers.",
          options: JSON.stringify([
            { id: "a", text: "True", isCorrect: true },
            { id: "b", text: "False", isCorrect: false },
          ]),
          origin: "hand-written" as const,
        })),
      )
      .execute()
    return userId
  }
  const record = (userId: string, interaction: Interaction) =>
    deps.db.asLearner(userId, (tx) => recordInteraction(open(), tx, userId, interaction, { isLast: true }))
  const nowId = () => newId(open().clock.now().getTime())
  const answer = (n: number, sessionId?: string): Interaction => ({
    kind: "answer",
    id: nowId(),
    questionId: questionIds[n % 3] ?? "",
    topicId,
    difficulty: "medium",
    isCorrect: n % 3 !== 0,
    confidence: 1 + (n % 5),
    responseTimeMs: 20_000 + n,
    selectedOptionIds: ["a"],
    typedAnswer: `What I thought ☃ ${n}\n`,
    ...(sessionId === undefined ? {} : { sessionId, sessionKind: "practice" as const }),
  })
  const review = (rating: 1 | 2 | 3 | 4): Interaction => ({
    kind: "review",
    id: nowId(),
    cardId: newId(),
    rating,
    responseTimeMs: 4_000,
  })
  const derived = async (userId: string) => {
    const tables: Record<string, unknown[]> = {}
    for (const table of derivedTables) {
      const { rows } = await sql<{ row: string }>`
        select (to_jsonb(t) - 'updated_at')::text as row from ${sql.table(table)} t where user_id = ${userId} order by 1`.execute(
        open().admin,
      )
      tables[table] = rows.map(({ row }) => JSON.parse(row))
    }
    return tables
  }
  const logOf = async (userId: string) => {
    const { rows } = await sql<{ row: string }>`
      select to_jsonb(i)::text as row from interactions i where user_id = ${userId} order by id`.execute(open().admin)
    return rows.map(({ row }) => JSON.parse(row) as { id: string })
  }
  const archives = async () =>
    new Map((await reportArchives(deps)).map((archive): [string, Archive] => [archive.name, archive]))
  const month = (table: string, label: string) => {
    const from = new Date(`${label.replace("_", "-")}-01T00:00:00Z`)
    const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1))
    return { table, name: `${table}_${label}`, from, to }
  }

  describe("of the learning log", () => {
    let userId: string
    let kept: Interaction

    beforeAll(async () => {
      userId = await newLearner()
      const sessionId = newId()
      let n = 0
      // Two a month from January to August 2025; one sitting lasts all summer.
      for (let at = 0; at < 8; at += 1) {
        for (const day of [3, 4, 20]) {
          open().clock.set(new Date(Date.UTC(2025, at, day, 10, n % 60)))
          await record(userId, answer(n, at > 4 ? sessionId : undefined))
          const graded = review(((n % 4) + 1) as 1)
          await record(userId, graded)
          if (n % 5 === 4) await record(userId, { kind: "undo", id: nowId(), undoesId: graded.id })
          kept = graded
          n += 1
        }
      }
    })

    it("a dry run says which months are due and changes nothing", async () => {
      open().clock.set("2026-06-02T03:20:00Z")
      const [run] = await applyRetention(deps, { policy: "learning-log", isDryRun: true })
      expect(run).toMatchObject({ policy: "learning-log", isDryRun: true, error: null })
      expect(run?.partitions).toEqual(
        ["01", "02", "03", "04", "05"].flatMap((at) => [`interactions_2025_${at}`, `xp_transactions_2025_${at}`]),
      )
      expect(run?.rowCount).toBeGreaterThan(30)
      expect((await archives()).size).toBe(0)
    })

    it("moves the due months into files, and the record is rebuilt to the same numbers without them", async () => {
      const log = await logOf(userId)
      const [run] = await applyRetention(deps, { policy: "learning-log", isDryRun: false })
      expect(run).toMatchObject({ isDryRun: false, error: null })
      expect(run?.partitions).toHaveLength(10)
      const left = await logOf(userId)
      expect(left.length).toBeGreaterThan(0)
      expect(left.length).toBeLessThan(log.length)
      expect(left).toEqual(log.slice(-left.length))

      const live = await derived(userId)
      await rebuildRecord(open(), userId)
      expect(await derived(userId)).toEqual(live)
      // Not because it was left alone.
      await sql`update learner_stats set xp_total = 1, current_streak = 99 where user_id = ${userId}`.execute(
        open().admin,
      )
      await sql`delete from topic_mastery where user_id = ${userId}`.execute(open().admin)
      await sql`update question_progress set attempts = 77 where user_id = ${userId}`.execute(open().admin)
      await rebuildRecord(open(), userId)
      expect(await derived(userId)).toEqual(live)
    })

    it("the numbers stay right when learning goes on, and when a review from before the checkpoint is taken back", async () => {
      await open().coverTime(new Date("2026-06-01"), new Date("2026-07-31"))
      for (let n = 0; n < 4; n += 1) {
        open().clock.set(new Date(Date.UTC(2026, 5, 3 + n, 9)))
        await record(userId, answer(n))
        await record(userId, review(3))
      }
      await record(userId, { kind: "undo", id: nowId(), undoesId: kept.id })
      await record(userId, { kind: "undo", id: nowId(), undoesId: kept.id })
      const live = await derived(userId)
      expect(
        live.xp_transactions?.filter((row) => (row as { source: string }).source === "undo").length,
      ).toBeGreaterThan(0)
      await sql`update learner_stats set xp_total = 1, reviewed = 500 where user_id = ${userId}`.execute(open().admin)
      await rebuildRecord(open(), userId)
      expect(await derived(userId)).toEqual(live)
    })

    it("the file can be read without StudyIn, and its manifest says what is in it", async () => {
      const archive = (await archives()).get("interactions_2025_03")
      expect(archive).toMatchObject({ status: "archived", table: "interactions" })
      const bytes = await deps.files.readBytes(ARCHIVE_OWNER_ID, archive?.fileSha256 ?? "")
      expect(createHash("sha256").update(bytes).digest("hex")).toBe(archive?.fileSha256)
      const manifest = JSON.parse(
        Buffer.from(await deps.files.readBytes(ARCHIVE_OWNER_ID, archive?.manifestSha256 ?? "")).toString(),
      )
      const lines = gunzipSync(bytes).toString().trimEnd().split("\n")
      expect(lines).toHaveLength(manifest.rows)
      expect(manifest).toMatchObject({ table: "interactions", from: "2025-03-01T00:00:00.000Z", bytes: bytes.length })
      expect(Object.keys(JSON.parse(lines[0] ?? ""))).toEqual(manifest.columns)
    })

    it("a month is restored as it was, without erased learners, and archived again after a while", async () => {
      const before = (await archives()).get("interactions_2025_02")
      const live = await derived(userId)
      const { restored } = await restoreArchive(deps, "interactions_2025_02", { isErased: () => false })
      expect(restored).toBe(before?.rowCount)
      expect(await restoreArchive(deps, "interactions_2025_02")).toMatchObject({ restored: 0, erased: 0 })
      const back = (await logOf(userId)).filter(({ id }) => id < newId(Date.UTC(2025, 2, 1)))
      expect(back).toHaveLength(restored)
      await rebuildRecord(open(), userId)
      expect(await derived(userId)).toEqual(live)

      await applyRetention(deps, { policy: "learning-log", isDryRun: false })
      expect((await archives()).get("interactions_2025_02")?.status).toBe("restored")
      open().clock.set("2026-07-15T03:20:00Z")
      await applyRetention(deps, { policy: "learning-log", isDryRun: false })
      const after = (await archives()).get("interactions_2025_02")
      expect(after).toMatchObject({ status: "archived", rowCount: restored, fileSha256: before?.fileSha256 })

      expect(await restoreArchive(deps, "interactions_2025_02", { isErased: (id) => id === userId })).toEqual({
        name: "interactions_2025_02",
        restored: 0,
        erased: restored,
        leftOut: [],
      })
    })

    it("forgets who was erased after it was archived", async () => {
      const other = await newLearner()
      open().clock.set("2026-06-20T09:00:00Z")
      await record(other, answer(1))
      open().clock.set("2027-07-15T03:20:00Z")
      await open().coverTime(new Date("2027-07-15"), new Date("2027-07-20"))
      await applyRetention(deps, { policy: "learning-log", isDryRun: false })
      const name = "interactions_2026_06"
      const before = (await archives()).get(name)
      const textOf = async (archive: Archive | undefined) =>
        gunzipSync(await deps.files.readBytes(ARCHIVE_OWNER_ID, archive?.fileSha256 ?? "")).toString()
      expect(await textOf(before)).toContain(other)
      open().clock.set("2027-07-16T03:20:00Z")
      expect(await eraseFromArchives(deps)).toEqual({ rewritten: [], files: 0 })
      await eraseLearner(deps, other)
      // Written but not named: what a run that was cut off leaves.
      await deps.files.put(ARCHIVE_OWNER_ID, Buffer.from("a stray file"))
      open().clock.set("2027-07-17T03:20:00Z")
      const { rewritten, files } = await eraseFromArchives(deps)
      expect(rewritten.sort()).toEqual([name, "xp_transactions_2026_06"])
      expect(files).toBe(1)
      const after = (await archives()).get(name)
      expect(after?.rowCount).toBe((before?.rowCount ?? 0) - 1)
      expect(await textOf(after)).not.toContain(other)
      expect(await deps.files.find(ARCHIVE_OWNER_ID, before?.fileSha256 ?? "")).toBeUndefined()
      expect(await eraseFromArchives(deps)).toEqual({ rewritten: [], files: 0 })
      expect(await restoreArchive(deps, name)).toMatchObject({ restored: after?.rowCount, erased: 0 })
    })

    it("a damaged file is noticed before anything is written", async () => {
      const files = {
        ...deps.files,
        read: async () => {
          const { Readable } = await import("node:stream")
          return Readable.from([Buffer.from("not what was written")])
        },
      }
      const before = await logOf(userId)
      await expect(restoreArchive({ ...deps, files }, "interactions_2025_01")).rejects.toMatchObject({
        type: "archive-damaged",
      })
      expect(await logOf(userId)).toEqual(before)
      await expect(restoreArchive(deps, "interactions_1999_01")).rejects.toMatchObject({ status: 404 })
    })

    it("files are removed when their own time is over", async () => {
      open().clock.set("2028-03-05T03:20:00Z")
      await applyRetention(deps, { policy: "learning-log", isDryRun: false })
      const all = await archives()
      expect(all.get("interactions_2025_01")?.status).toBe("deleted")
      expect(all.get("interactions_2025_03")?.status).toBe("archived")
      expect(await deps.files.find(ARCHIVE_OWNER_ID, all.get("interactions_2025_01")?.fileSha256 ?? "")).toBeUndefined()
      await expect(restoreArchive(deps, "interactions_2025_01")).rejects.toMatchObject({ type: "archive-deleted" })
    })
  })

  describe("cut off at any point", () => {
    /** Everything it does to the outside, in order, before and after it is done. */
    const effects = ["countRows", "hook", "detach", "readRows", "put", "read", "drop", "move"] as const

    it("loses nothing, and goes on where it stood", async () => {
      const userId = await newLearner()
      open().clock.set("2029-02-10T12:00:00Z")
      await open().coverTime(new Date("2029-02-01"), new Date("2029-02-28"))
      for (let n = 0; n < 5; n += 1) await record(userId, answer(n))
      const log = await logOf(userId)
      const { xp_transactions: _, ...live } = await derived(userId)
      const due = month("interactions", "2029_02")
      open().clock.set("2030-06-10T12:00:00Z")
      await open().coverTime(new Date("2030-06-01"), new Date("2030-06-30"))
      for (const effect of effects) {
        for (const moment of ["before", "after"] as const) {
          const said = `${moment} ${effect}`
          // As often as it takes: the same effect may come up in several steps.
          for (let which = 1; ; which += 1) {
            const [run] = await applyRetention(killedAt(deps, effect, moment, which), {
              policy: "learning-log",
              isDryRun: false,
            })
            const isKilled = run?.error === killing.message
            if (!isKilled) expect(run?.error, said).toBeNull()
            if (!isKilled) break
            const place = await deps.upkeep.placeOf(due.name)
            const status = (await archives()).get(due.name)?.status
            if (place === "missing") expect(["exported", "archived"], said).toContain(status)
          }
          expect((await archives()).get(due.name), said).toMatchObject({ status: "archived", rowCount: 5 })
          expect(await logOf(userId), said).toEqual([])
          await rebuildRecord(open(), userId)
          // The ledger of that month is in an archive of its own.
          expect(await derived(userId), said).toMatchObject(live)
          await restoreArchive(deps, due.name)
          expect(await logOf(userId), said).toEqual(log)
          await sql`update partition_archives set held_until = null`.execute(open().admin)
        }
      }
    })

    it("puts a month back that was written to meanwhile", async () => {
      const userId = await newLearner()
      const due = month("interactions", "2029_02")
      await open().coverTime(due.from, due.from)
      const upkeep = {
        ...deps.upkeep,
        async detach(table: string, partition: string) {
          open().clock.set("2029-02-11T12:00:00Z")
          await record(userId, answer(1))
          await deps.upkeep.detach(table, partition)
        },
      }
      await expect(archivePartition({ ...deps, upkeep }, due)).rejects.toMatchObject({ type: "rows-arrived" })
      expect(await deps.upkeep.placeOf(due.name)).toBe("attached")
      expect(await logOf(userId)).toHaveLength(1)
      expect(await archivePartition(deps, due)).toMatchObject({ status: "archived" })
      const live = await derived(userId)
      await rebuildRecord(open(), userId)
      expect(await derived(userId)).toEqual(live)
    })

    it("gives a month that was imported anew an archive of its own", async () => {
      const userId = await newLearner()
      const due = month("interactions", "2029_02")
      await open().coverTime(due.from, due.from)
      open().clock.set("2029-02-12T12:00:00Z")
      await record(userId, answer(1))
      open().clock.set("2030-06-10T12:00:00Z")
      expect(await archivePartition(deps, due)).toMatchObject({ name: "interactions_2029_02.2", rowCount: 1 })
      await restoreArchive(deps, "interactions_2029_02.2")
      await restoreArchive(deps, "interactions_2029_02")
      expect(await logOf(userId)).toHaveLength(1)
    })
  })
})

const killing = new Error("killed")

/** The dependencies of a process that is killed at the nth time it is about to do something, or has just done it. */
function killedAt(deps: Deps, effect: string, moment: "before" | "after", which: number): Deps {
  let seen = 0
  const guard =
    <A extends unknown[], T>(name: string, work: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      const isNow = name === effect && ++seen === which
      if (isNow && moment === "before") throw killing
      const value = await work(...args)
      if (isNow) throw killing
      return value
    }
  const { upkeep, files, db, retention } = deps
  return {
    ...deps,
    upkeep: {
      ...upkeep,
      countRows: guard("countRows", upkeep.countRows),
      detach: guard("detach", upkeep.detach),
      drop: guard("drop", upkeep.drop),
      async *readRows(partition, pageSize) {
        yield* await guard("readRows", async () => upkeep.readRows(partition, pageSize))()
      },
    },
    files: { ...files, put: guard("put", files.put), read: guard("read", files.read) },
    db: {
      ...db,
      asSystem: (useCase, work) =>
        (["plan-archive", "move-archive"].includes(useCase)
          ? guard("move", db.asSystem)(useCase, work)
          : db.asSystem(useCase, work)) as never,
    },
    retention: {
      ...retention,
      beforeArchiving: new Map(
        [...retention.beforeArchiving].map(([table, hook]) => [table, guard("hook", hook)] as const),
      ),
    },
  }
}

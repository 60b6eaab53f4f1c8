import { createHash, randomBytes } from "node:crypto"
import { appendFile, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Readable } from "node:stream"
import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { openTestDatabase, postgresUrlOf, type TestDatabase, testEngines } from "../../../test/database.ts"
import { newId } from "../../shared/ids.ts"
import { readConfig } from "../config.ts"
import { dumpSchema, type Engine, migrate, type OpenDatabase, openDatabase, vectorText } from "../database/index.ts"
import { createDiskFiles } from "../files/disk-files.ts"
import type { Files } from "../files/index.ts"
import { readBackupKey } from "./backup-key.ts"
import type { BackupResult } from "./backups.ts"
import { type BackupsOptions, createBackups } from "./create-backups.ts"
import { createDiskShelf } from "./disk-shelf.ts"
import { restoreFromShelf } from "./restore-from-shelf.ts"

/** Files need not be a learner's. */
const ARCHIVES = "00000000-0000-7000-8000-00000000a4c4"
const A_MONTH = createHash("sha256").update("a month").digest("hex")
const TEXTS = [
  "tab\there, line\nfeed, carriage\rreturn, back\\slash, \\N and \\.",
  "„Anführung“ 'quoted' \"double\" 𝛼 漢字 🫀",
  "",
  "x".repeat(200_000),
]

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "studyin-backup-"))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A SHA-256 over all rows of each table, in an order of their own. */
async function fingerprints(db: OpenDatabase, admin = db.owner): Promise<Record<string, string>> {
  const { rows: tables } = await db.execute(
    `select relname as name from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
     and relname not in ('schema_migrations', 'backup_runs', 'job_progress') order by 1`,
  )
  const prints: Record<string, string> = {}
  for (const { name } of tables) {
    const { rows } = await sql<{ line: string }>`
      select t::text as line from ${sql.id("public", String(name))} t order by t::text collate "C"`.execute(admin)
    const hash = createHash("sha256")
    for (const { line } of rows) hash.update(line).update("\n")
    prints[String(name)] = `${rows.length} ${hash.digest("hex").slice(0, 12)}`
  }
  return prints
}

async function fill({ admin, clock, createLearner }: TestDatabase, files: Files): Promise<string> {
  const { userId } = await createLearner({ email: "ada@example.test", displayName: TEXTS[1] as string })
  await createLearner()
  const now = clock.now().getTime()
  const materialId = newId(now)
  await sql`insert into materials (user_id, id, title, source_type, file_size, content_hash, description)
    values (${userId}, ${materialId}, ${TEXTS[0]}, 'text', 1, ${randomBytes(32)}, ${TEXTS[2]})`.execute(admin)
  await sql`insert into material_texts (user_id, material_id, version, char_count) values (${userId}, ${materialId}, 1, 10)`.execute(
    admin,
  )
  for (const [index, text] of TEXTS.entries()) {
    const chunkId = newId(now)
    await sql`insert into material_chunks (user_id, id, material_id, text_version, chunk_index, section_index, heading_path, chunk_type,
        content, char_start, char_end, word_count, relevance_score, term_count, title_term_count, metadata)
      values (${userId}, ${chunkId}, ${materialId}, 1, ${index}, 0, ${["a,b", 'c"d', "e\\f"]}, 'paragraph', ${text}, ${index * 10}, ${index * 10 + 5}, 1,
        ${0.1 + index / 7}, 0, 0, ${JSON.stringify({ text, nested: [1, null] })}::jsonb)`.execute(admin)
    await sql`insert into chunk_embeddings (user_id, chunk_id, model, embedding)
      values (${userId}, ${chunkId}, 'm', ${vectorText([0.1, -1e-7, index / 7])}::vector)`.execute(admin)
  }
  // In several months, of which each is a partition.
  for (let day = 0; day < 80; day += 10) {
    const at = new Date(now - day * 86_400_000)
    await sql`insert into interactions (user_id, id, kind, study_day, local_hour, daily_goal_minutes, xp_earned, sequence, recorded_at)
      values (${userId}, ${newId(at.getTime())}, 'skip', ${at.toISOString().slice(0, 10)}, 9, 20, 1, ${day + 1}, ${at})`.execute(
      admin,
    )
  }
  await sql`insert into settings (key, value) values ('test.value', ${JSON.stringify({ text: TEXTS[0] })}::jsonb)`.execute(
    admin,
  )
  await sql`insert into job_outbox (id, name, payload) values (${newId(now)}, 'library.parse-material', '{"materialId": "x"}')`.execute(
    admin,
  )
  await files.put(userId, Buffer.from("an upload"))
  await files.put(userId, Readable.from([randomBytes(300_000)]))
  await files.put(ARCHIVES, Buffer.from("a month"))
  return userId
}

/** What is at `dataDir`, or on the server of the test database. */
async function optionsFor(database: TestDatabase, files: Files, dataDir: string): Promise<BackupsOptions> {
  const url = database.db.engine === "postgres" ? await postgresUrlOf(database.db) : undefined
  return {
    config: readConfig({
      DATA_DIR: dataDir,
      DATABASE_URL: url,
      BACKUP_KEEP_DAILY: "1",
      BACKUP_KEEP_WEEKLY: "0",
      BACKUP_KEEP_MONTHLY: "0",
    }),
    db: database.db,
    files,
    clock: database.clock,
    studyinVersion: "test",
    leaveOutJobs: ["operations.make-backup"],
    moreFileOwners: [ARCHIVES],
    openScratchFiles: createDiskFiles,
  }
}

for (const engine of testEngines) {
  describe(`backups (${engine})`, () => {
    let source: TestDatabase
    let files: Files
    let dataDir: string
    let options: BackupsOptions
    let userId: string
    let made: BackupResult
    beforeAll(async () => {
      dataDir = join(folder, engine)
      source = await openTestDatabase(engine)
      files = createDiskFiles(join(dataDir, "files"))
      userId = await fill(source, files)
      options = await optionsFor(source, files, dataDir)
      made = await createBackups(options).make({})
    }, 120_000)
    afterAll(() => source.close())

    const restoreInto = async (target: Engine, name: string, extra: { force?: boolean; path?: string } = {}) => {
      const into = join(folder, name)
      const server = target === "postgres" ? await openTestDatabase("postgres") : undefined
      const url = server === undefined ? undefined : await postgresUrlOf(server.db)
      // Somebody at work on it would be in the way.
      await server?.db.close()
      const config = readConfig({ DATA_DIR: into, DATABASE_URL: url, BACKUP_KEY_FILE: join(dataDir, "backup.key") })
      const restored = await restoreFromShelf({
        config,
        path: extra.path ?? join(made.place, made.name),
        force: extra.force ?? false,
        now: source.clock.now(),
        files: createDiskFiles(join(into, "files")),
      })
      const db = await openDatabase({ dataDir: into, url, durable: false })
      return {
        restored,
        into,
        db,
        admin: server?.admin ?? db.owner,
        close: async () => {
          await db.close()
          await server?.close()
        },
      }
    }

    it("says what it holds, and that it was looked through", () => {
      expect(made).toMatchObject({
        place: join(dataDir, "backups"),
        totals: { files: 3, fileBytes: 300_016, damagedFiles: 0 },
        removed: [],
        newKeyFile: join(dataDir, "backup.key"),
      })
      expect(made.totals.tables).toMatchObject({
        users: 3,
        interactions: 8,
        material_chunks: TEXTS.length,
        job_outbox: 1,
      })
    })

    it.each(testEngines)("comes back the same on %s", { timeout: 120_000 }, async (target) => {
      const there = await restoreInto(target, `from-${engine}-to-${target}`)
      try {
        expect(await fingerprints(there.db, there.admin)).toEqual(await fingerprints(source.db, source.admin))
        expect(await dumpSchema(there.db)).toBe(await dumpSchema(source.db))
        const restoredFiles = createDiskFiles(join(there.into, "files"))
        for await (const { sha256 } of files.list(userId))
          expect(Buffer.from(await restoredFiles.readBytes(userId, sha256))).toEqual(
            Buffer.from(await files.readBytes(userId, sha256)),
          )
        expect(Buffer.from(await restoredFiles.readBytes(ARCHIVES, A_MONTH)).toString()).toBe("a month")
        // The isolation of learners is in force again.
        expect(
          await there.db.readAsLearner(newId(), (tx) => tx.selectFrom("materials").select("id").execute()),
        ).toEqual([])
        expect(
          await there.db.readAsLearner(userId, (tx) => tx.selectFrom("materials").select("id").execute()),
        ).toHaveLength(1)
      } finally {
        await there.close()
      }
    })

    it("holds a month that was taken out of its table and is no file yet", { timeout: 120_000 }, async () => {
      const { rows } = await source.db.execute(
        "select min(c.relname) as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'interactions'::regclass",
      )
      const month = String(rows[0]?.name)
      const { rows: bounds } = await source.db.execute(
        "select pg_get_expr(relpartbound, oid) as bound from pg_class where relname = $1",
        [month],
      )
      const at = Date.parse(`${month.slice(-7).replace("_", "-")}-15T12:00:00Z`)
      await sql`insert into interactions (user_id, id, kind, study_day, local_hour, daily_goal_minutes, xp_earned, sequence, recorded_at)
        values (${userId}, ${newId(at)}, 'skip', ${new Date(at).toISOString().slice(0, 10)}, 9, 20, 1, 500, ${new Date(at)})`.execute(
        source.admin,
      )
      const before = await sql<{ n: number }>`select count(*)::int as n from interactions`.execute(source.admin)
      await source.db.execute(`alter table interactions detach partition ${month}`)
      try {
        // In a place of its own: of two backups of a day one is kept.
        const { config } = options
        const backup = { ...config.backup, to: join(folder, `months-${engine}`) }
        const { place, name } = await createBackups({ ...options, config: { ...config, backup } }).make({})
        const there = await restoreInto(engine, `detached-${engine}`, { path: join(place, name) })
        try {
          const after = await sql<{ n: number }>`select count(*)::int as n from interactions`.execute(there.admin)
          expect(after.rows).toEqual(before.rows)
        } finally {
          await there.close()
        }
      } finally {
        await source.db.execute(`alter table interactions attach partition ${month} ${bounds[0]?.bound}`)
        await sql`delete from interactions where sequence = 500`.execute(source.admin)
      }
    })

    it("shows one moment, while others go on writing", { timeout: 120_000 }, async () => {
      let isDone = false
      let written = 0
      // Two tables, far apart in the backup, that have the same number of rows at every moment.
      const writing = (async () => {
        for (; !isDone; written += 1)
          await source.db.asSystem("write-pair", async (tx) => {
            await sql`insert into settings (key, value) values (${`pair.${written}`}, '1')`.execute(tx)
            await sql`insert into job_outbox (id, name, payload) values (${newId()}, 'test.pair', '{}')`.execute(tx)
          })
      })()
      const { totals } = await createBackups(options).make({ to: join(dataDir, "meanwhile") })
      isDone = true
      await writing
      expect(written).toBeGreaterThan(0)
      expect((totals.tables.settings ?? 0) - 1).toBe((totals.tables.job_outbox ?? 0) - 1)
      expect(totals.tables.settings).toBe(
        (made.totals.tables.settings as number) + (totals.tables.job_outbox as number) - 1,
      )
      await source.db.execute(
        "delete from settings where key like 'pair.%'; delete from job_outbox where name = 'test.pair'",
      )
    })

    it("refuses another key, and leaves the target as it was", async () => {
      const other = join(folder, `other-${engine}.key`)
      await writeFile(other, `studyin-backup-key-1 ${randomBytes(32).toString("base64url")}\n`)
      const target = join(folder, `untouched-${engine}`)
      const attempt = restoreFromShelf({
        config: readConfig({ DATA_DIR: target, BACKUP_KEY_FILE: other }),
        path: join(made.place, made.name),
        force: false,
        now: source.clock.now(),
        files: createDiskFiles(join(target, "files")),
      })
      await expect(attempt).rejects.toThrow(`was made with the key ${made.keyId}`)
      await expect(readdir(target)).rejects.toThrow("ENOENT")
    })

    it.each([
      ["cut short", "cut short", async (path: string) => truncate(path, (await readFile(path)).length - 20)],
      ["longer", "damaged", (path: string) => appendFile(path, "x")],
      [
        "changed",
        "damaged",
        async (path: string) => {
          const bytes = await readFile(path)
          bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
          await writeFile(path, bytes)
        },
      ],
    ])(
      "refuses a file that was %s, and leaves the target as it was",
      { timeout: 60_000 },
      async (how, words, change) => {
        const path = join(folder, `${how.replace(" ", "-")}-${engine}.backup`)
        await writeFile(path, await readFile(join(made.place, made.name)))
        await change(path)
        const target = join(folder, `safe-${how.replace(" ", "-")}-${engine}`)
        const before = await openDatabase({ dataDir: target, durable: false })
        await before.execute("create table mine (n int); insert into mine values (7)")
        await before.close()
        const attempt = restoreFromShelf({
          config: readConfig({ DATA_DIR: target, BACKUP_KEY_FILE: join(dataDir, "backup.key") }),
          path,
          force: true,
          now: source.clock.now(),
          files: createDiskFiles(join(target, "files")),
        })
        await expect(attempt).rejects.toThrow(words)
        const after = await openDatabase({ dataDir: target, durable: false })
        expect((await after.execute("select n from mine")).rows).toEqual([{ n: 7 }])
        await after.close()
      },
    )

    it("replaces what people put there only when told to", { timeout: 120_000 }, async () => {
      const busy = await openTestDatabase(engine)
      await busy.createLearner()
      const url = engine === "postgres" ? await postgresUrlOf(busy.db) : undefined
      const into = join(folder, `full-${engine}`)
      if (engine === "pglite") {
        await busy.db.copyFolder(into)
        await busy.close()
      } else await busy.db.close()
      const restore = (force: boolean) =>
        restoreFromShelf({
          config: readConfig({ DATA_DIR: into, DATABASE_URL: url, BACKUP_KEY_FILE: join(dataDir, "backup.key") }),
          path: join(made.place, made.name),
          force,
          now: source.clock.now(),
          files: createDiskFiles(join(into, "files")),
        })
      await expect(restore(false)).rejects.toThrow("is not empty: one account is in it")
      const { keptAt } = await restore(true)
      const db = await openDatabase({ dataDir: into, url, durable: false })
      const admin = engine === "postgres" ? busy.admin : db.owner
      expect(await fingerprints(db, admin)).toEqual(await fingerprints(source.db, source.admin))
      await db.close()
      if (engine === "pglite") expect(await readdir(into)).toContain(keptAt?.split("/").at(-1))
      else await busy.close()
    })

    it("brings an older schema up to date, and leaves a newer one alone", { timeout: 120_000 }, async () => {
      const old = await openTestDatabase(engine)
      const { userId: learner } = await old.createLearner()
      await migrate(old.db, "down", { to: 13 })
      const oldDir = join(folder, `old-${engine}`)
      const older = await createBackups(await optionsFor(old, createDiskFiles(join(oldDir, "files")), oldDir)).make({
        keyFile: join(dataDir, "backup.key"),
      })
      await old.close()
      const there = await restoreInto("pglite", `old-to-new-${engine}`, { path: join(older.place, older.name) })
      expect(there.restored.migrated[0]).toMatch(/^0014_/)
      const found = await there.admin.selectFrom("users").select("id").where("id", "=", learner).execute()
      expect(found).toHaveLength(1)
      await there.close()

      await source.db.execute("insert into schema_migrations values (9999, '9999_later', '00')")
      const later = await createBackups(options).make({ to: join(folder, `later-${engine}`) })
      await source.db.execute("delete from schema_migrations where version = 9999")
      await expect(
        restoreInto("pglite", `later-to-now-${engine}`, { path: join(later.place, later.name) }),
      ).rejects.toThrow("made by a newer StudyIn")
    })

    it("finds that a policy hides rows, instead of leaving them out", async () => {
      await source.db.execute("drop policy backup_reads on notes")
      await expect(createBackups(options).make({})).rejects.toThrow("studyin_backup may not read notes")
      await source.db.execute("create policy backup_reads on notes for select to studyin_backup using (true)")
      expect((await readdir(made.place)).filter((name) => !name.endsWith(".backup"))).toEqual([])
    })

    it("keeps what rotation keeps, and touches no other file", { timeout: 60_000 }, async () => {
      await writeFile(join(made.place, "notes.txt"), "mine")
      source.clock.advance(86_400_000)
      const next = await createBackups(options).make({})
      expect(next.removed).toEqual([made.name])
      expect((await readdir(made.place)).sort()).toEqual(["notes.txt", next.name].sort())
    })

    it("is restored for a drill, of which nothing stays", { timeout: 120_000 }, async () => {
      const drill = await createBackups(options).drill({})
      expect(drill).toMatchObject({ into: engine, totals: { files: 3 } })
      expect((await readdir(dataDir)).filter((name) => name.startsWith("drill-"))).toEqual([])
    })

    it("leaves nothing behind when there is no room, and says so", async () => {
      const shelf = createDiskShelf(join(dataDir, "full"))
      const full = async function* () {
        yield Buffer.from("some")
        throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" })
      }
      await expect(shelf.write("studyin-20261121T030000Z.backup", full(), async () => {})).rejects.toThrow(
        "There is no room left",
      )
      expect(await readdir(join(dataDir, "full"))).toEqual([])
    })

    it("keeps its key to its owner", async () => {
      const text = await readFile(join(dataDir, "backup.key"), "utf8")
      expect(text).toContain("Keep a copy somewhere else")
      expect((await stat(join(dataDir, "backup.key"))).mode & 0o777).toBe(0o600)
      expect((await readBackupKey(join(dataDir, "backup.key"))).id).toBe(made.keyId)
    })
  })
}

import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { ensurePartitions, migrate, type OpenDatabase, openDatabase } from "../../server/platform/database/index.ts"
import { newId } from "../../server/shared/ids.ts"
import { type Cluster, openServerYard, type ServerYard, whyNoServers } from "../chroot-postgres.ts"

const missing = whyNoServers("usr/bin/pgbackrest")
if (missing !== undefined) console.warn(`Point-in-time recovery is not tested: ${missing}.`)

describe.skipIf(missing !== undefined)("point-in-time recovery with ops/point-in-time.sh", () => {
  let yard: ServerYard
  let cluster: Cluster
  let env: Record<string, string>
  const userId = newId()

  beforeAll(async () => {
    yard = openServerYard("pitr")
    const config = `${yard.home}/pgbackrest.conf`
    cluster = await yard.createCluster("main", {
      archive_mode: "on",
      archive_command: `'pgbackrest --config=${config} --stanza=studyin archive-push %p'`,
    })
    // The file that operators start from, with the places of this test.
    const example = readFileSync(join(import.meta.dirname, "../../ops/pgbackrest.conf"), "utf8")
    writeFileSync(
      join(yard.outside, "pgbackrest.conf"),
      example
        .replace(
          "repo1-path=/var/lib/pgbackrest",
          `repo1-path=${yard.home}/repository\nlog-path=${yard.home}\nlock-path=${yard.home}\nspool-path=${yard.home}`,
        )
        .replace("REPLACE-ME", "a pass phrase of this test")
        .replace("pg1-path=/var/lib/postgresql/17/main", `pg1-path=${cluster.data}\npg1-socket-path=${yard.home}`)
        .replace("pg1-port=5432", `pg1-port=${cluster.port}`),
    )
    env = { ...cluster.env, PGBACKREST_CONFIG: config }
  }, 120_000)
  afterAll(async () => {
    await yard?.close()
  }, 60_000)

  const pointInTime = (...args: string[]) => yard.run("bash", [yard.script("ops/point-in-time.sh"), ...args], env)
  const withDatabase = async <T>(work: (db: OpenDatabase) => Promise<T>): Promise<T> => {
    const db = await openDatabase({ dataDir: "", url: yard.ownerUrl(cluster.port), poolMax: 2 })
    try {
      return await work(db)
    } finally {
      await db.close()
    }
  }
  const addDecks = (db: OpenDatabase, count: number, name: string) =>
    db.asLearner(userId, async (tx) => {
      for (let n = 0; n < count; n += 1)
        await sql`insert into decks (user_id, id, name) values (${userId}, ${newId()}, ${`${name} ${n}`})`.execute(tx)
    })
  const readDecks = (db: OpenDatabase) =>
    db.readAsLearner(
      userId,
      async (tx) => (await sql`select id, name, created_at from decks order by id`.execute(tx)).rows,
    )

  it("brings a destroyed server back to a named moment, and no further", { timeout: 180_000 }, async () => {
    await pointInTime("setup")
    const before = await withDatabase(async (db) => {
      await migrate(db, "up")
      await ensurePartitions(db, new Date())
      await db.asSystem("add-learner", (tx) =>
        sql`insert into users (id, email, display_name, created_at) values (${userId}, 'ada@example.test', 'Ada', now())`.execute(
          tx,
        ),
      )
      await addDecks(db, 20, "in the backup")
      await pointInTime("backup", "full")
      // These are in the log alone.
      await addDecks(db, 30, "after the backup")
      await pointInTime("point", "before-the-import")
      const decks = await readDecks(db)
      await addDecks(db, 40, "a mistake")
      await db.asLearner(userId, (tx) => sql`delete from decks where name like 'in the backup%'`.execute(tx))
      return decks
    })
    expect(before).toHaveLength(50)
    // The mistake reaches the archive, too: recovery has to stop before it.
    await pointInTime("point", "after-the-import")

    await cluster.kill()
    rmSync(join(yard.outside, "main"), { recursive: true })
    await pointInTime("restore", "--data", cluster.data, "--name", "before-the-import")
    await cluster.start()
    await withDatabase(async (db) => {
      for (;;) {
        const { rows } = await db.execute("select pg_is_in_recovery() as still")
        if (rows[0]?.still !== true) break
      }
      expect(await readDecks(db)).toEqual(before)
      // It is a server like any other again.
      await addDecks(db, 1, "life goes on")
      expect(await readDecks(db)).toHaveLength(51)
    })
  })

  it("tries a restore beside the real server, of which nothing stays", { timeout: 120_000 }, async () => {
    // As on Debian, where a server's configuration is not in its data folder and so in no backup. One that runs does not miss it.
    for (const file of ["postgresql.conf", "pg_hba.conf", "pg_ident.conf"]) rmSync(join(yard.outside, "main", file))
    await pointInTime("backup", "diff")
    const said = await pointInTime("drill", "--data", `${yard.home}/drill`)
    expect(said).toMatch(/restored and read \d+ tables with 2 accounts$/)
    expect(await yard.run("ls", [yard.home])).not.toContain("drill")
    expect(await withDatabase(readDecks)).toHaveLength(51)
  })

  it("refuses to restore over what is there", async () => {
    await expect(pointInTime("restore", "--data", cluster.data)).rejects.toThrow("is not empty")
    await expect(pointInTime("restore", "--data")).rejects.toThrow("--data lacks its value")
  })
})

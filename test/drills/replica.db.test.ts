import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { ensurePartitions, migrate, type OpenDatabase, openDatabase } from "../../server/platform/database/index.ts"
import { newId } from "../../server/shared/ids.ts"
import { type Cluster, clusterOf, openServerYard, type ServerYard, whyNoServers } from "../chroot-postgres.ts"

const missing = whyNoServers()
if (missing !== undefined) console.warn(`Replica and failover are not tested: ${missing}.`)

// One after the other on the same servers: set up, read, lag, fail over.
describe.skipIf(missing !== undefined)("a primary and its hot standby, made by ops/replica.sh", () => {
  let yard: ServerYard
  let primary: Cluster
  let standby: Cluster
  let db: OpenDatabase
  const userId = newId()

  beforeAll(async () => {
    yard = openServerYard("replica")
    // As a primary has it that was once brought back to a moment.
    primary = await yard.createCluster("primary", { recovery_target_name: "'before-the-import'" })
    const setUp = await openDatabase({ dataDir: "", url: yard.ownerUrl(primary.port) })
    await migrate(setUp, "up")
    await ensurePartitions(setUp, new Date())
    await setUp.close()

    writeFileSync(join(yard.outside, "password"), "a password for replication\n")
    const password = `${yard.home}/password`
    const replica = yard.script("ops/replica.sh")
    await yard.run("bash", [replica, "prepare", "--password-file", password], primary.env)
    standby = clusterOf(yard, `${yard.home}/standby`, await yard.freePort())
    await yard.run("bash", [
      replica,
      "make",
      "--primary",
      `127.0.0.1:${primary.port}`,
      "--password-file",
      password,
      "--data",
      standby.data,
      "--port",
      String(standby.port),
      "--sockets",
      yard.home,
    ])
    await yard.run("bash", [replica, "synchronous", "standby1"], primary.env)
    db = await openDatabase({
      dataDir: "",
      url: yard.ownerUrl(primary.port, standby.port),
      replicaUrl: yard.ownerUrl(standby.port),
      replicaMaxLagMs: 1_000,
      poolMax: 4,
    })
    await db.asSystem("add-learner", async (tx) => {
      await sql`insert into users (id, email, display_name, created_at) values (${userId}, 'ada@example.test', 'Ada', now())`.execute(
        tx,
      )
      await sql`insert into profiles (user_id, time_zone) values (${userId}, 'UTC')`.execute(tx)
    })
  }, 180_000)
  afterAll(async () => {
    await db?.close()
    await yard?.close()
  }, 60_000)

  const addDeck = (title: string, id = newId()) =>
    db.asLearner(userId, (tx) =>
      sql`insert into decks (user_id, id, name) values (${userId}, ${id}, ${title}) on conflict do nothing`.execute(tx),
    )
  const count = async (read: typeof db.readAsSystem) => {
    const { rows } = await read("count-decks", (tx) => sql<{ n: number }>`select count(*) as n from decks`.execute(tx))
    return rows[0]?.n
  }
  const onStandby = (text: string) => yard.run("psql", ["-X", "-A", "-t", "-d", "postgres", "-c", text], standby.env)
  const untilReplayed = async () => {
    for (
      let tries = 0;
      (await onStandby("select pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()")) !== "t";
      tries += 1
    ) {
      if (tries > 100) throw new Error("The standby does not catch up")
      await sleep(50)
    }
  }

  it("answers questions about many learners, and cannot be written to", async () => {
    await addDeck("first")
    await untilReplayed()
    expect(await count(db.readAsSystem)).toBe(1)
    expect(db.stats().replicaReads).toBe(1)
    expect(await db.replicaLagMs()).toBe(0)
    await expect(db.readAsSystem("write-anyway", (tx) => sql`delete from decks`.execute(tx))).rejects.toMatchObject({
      code: "25006",
    })
  })

  it("is not asked while it is behind; learners always see what they wrote", async () => {
    await onStandby("select pg_wal_replay_pause()")
    await addDeck("second")
    const { rows } = await db.readAsLearner(userId, (tx) => sql`select name from decks order by name`.execute(tx))
    expect(rows).toEqual([{ name: "first" }, { name: "second" }])
    // Behind, but within what is allowed: the standby's answer, right as of a moment ago; then beyond it, the primary's.
    const patient = await openDatabase({
      dataDir: "",
      url: yard.ownerUrl(primary.port),
      replicaUrl: yard.ownerUrl(standby.port),
      replicaMaxLagMs: 600_000,
    })
    expect(await count(patient.readAsSystem)).toBe(1)
    await patient.close()
    for (let tries = 0; ((await db.replicaLagMs()) ?? Number.POSITIVE_INFINITY) <= 1_000; tries += 1) {
      if (tries > 100) throw new Error("The standby does not fall behind")
      await sleep(100)
    }
    const before = db.stats().replicaReads
    expect(await count(db.readAsSystem)).toBe(2)
    expect(db.stats().replicaReads).toBe(before)
    await onStandby("select pg_wal_replay_resume()")
    await untilReplayed()
  })

  it("takes over when the primary is lost, with everything that was acknowledged", { timeout: 90_000 }, async () => {
    const acknowledged: string[] = []
    let isDone = false
    const writing = (async () => {
      for (let n = 0; !isDone; n += 1) {
        const id = newId()
        // As clients do: again with the same id until it is acknowledged. Whether one fails depends on the moment.
        for (;;) {
          try {
            await addDeck(`deck ${n}`, id)
            acknowledged.push(id)
            break
          } catch {
            if (isDone) return
            await sleep(50)
          }
        }
      }
    })()
    while (acknowledged.length < 50) await sleep(10)
    await primary.kill()
    await expect(openDatabase({ dataDir: "", url: yard.ownerUrl(primary.port) })).rejects.toThrow()
    const before = acknowledged.length
    await yard.run("bash", [yard.script("ops/replica.sh"), "promote", "--data", standby.data])
    while (acknowledged.length < before + 50) await sleep(10)
    isDone = true
    await writing
    // What took the writes since is the one that was the standby.
    expect(await onStandby("select pg_is_in_recovery()")).toBe("f")

    const { rows } = await db.readAsLearner(userId, (tx) => sql<{ id: string }>`select id from decks`.execute(tx))
    const there = new Set(rows.map(({ id }) => id))
    expect(acknowledged.filter((id) => !there.has(id))).toEqual([])
    // What was the replica is none any more: the primary is asked.
    await expect.poll(() => db.replicaLagMs(), { timeout: 20_000 }).toBeUndefined()
    expect(await count(db.readAsSystem)).toBe(rows.length)
  })
})

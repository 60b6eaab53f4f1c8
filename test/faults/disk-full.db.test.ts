import { statSync, writeFileSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { sql } from "kysely"
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import { type ApiClient, ApiError, newCredentials, signUp } from "../../server/cli/api-client.ts"
import { type ServerProcess, startServerProcess } from "../../server/cli/server-process.ts"
import { type OpenDatabase, openDatabase, prepareTemplate } from "../../server/platform/database/index.ts"
import { newId } from "../../server/shared/ids.ts"
import { type Cluster, openServerYard, type ServerYard, whyNoServers } from "../chroot-postgres.ts"
import { mountSmallDisk, type SmallDisk, whyNoDisk } from "../small-disk.ts"

const noDisk = whyNoDisk()
const noServers = noDisk ?? whyNoServers()
if (noDisk !== undefined) console.warn(`A full disk is not tested: ${noDisk}.`)
else if (noServers !== undefined) console.warn(`A full disk under PostgreSQL is not tested: ${noServers}.`)

const never = new AbortController().signal

describe.skipIf(noDisk !== undefined)("a full disk under the embedded installation", () => {
  let home: string
  let disk: SmallDisk
  let server: ServerProcess | undefined
  beforeAll(async () => {
    await prepareTemplate()
    home = await mkdtemp(join(tmpdir(), "studyin-full-"))
    disk = mountSmallDisk(join(home, "disk"), 160)
  })
  afterEach(() => disk.makeRoom())
  afterAll(async () => {
    await server?.kill()
    disk?.unmount()
    await rm(home, { recursive: true, force: true })
  })

  it("is said clearly, loses no answer that was acknowledged, and is over when there is room", {
    timeout: 150_000,
  }, async () => {
    server = await startServerProcess({ dataDir: join(disk.path, "data"), databaseUrl: null, startWithinMs: 120_000 })
    const client = await signUp(server.url, never, newCredentials())
    const work = await startAnswering(client)
    await work.answer(5)
    disk.fill()
    const refused = await work.answerUntilRefused()
    expect(refused).toMatchObject({ status: 507, type: "storage-full" })

    // Reading goes on, and a file is refused with the same words.
    expect(await client.get("/decks")).toBeDefined()
    const file = join(home, "notes.txt")
    writeFileSync(file, "The heart has four chambers. ".repeat(20_000))
    await expect(client.upload("/materials", file, { id: newId() })).rejects.toMatchObject({
      status: 507,
      type: "storage-full",
    })

    disk.makeRoom()
    await work.answer(5)
    await client.upload("/materials", file, { id: newId() })
    await server.stop()
    const db = await openDatabase({ dataDir: join(disk.path, "data") })
    expect(await loggedAnswers(db, client.userId)).toEqual(work.acknowledged())
    await db.close()
  })

  it("under the database's log itself: the database opens again by itself", { timeout: 150_000 }, async () => {
    const db = await openDatabase({ dataDir: join(disk.path, "log"), statementTimeoutMs: 20_000 })
    try {
      await db.execute("insert into settings (key, value) values ('drill', '0')")
      disk.fill()
      const { acknowledged, error } = await writeUntilRefused(db)
      expect(error).toMatchObject({ type: "storage-full", status: 507 })
      await expect(readDrill(db)).rejects.toMatchObject({ type: "storage-full" })
      disk.makeRoom()
      expect(await readDrill(db)).toBeGreaterThanOrEqual(acknowledged)
      await db.execute("update settings set value = '-1' where key = 'drill'")
      expect(await readDrill(db)).toBe(-1)
    } finally {
      disk.makeRoom()
      await db.close()
    }
  })
})

describe.skipIf(noServers !== undefined)("a full disk under PostgreSQL", () => {
  let yard: ServerYard
  let disk: SmallDisk
  let cluster: Cluster
  let dataDir: string
  let server: ServerProcess | undefined
  let db: OpenDatabase | undefined
  beforeAll(async () => {
    yard = openServerYard("full")
    const { uid, gid } = statSync(yard.outside)
    disk = mountSmallDisk(join(yard.outside, "disk"), 260, { uid, gid })
    cluster = await yard.createCluster("disk/data", {
      min_wal_size: "32MB",
      max_wal_size: "48MB",
      unix_socket_directories: `'${yard.home}'`,
    })
    dataDir = await mkdtemp(join(tmpdir(), "studyin-full-"))
  }, 60_000)
  afterAll(async () => {
    await server?.kill()
    await db?.close()
    disk?.makeRoom()
    await yard?.close().catch(() => {})
    disk?.unmount()
    await rm(dataDir, { recursive: true, force: true })
  }, 60_000)

  it("refuses what cannot be written, loses nothing, and goes on when there is room", {
    timeout: 150_000,
  }, async () => {
    server = await startServerProcess({ dataDir, databaseUrl: yard.ownerUrl(cluster.port) })
    const client = await signUp(server.url, never, newCredentials())
    const work = await startAnswering(client)
    await work.answer(5)
    disk.fill()
    expect(await work.answerUntilRefused()).toMatchObject({ status: 507, type: "storage-full" })
    disk.makeRoom()
    await work.answer(5)
    await server.stop()
    server = undefined
    db = await openDatabase({ dataDir, url: yard.ownerUrl(cluster.port), poolMax: 2 })
    expect(await loggedAnswers(db, client.userId)).toEqual(work.acknowledged())
  })

  it("stops when its log finds no room; started again, it has all that was acknowledged", {
    timeout: 150_000,
  }, async () => {
    const own = db ?? (await openDatabase({ dataDir, url: yard.ownerUrl(cluster.port), poolMax: 2 }))
    await own.execute("insert into settings (key, value) values ('drill', '0')")
    disk.fill()
    const { acknowledged, error } = await writeUntilRefused(own)
    expect(error).toMatchObject({ status: expect.toSatisfy((status: number) => status === 507 || status === 503) })
    disk.makeRoom()
    // By hand, where no service manager does it. It may have come back by itself, if the room came soon enough.
    await cluster.start().catch(() => {})
    for (let tries = 0; ; tries += 1) {
      const value = await readDrill(own).catch((failure: unknown) => {
        if (tries > 100) throw failure
        return undefined
      })
      if (value !== undefined) {
        expect(value).toBeGreaterThanOrEqual(acknowledged)
        break
      }
      await sleep(200)
    }
    await own.execute("update settings set value = '-1' where key = 'drill'")
    expect(await readDrill(own)).toBe(-1)
  })
})

/** Counts up in the database, writing much log beside, until it is refused. */
async function writeUntilRefused(db: OpenDatabase): Promise<{ acknowledged: number; error: unknown }> {
  for (let n = 1; ; n += 1) {
    try {
      await db.execute("select pg_logical_emit_message(true, 'drill', repeat('x', 500000))")
      await db.execute("update settings set value = to_jsonb($1::int) where key = 'drill'", [n])
    } catch (error) {
      return { acknowledged: n - 1, error }
    }
    if (n > 2000) throw new Error("The disk was never full")
  }
}

async function readDrill(db: OpenDatabase): Promise<number> {
  const { rows } = await db.execute("select value from settings where key = 'drill'")
  return Number(rows[0]?.value)
}

async function loggedAnswers(db: OpenDatabase, userId: string): Promise<string[]> {
  const { rows } = await db.asSystem("check-log", (tx) =>
    sql<{ id: string }>`select id from interactions where user_id = ${userId} and kind = 'answer' order by id`.execute(
      tx,
    ),
  )
  return rows.map(({ id }) => id)
}

const QUESTIONS = 10

/** A learner who answers one question after the other and sends again what was refused, as the page does. */
async function startAnswering(client: ApiClient) {
  for (let n = 0; n < QUESTIONS; n += 1)
    await client.send("POST", "/questions", {
      id: newId(),
      type: "single-best-answer",
      stem: `Which of these is ${n}?`,
      options: [
        { id: "a", text: String(n), isCorrect: true },
        { id: "b", text: String(n + 1), isCorrect: false },
      ],
    })
  const acknowledged = new Set<string>()
  const waiting: { path: string; body: { interactionId: string } }[] = []
  for (let sessions = 0; sessions < 20; sessions += 1) {
    const { id, items } = await client.send<{ id: string; items: { position: number }[] }>(
      "POST",
      "/practice/sessions",
      { id: newId(), mode: "tutor", count: QUESTIONS },
    )
    for (const { position } of items)
      waiting.push({
        path: `/practice/sessions/${id}/answers`,
        body: { interactionId: newId(), position, selectedOptionIds: ["a"], responseTimeMs: 2_000 } as never,
      })
  }
  const sendNext = async () => {
    const [next] = waiting
    if (next === undefined) throw new Error("There is nothing left to answer")
    await client.send("POST", next.path, next.body)
    acknowledged.add(next.body.interactionId)
    waiting.shift()
  }
  return {
    acknowledged: () => [...acknowledged].sort(),
    async answer(count: number) {
      for (let n = 0; n < count; n += 1) await sendNext()
    },
    async answerUntilRefused(): Promise<unknown> {
      for (;;) {
        try {
          await sendNext()
        } catch (error) {
          if (error instanceof ApiError) return error
          throw error
        }
      }
    },
  }
}

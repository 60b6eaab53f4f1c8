import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type ApiClient, ApiError, newCredentials, signIn, signUp } from "../../server/cli/api-client.ts"
import { createOwnDatabase, type OwnDatabase } from "../../server/cli/own-database.ts"
import { type ServerProcess, startServerProcess } from "../../server/cli/server-process.ts"
import { type OpenDatabase, openDatabase } from "../../server/platform/database/index.ts"
import { newId } from "../../server/shared/ids.ts"

const { TEST_DATABASE_URL, TEST_REDIS_URL } = process.env
if (TEST_DATABASE_URL === undefined)
  console.warn("Two servers on one database are not tested: TEST_DATABASE_URL is not set.")
const never = new AbortController().signal
const QUESTIONS = 12

const places = [
  { name: "with PostgreSQL alone", redis: undefined },
  ...(TEST_REDIS_URL === undefined ? [] : [{ name: "with Redis", redis: TEST_REDIS_URL }]),
]

// As one installation is run on two machines: the same database, secret and files.
describe.skipIf(TEST_DATABASE_URL === undefined).each(places)("two servers on one database ($name)", ({ redis }) => {
  let database: OwnDatabase
  let dataDir: string
  let servers: ServerProcess[]
  let db: OpenDatabase
  const credentials = newCredentials()
  let clients: ApiClient[]

  beforeAll(async () => {
    database = await createOwnDatabase(TEST_DATABASE_URL ?? "", "two")
    dataDir = await mkdtemp(join(tmpdir(), "studyin-two-"))
    const env = {
      TOKEN_SECRET: "one secret for both servers, long enough to sign with",
      RATE_LIMIT: undefined,
      ...(redis === undefined ? {} : { REDIS_URL: redis }),
    }
    // At the same moment: both find an empty database, and migrate it.
    servers = await Promise.all(
      [1, 2].map(() => startServerProcess({ dataDir, databaseUrl: database.url, env, startWithinMs: 150_000 })),
    )
    db = await openDatabase({ dataDir, url: database.url, poolMax: 2 })
    const first = await signUp(servers[0]?.url ?? "", never, credentials)
    clients = [first, await signIn(servers[1]?.url ?? "", never, credentials)]
  }, 200_000)
  afterAll(async () => {
    for (const server of servers ?? []) await server.stop()
    await db?.close()
    await database?.drop()
    await rm(dataDir, { recursive: true, force: true })
  }, 60_000)

  const [one, two] = [() => clients[0] as ApiClient, () => clients[1] as ApiClient]
  const read = async <T>(query: ReturnType<typeof sql<T>>) =>
    (await db.asSystem("check-two-servers", (tx) => query.execute(tx))).rows

  it("migrate once, and make each partition and each schedule once", async () => {
    const { rows } = await db.execute(
      "select version, count(*)::int as n from schema_migrations group by 1 having count(*) > 1",
    )
    expect(rows).toEqual([])
    const schedules = await db.execute("select name, count(*)::int as n from pgboss.schedule group by 1 order by 1")
    expect(schedules.rows.length).toBeGreaterThan(5)
    expect(schedules.rows.every(({ n }) => n === 1)).toBe(true)
  })

  it("count answers that two devices give at the same time through both, each once", { timeout: 60_000 }, async () => {
    for (let n = 0; n < QUESTIONS; n += 1)
      await one().send("POST", "/questions", {
        ...{ id: newId(), type: "single-best-answer", stem: `Which of these is ${n}?` },
        options: [
          { id: "a", text: String(n), isCorrect: true },
          { id: "b", text: String(n + 1), isCorrect: false },
        ],
      })
    const sessions = await Promise.all(
      clients.map((client) =>
        client.send<{ id: string; items: { position: number }[] }>("POST", "/practice/sessions", {
          ...{ id: newId(), mode: "tutor", count: QUESTIONS },
        }),
      ),
    )
    const answers = sessions.flatMap(({ id, items }) =>
      items.map(({ position }) => ({
        path: `/practice/sessions/${id}/answers`,
        body: { interactionId: newId(), position, selectedOptionIds: ["a"], responseTimeMs: 2_000 },
      })),
    )
    // Each answer reaches both servers: a page that got no reply sends again, and may be led to the other one.
    await Promise.all(answers.flatMap(({ path, body }) => clients.map((client) => client.send("POST", path, body))))
    const stats = await read(sql<{ answered: number; interactions: number }>`
      select answered, interactions from learner_stats where user_id = ${one().userId}`)
    expect(stats).toMatchObject([{ answered: 2 * QUESTIONS }])
    const logged = await read(sql<{ sequence: number }>`
      select sequence from interactions where user_id = ${one().userId} order by sequence`)
    expect(logged.map(({ sequence }) => sequence)).toEqual(logged.map((_, n) => n + 1))
  })

  it("show on one what was done on the other, cache or not", async () => {
    const name = `Deck ${newId()}`
    const before = await two().get<{ items: { name: string }[] }>("/decks")
    expect(before.items.map((deck) => deck.name)).not.toContain(name)
    await one().send("POST", "/decks", { id: newId(), name })
    const after = await two().get<{ items: { name: string }[] }>("/decks")
    expect(after.items.map((deck) => deck.name)).toContain(name)
    const today = async (client: ApiClient) => {
      // The clock of a session that is open runs on between the two questions.
      const { unfinishedSession: _, ...rest } = await client.get<Record<string, unknown>>("/today")
      return rest
    }
    expect(await today(two())).toEqual(await today(one()))
  })

  it("do each job once, on whichever is free, and tell the page on the other", { timeout: 60_000 }, async () => {
    const heard = listen(servers[1]?.url ?? "", two())
    await sleep(500)
    const materials: string[] = []
    for (let n = 0; n < 4; n += 1) {
      const { id } = await one().send<{ id: string }>("POST", "/materials/text", {
        ...{
          id: newId(),
          title: `Heart ${n}`,
          text: `The heart number ${n} has four chambers. It pumps blood. `.repeat(20),
        },
      })
      materials.push(id)
    }
    for (const id of materials) await untilReady(one(), id)
    // A job that was done twice would have left its chunks twice, or a second row for its step.
    const chunks = await read(sql<{ n: number }>`
      select count(*) - count(distinct (material_id, chunk_index)) as n from material_chunks where user_id = ${one().userId}`)
    expect(Number(chunks[0]?.n)).toBe(0)
    const jobs = await db.execute(
      `select count(*)::int as n, count(*) filter (where state = 'completed')::int as done, max(retry_count)::int as tries
       from pgboss.job where name like 'library.%' and data::text like '%' || $1 || '%'`,
      [one().userId],
    )
    expect(jobs.rows[0]).toMatchObject({ tries: 0 })
    await expect.poll(() => heard.events.length, { timeout: 15_000 }).toBeGreaterThan(0)
    heard.close()
  })

  it("end a sign-in on one and refuse it on the other", async () => {
    const third = await signIn(servers[0]?.url ?? "", never, credentials)
    const token = third.accessToken()
    const me = (url: string | undefined) =>
      fetch(`${url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } }).then(({ status }) => status)
    expect(await me(servers[1]?.url)).toBe(200)
    const { sid } = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString())
    await one().send("DELETE", `/me/devices/${sid}`)
    await expect.poll(() => me(servers[1]?.url), { timeout: 15_000 }).toBe(401)
    expect(await me(servers[0]?.url)).toBe(401)
  })

  it.runIf(redis !== undefined)("count tries to guess a password together", async () => {
    const email = `${newId()}@guess.invalid`
    const tried: number[] = []
    for (let n = 0; n < 40 && !tried.includes(429); n += 1) {
      const reply = await fetch(`${servers[n % 2]?.url}/api/v1/auth/sign-in`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email, password: "a wrong password" }),
      })
      tried.push(reply.status)
    }
    expect(tried).toContain(429)
    // And the other one refuses as well, at once.
    const other = await fetch(`${servers[tried.length % 2]?.url}/api/v1/auth/sign-in`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password: "a wrong password" }),
    })
    expect(other.status).toBe(429)
  })

  it("go on when one of them is killed", { timeout: 60_000 }, async () => {
    await servers[0]?.kill()
    expect(await two().get("/today")).toBeDefined()
    await expect(one().get("/today")).rejects.not.toBeInstanceOf(ApiError)
    const { id } = await two().send<{ id: string }>("POST", "/materials/text", {
      ...{ id: newId(), title: "Lungs", text: "The lung has lobes. It takes up oxygen. ".repeat(20) },
    })
    await untilReady(two(), id)
  })
})

async function untilReady(client: ApiClient, id: string): Promise<void> {
  for (;;) {
    const { status } = await client.get<{ status: string }>(`/materials/${client.userId}/${id}`)
    if (status === "ready") return
    expect(status).not.toBe("failed")
    await sleep(100)
  }
}

/** What the server tells a page that is open. */
function listen(url: string, client: ApiClient): { events: string[]; close(): void } {
  const gone = new AbortController()
  const events: string[] = []
  void (async () => {
    const reply = await fetch(`${url}/api/v1/events`, {
      headers: { authorization: `Bearer ${client.accessToken()}`, accept: "text/event-stream" },
      signal: gone.signal,
    })
    const text = new TextDecoder()
    for await (const chunk of reply.body ?? []) {
      for (const line of text.decode(chunk as Uint8Array, { stream: true }).split("\n"))
        if (line.startsWith("data:") && !line.includes("connected")) events.push(line)
    }
  })().catch(() => {})
  return { events, close: () => gone.abort() }
}

import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3"
import { Redis } from "ioredis"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { createOwnDatabase, type OwnDatabase } from "../server/cli/own-database.ts"
import { type ServerProcess, startServerProcess } from "../server/cli/server-process.ts"
import { finishErasures } from "../server/domains/accounts/own-data/finish-erasures.ts"
import { openHouse } from "../server/main.ts"
import { readConfig } from "../server/platform/config.ts"
import { type OpenDatabase, openDatabase, prepareTemplate } from "../server/platform/database/index.ts"
import { fixedClock } from "../server/shared/clock.ts"
import { newId } from "../server/shared/ids.ts"

interface Place {
  name: string
  isServer: boolean
}

const { TEST_DATABASE_URL, TEST_REDIS_URL, TEST_S3_ENDPOINT } = process.env
const places: Place[] = [{ name: "embedded database, memory, disk", isServer: false }]
if (TEST_DATABASE_URL !== undefined && TEST_REDIS_URL !== undefined && TEST_S3_ENDPOINT !== undefined)
  places.push({ name: "PostgreSQL, Redis, S3", isServer: true })

const credentials = { accessKeyId: "test", secretAccessKey: "test" }
const PASSWORD = "a quiet river at night"

/** A word nobody else uses, of letters alone, so that it survives every way of storing words. */
const newWord = (kind: string) =>
  `${kind}${newId().replaceAll(/[^a-f]/g, "")}${Math.random()
    .toString(36)
    .replaceAll(/[^a-z]/g, "")}`

// A server as people run it, a learner who uses all of it, and then a look into everything it has written.
describe.each(places)("an erased learner ($name)", ({ isServer }) => {
  const words = { text: newWord("quokka"), mail: newWord("numbat") }
  const email = `${words.mail}@example.org`
  let dataDir: string
  let database: OwnDatabase | null = null
  let server: ServerProcess
  let env: Record<string, string>
  let userId = ""

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "studyin-erased-"))
    env = { LOG_LEVEL: "debug", DEMO: "false" }
    if (isServer) {
      database = await createOwnDatabase(TEST_DATABASE_URL ?? "", "erased")
      const bucket = `studyin-${newId()}`
      await s3().send(new CreateBucketCommand({ Bucket: bucket }))
      Object.assign(env, {
        REDIS_URL: TEST_REDIS_URL,
        S3_BUCKET: bucket,
        S3_ENDPOINT: TEST_S3_ENDPOINT,
        S3_ACCESS_KEY_ID: credentials.accessKeyId,
        S3_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      })
    } else await prepareTemplate()
    server = await startServerProcess({ dataDir, databaseUrl: database?.url ?? null, env })
  }, 120_000)
  afterAll(async () => {
    await server?.kill()
    await database?.drop()
    await rm(dataDir, { recursive: true, force: true })
  })

  const s3 = () =>
    new S3Client({ endpoint: TEST_S3_ENDPOINT ?? "", region: "us-east-1", forcePathStyle: true, credentials })

  async function call<T>(token: string | undefined, method: string, path: string, body?: object): Promise<T> {
    const reply = await fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: {
        "user-agent": "Mozilla/5.0 Firefox/140.0",
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await reply.text()
    if (!reply.ok)
      throw Object.assign(new Error(`${method} ${path}: ${reply.status} ${text}`), { status: reply.status })
    return (reply.headers.get("content-type")?.includes("json") ? JSON.parse(text) : text) as T
  }

  const signUp = (address: string, displayName: string) =>
    call<{ accessToken: string; account: { id: string } }>(undefined, "POST", "/auth/sign-up", {
      email: address,
      password: PASSWORD,
      displayName,
    })

  /** Uses whatever keeps something of a learner. */
  async function live(token: string): Promise<void> {
    const { text: word } = words
    const ask = <T>(method: string, path: string, body?: object) => call<T>(token, method, path, body)
    await ask("PATCH", "/me/profile", {
      firstName: word,
      university: `University of ${word}`,
      username: word.slice(0, 30),
    })
    await ask("PATCH", "/me/settings", { shortcuts: { [word.slice(0, 20)]: "x" } })
    const text = `# The ${word}\n\n${`The ${word} is a small animal. The ${word} lives on an island and eats leaves at night. `.repeat(6)}\n\n## Food of the ${word}\n\n${`The ${word} eats leaves, grass and bark. It needs little water in summer. `.repeat(6)}`
    const materialId = newId()
    await ask("POST", "/materials/text", { id: materialId, title: `On the ${word}`, text })
    await ready(token, materialId)
    const form = new FormData()
    form.append("file", new Blob([`${text}\n\nOnce more.`], { type: "text/markdown" }), `${word}.md`)
    const upload = await fetch(`${server.url}/api/v1/materials`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: form,
    })
    await ready(token, ((await upload.json()) as { id: string }).id)
    await ask("PUT", `/materials/${userId}/${materialId}/tags`, { tags: [word] }).catch(() => {})
    await ask("POST", `/materials/${userId}/${materialId}/notes`, {
      id: newId(),
      kind: "note",
      start: 4,
      end: 30,
      body: `My ${word}`,
    })
    await ask("GET", `/search?q=${word}`)
    const deck = await ask<{ id: string }>("POST", "/decks", { id: newId(), name: `Deck of the ${word}` })
    await ask("POST", "/cards", { id: newId(), deckId: deck.id, front: `What is a ${word}?`, back: word })
    const conversationId = newId()
    await ask("POST", "/conversations", { id: conversationId, scope: { kind: "everything" } })
    const question = {
      questionId: newId(),
      answerId: newId(),
      interactionId: newId(),
      text: `What does the ${word} eat?`,
    }
    await ask("POST", `/conversations/${conversationId}/questions`, question)
    const session = await ask<{ id: string }>("POST", "/practice/sessions", {
      id: newId(),
      mode: "tutor",
      count: 5,
    }).catch(() => undefined)
    if (session)
      await ask("POST", `/practice/sessions/${session.id}/answers`, {
        interactionId: newId(),
        position: 1,
        selectedOptionIds: [],
        typedAnswer: word,
        responseTimeMs: 900,
      }).catch(() => {})
    await ask("GET", "/today")
    await ask("GET", "/decks")
    await ask("POST", "/me/export")
    await expect(call(undefined, "POST", "/auth/sign-in", { email, password: "wrong" })).rejects.toMatchObject({
      status: 401,
    })
    await expect(ask("POST", "/me/erase", { password: "wrong" })).rejects.toMatchObject({ status: 422 })
  }

  async function ready(token: string, id: string): Promise<void> {
    for (let tries = 0; tries < 600; tries++) {
      const { status } = await call<{ status: string }>(token, "GET", `/materials/${userId}/${id}`)
      if (status === "failed") throw new Error("the material failed")
      if (status === "ready") return
      await sleep(100)
    }
    throw new Error("the material did not get ready")
  }

  interface Trace {
    place: string
    found: string
  }

  /** Where these words stand: every table of every schema, every file, every key of Redis, every object, every line of the log. */
  async function tracesOf(wanted: readonly string[], samples = false): Promise<Trace[]> {
    const forms = wanted.flatMap((word) => [
      word,
      Buffer.from(word).toString("hex"),
      Buffer.from(word).toString("base64").replace(/=*$/, "").slice(0, -1),
    ])
    const isIn = (text: string) => forms.find((form) => text.toLowerCase().includes(form.toLowerCase()))
    const traces: Trace[] = []
    const look = (place: string, text: string) => {
      const found = isIn(text)
      if (found !== undefined) traces.push({ place, found })
    }
    for (const [i, line] of server.lines.entries()) look(`log line ${i}: ${line.slice(0, 200)}`, line)
    for (const entry of await readdir(dataDir, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      // The embedded database's own files are looked into below, as tables.
      if (!entry.isFile() || path.startsWith(join(dataDir, "postgres"))) continue
      look(`file ${path}`, `${path} ${(await readFile(path)).toString("latin1")}`)
    }
    if (isServer) {
      const client = s3()
      const Bucket = env.S3_BUCKET ?? ""
      for (const { Key } of (await client.send(new ListObjectsV2Command({ Bucket }))).Contents ?? []) {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: Key ?? "" }))
        look(`object ${Key}`, `${Key} ${await Body?.transformToString("latin1")}`)
      }
      const redis = new Redis(TEST_REDIS_URL ?? "")
      for (const key of await redis.keys("*"))
        look(`key ${key}`, `${key} ${(await redis.dumpBuffer(key).catch(() => null))?.toString("latin1") ?? ""}`)
      redis.disconnect()
    }
    traces.push(...(await tracesInTables(forms, samples)))
    return traces
  }

  async function tracesInTables(forms: readonly string[], samples: boolean): Promise<Trace[]> {
    const url =
      database === null ? undefined : withUser(process.env.TEST_DATABASE_SUPERUSER_URL ?? database.url, database.url)
    const db = await openDatabase({ dataDir, url, poolMax: 1 })
    try {
      if (samples) await db.execute("analyze")
      const { rows } = await db.execute(
        `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind = 'r' and (n.nspname !~ '^pg_|^information_schema$' or c.relname = 'pg_statistic') order by 1`,
      )
      expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(["users", "pg_statistic", "job_outbox"]))
      expect(rows.some(({ name }) => String(name).startsWith("pgboss."))).toBe(true)
      const traces: Trace[] = []
      for (const { name } of rows) {
        const found = await db.execute(`select t::text as row from ${name} t where t::text ilike any ($1) limit 1`, [
          forms.map((form) => `%${form}%`),
        ])
        if (name === "pg_statistic") traces.push(...(await tracesInStatistics(db, forms)))
        else if (found.rows.length > 0)
          traces.push({ place: `table ${name}`, found: String(found.rows[0]?.row).slice(0, 300) })
      }
      return traces
    } finally {
      await db.close()
    }
  }

  /** The samples that the planner keeps of what stands in a table. */
  async function tracesInStatistics(db: OpenDatabase, forms: readonly string[]): Promise<Trace[]> {
    const { rows } = await db.execute(
      `select distinct coalesce((select indrelid from pg_index where indexrelid = s.starelid), s.starelid)::regclass::text as name from pg_statistic s where s::text ilike any ($1)`,
      [forms.map((form) => `%${form}%`)],
    )
    const traces: Trace[] = []
    for (const { name } of rows) {
      const { rows: some } = await db.execute(`select from ${name} limit 1`)
      // PostgreSQL 17 cannot forget the samples of a table that is empty now.
      if (some.length > 0 || !isServer) traces.push({ place: `statistics of ${name}`, found: "" })
    }
    return traces
  }

  /** What is done a quarter of an hour later, without waiting for it. */
  async function sweepLater(): Promise<number> {
    const house = await openHouse(
      readConfig({
        ...env,
        LOG_LEVEL: "silent",
        DATA_DIR: dataDir,
        ...(database === null ? {} : { DATABASE_URL: database.url }),
      }),
    )
    try {
      return await finishErasures({ ...house.deps, clock: fixedClock(new Date(Date.now() + 16 * 60_000)) })
    } finally {
      await house.close()
    }
  }

  const placesOf = (traces: readonly Trace[]) => traces.map(({ place }) => place.replace(/_\d{4}_?\d{2}$/, ""))

  test("leaves no word, no address and in the end no id anywhere", { timeout: 600_000 }, async () => {
    const admin = await signUp("first@example.org", "The administrator")
    const { accessToken, account } = await signUp(email, `Learner ${words.text.slice(0, 40)}`)
    userId = account.id
    await live(accessToken)
    // Somebody else's things stay, and keep their tables from being empty.
    const neighbour = await signUp("neighbour@example.org", "A neighbour")
    const materialId = newId()
    await call(neighbour.accessToken, "POST", "/materials/text", {
      id: materialId,
      title: "Wombats",
      text: "The wombat digs. ".repeat(40),
    })
    await call(neighbour.accessToken, "POST", "/decks", { id: newId(), name: "Wombats" })

    // First that the look finds what is there: a search that sees nothing proves nothing.
    await server.stop()
    const before = placesOf(await tracesOf([words.text, words.mail], true))
    expect(before).toEqual(
      expect.arrayContaining([
        "table users",
        "table materials",
        "table material_sections",
        "table notes",
        "table messages",
        "table cards",
        "table profiles",
        "statistics of users",
      ]),
    )
    expect(before.some((place) => place.startsWith(isServer ? "object" : "file"))).toBe(true)
    expect(before.filter((place) => place.startsWith("log"))).toEqual([])

    server = await startServerProcess({ dataDir, databaseUrl: database?.url ?? null, env })
    const { accessToken: again } = await call<{ accessToken: string }>(undefined, "POST", "/auth/sign-in", {
      email,
      password: PASSWORD,
    })
    await call(again, "GET", "/today")
    const report = await call<{
      isFinished: boolean
      files: number
      tables: { table: string; rows: number; action: string }[]
    }>(again, "POST", "/me/erase", { password: PASSWORD })
    expect(report).toMatchObject({ isFinished: true })
    expect(report.files).toBeGreaterThan(0)
    const rowsOf = (table: string) => report.tables.find((one) => one.table === table)?.rows ?? 0
    expect(rowsOf("users")).toBe(1)
    expect(rowsOf("materials")).toBe(2)
    expect(rowsOf("anonymous_metrics")).toBeGreaterThan(0)
    expect(report.tables.find(({ table }) => table === "audit_logs")).toMatchObject({ action: "unlinked" })
    await expect(call(again, "GET", "/me")).rejects.toMatchObject({ status: 401 })
    await expect(call(undefined, "POST", "/auth/sign-in", { email, password: PASSWORD })).rejects.toMatchObject({
      status: 401,
    })
    const audit = await call<{ items: { event: string; actorId: string | null; newValues: unknown }[] }>(
      admin.accessToken,
      "GET",
      "/admin/audit?event=account_erased",
    )
    expect(audit.items).toMatchObject([{ event: "account_erased", actorId: null }])

    await server.stop()
    // Samples that the planner keeps are taken anew with the last sweep.
    const statistics = (place: string) => place.startsWith("statistics of")
    expect((await tracesOf([words.text, words.mail])).filter(({ place }) => !statistics(place))).toEqual([])
    // The id alone: in the log, and in keys that hold a number or a random token and end by themselves within a day.
    const passing = (place: string) => /^log|^key studyin:(ratelimit:|user:.*:generation:)/.test(place)
    const ids = placesOf(await tracesOf([userId])).filter((place) => !passing(place) && !statistics(place))
    expect(ids.filter((place) => !place.startsWith("key studyin:user:"))).toEqual(["table erasure_ledger"])
    expect(await sweepLater()).toBe(1)
    expect(await tracesOf([words.text, words.mail])).toEqual([])
    expect(placesOf(await tracesOf([userId])).filter((place) => !passing(place))).toEqual([])

    server = await startServerProcess({ dataDir, databaseUrl: database?.url ?? null, env })
    const kept = await call<{ accessToken: string }>(undefined, "POST", "/auth/sign-in", {
      email: "neighbour@example.org",
      password: PASSWORD,
    })
    const materials = await call<{ items: { title: string }[] }>(kept.accessToken, "GET", "/materials")
    expect(materials.items.map(({ title }) => title)).toEqual(["Wombats"])
    await server.stop()
  })
})

/** The address of a database with somebody else's name and password. */
function withUser(of: string, database: string): string {
  const [user, place] = [new URL(of), new URL(database)]
  user.pathname = place.pathname
  return user.href
}

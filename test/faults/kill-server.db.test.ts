import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type ApiClient, ApiError, newCredentials, signIn, signUp } from "../../server/cli/api-client.ts"
import { createOwnDatabase, type OwnDatabase } from "../../server/cli/own-database.ts"
import { type ServerProcess, startServerProcess } from "../../server/cli/server-process.ts"
import { rebuildRecord } from "../../server/domains/learning-record/index.ts"
import { openDatabase, prepareTemplate, type Tx } from "../../server/platform/database/index.ts"
import { newId } from "../../server/shared/ids.ts"
import { testEngines } from "../database.ts"
import { bookPdf } from "../fixtures/pdf-documents.ts"

const KILLS = 4
const QUESTIONS = 40
/** Long enough that some kills hit the document's processing and some the answers alone. */
const LONGEST_LIFE_MS = 1_500

interface Material {
  ownerId: string
  id: string
  status: string
  failure: unknown
  chunkCount: number
}

/** An answer on its way: kept until the server has acknowledged it, and sent again with the same id, as the page does. */
interface Answer {
  path: string
  body: { interactionId: string; position: number; selectedOptionIds: string[]; responseTimeMs: number }
}

describe.each(testEngines)("a server that is killed at random moments (%s)", (engine) => {
  let dataDir: string
  let database: OwnDatabase | null = null
  let server: ServerProcess | undefined
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "studyin-killed-"))
    if (engine === "postgres") database = await createOwnDatabase(process.env.TEST_DATABASE_URL ?? "", "killed")
    else await prepareTemplate()
  })
  afterAll(async () => {
    await server?.kill()
    await database?.drop()
    await rm(dataDir, { recursive: true, force: true })
  })

  const start = async () => {
    server = await startServerProcess({ dataDir, databaseUrl: database?.url ?? null })
    return server
  }

  test("loses no acknowledged answer, counts none twice, and finishes the document", { timeout: 240_000 }, async () => {
    const credentials = newCredentials()
    const file = join(dataDir, "book.pdf")
    await writeFile(file, (await bookPdf({ pages: 40, seed: 7 })).bytes)
    let running = await start()
    const { userId } = await makeQuestions(await signUp(running.url, new AbortController().signal, credentials))

    const acknowledged = new Set<string>()
    const waiting: Answer[] = []
    const materialId = newId()
    for (let kill = 1; kill <= KILLS; kill++) {
      const gone = new AbortController()
      const client = await signIn(running.url, gone.signal, credentials)
      // The same id every time: an upload that was taken is not taken twice, one that was not is made up for.
      const upload = client.upload("/materials", file, { id: materialId })
      const work = Promise.allSettled([upload, answerUntilGone(client, waiting, acknowledged)])
      await sleep(Math.random() * LONGEST_LIFE_MS)
      await running.kill()
      gone.abort()
      for (const result of await work)
        if (result.status === "rejected") expect(result.reason, String(result.reason)).not.toBeInstanceOf(ApiError)
      running = await start()
    }

    const client = await signIn(running.url, new AbortController().signal, credentials)
    await client.upload("/materials", file, { id: materialId }).catch((error: unknown) => {
      expect((error as ApiError).type).toBe("duplicate-material")
    })
    for (const { path, body } of waiting) {
      await client.send("POST", path, body)
      acknowledged.add(body.interactionId)
    }
    const material = await untilDone(client, materialId)
    expect(material.failure).toBeNull()
    expect(material.status).toBe("ready")
    await expectSearchable(client)
    await running.stop()
    expect(running.lines).toEqual([])

    expect(acknowledged.size).toBeGreaterThan(0)
    await expectOneRecord(userId, acknowledged, material)
  })

  async function expectOneRecord(userId: string, acknowledged: Set<string>, material: Material): Promise<void> {
    const db = await openDatabase({ dataDir, url: database?.url })
    try {
      const read = <T>(work: (tx: Tx) => Promise<T>) => db.asSystem("check-record", work)
      const logged = await read((tx) =>
        sql<{ id: string }>`select id from interactions where user_id = ${userId} and kind = 'answer'`.execute(tx),
      )
      expect(new Set(logged.rows.map(({ id }) => id))).toEqual(acknowledged)
      expect(logged.rows).toHaveLength(acknowledged.size)
      const before = await read((tx) => readDerived(tx, userId))
      expect(before.learner_stats).toMatchObject([{ answered: acknowledged.size }])
      const ledger = before.xp_transactions as { amount: number }[]
      expect(before.learner_stats).toMatchObject([{ xp_total: ledger.reduce((sum, { amount }) => sum + amount, 0) }])
      const progress = before.question_progress as { attempts: number }[]
      expect(progress.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(acknowledged.size)
      await rebuildRecord({ db }, userId)
      expect(await read((tx) => readDerived(tx, userId))).toEqual(before)

      const { rows } = await read((tx) =>
        sql<{
          chunk_index: number
        }>`select chunk_index from material_chunks where user_id = ${userId} order by 1`.execute(tx),
      )
      expect(rows.map(({ chunk_index }) => chunk_index)).toEqual(
        Array.from({ length: material.chunkCount }, (_, n) => n),
      )
    } finally {
      await db.close()
    }
  }
})

async function makeQuestions(client: ApiClient): Promise<ApiClient> {
  for (let n = 0; n < QUESTIONS; n++) {
    await client.send("POST", "/questions", {
      id: newId(),
      type: "single-best-answer",
      stem: `Which of these is ${n}?`,
      options: [
        { id: "a", text: String(n), isCorrect: true },
        { id: "b", text: String(n + 1), isCorrect: false },
      ],
    })
  }
  return client
}

/** Sends one answer after the other, first those that were under way when the server died, until a request fails. */
async function answerUntilGone(client: ApiClient, waiting: Answer[], acknowledged: Set<string>): Promise<never> {
  for (;;) {
    if (waiting.length === 0) waiting.push(...(await startSession(client)))
    const answer = waiting[0] as Answer
    await client.send("POST", answer.path, answer.body)
    acknowledged.add(answer.body.interactionId)
    waiting.shift()
  }
}

async function startSession(client: ApiClient): Promise<Answer[]> {
  const { id, items } = await client.send<{ id: string; items: { position: number }[] }>("POST", "/practice/sessions", {
    id: newId(),
    mode: "tutor",
    count: QUESTIONS,
  })
  return items.map(({ position }) => ({
    path: `/practice/sessions/${id}/answers`,
    body: {
      interactionId: newId(),
      position,
      selectedOptionIds: [position % 3 === 0 ? "b" : "a"],
      responseTimeMs: 2_000,
    },
  }))
}

async function untilDone(client: ApiClient, materialId: string): Promise<Material> {
  for (;;) {
    const material = await client.get<Material>(`/materials/${client.userId}/${materialId}`)
    if (material.status === "ready" || material.status === "failed") return material
    await sleep(100)
  }
}

async function expectSearchable(client: ApiClient): Promise<void> {
  const { items } = await client.get<{ items: unknown[] }>("/search?q=cardiac%20membrane%20potential")
  expect(items.length).toBeGreaterThan(0)
}

const DERIVED = [
  "learner_stats",
  "daily_activity",
  "question_progress",
  "topic_mastery",
  "study_sessions",
  "xp_transactions",
  "learner_achievements",
]

/** Everything that follows from the log, in an order of its own. */
async function readDerived(tx: Tx, userId: string): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {}
  for (const table of DERIVED) {
    const { rows } = await sql<Record<string, unknown>>`
      select to_jsonb(t) as row from ${sql.table(table)} t where user_id = ${userId} order by to_jsonb(t)::text`.execute(
      tx,
    )
    found[table] = rows.map(({ row }) => row)
  }
  return found
}

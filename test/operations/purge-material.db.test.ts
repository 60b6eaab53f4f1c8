import { readFileSync } from "node:fs"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, it } from "vitest"
import { demoTexts, demoTextUrl } from "../../server/demo/content/index.ts"
import { recordInteraction } from "../../server/domains/learning-record/index.ts"
import { applyRetention } from "../../server/domains/operations/index.ts"
import { newId } from "../../server/shared/ids.ts"
import { addProcessedText } from "../add-text.ts"
import { describeEachDatabase } from "../database.ts"
import { openApp, type SignedIn, type TestApp } from "../http/open-app.ts"

const course = demoTexts[0]
const courseText = course ? readFileSync(demoTextUrl(course), "utf8").slice(0, 12_000) : ""

describeEachDatabase("a material that was deleted", (open) => {
  let server: TestApp
  let ann: SignedIn
  let materialId: string
  let questionId: string

  beforeAll(async () => {
    server = await openApp(open())
    ann = await server.signInAs()
    materialId = await addProcessedText(open(), server.deps, ann.userId, {
      title: "The cardiac cycle",
      text: courseText,
    })
    await addProcessedText(open(), server.deps, ann.userId, {
      title: "Stays",
      text: "# Kidney\n\nThe kidney filters blood.",
    })
    const { rows } = await sql<{ id: string }>`
      select q.id from questions q where q.owner_id = ${ann.userId} and q.material_id = ${materialId} and not q.is_draft
        and not exists (select from cards c where c.question_id = q.id) order by q.id limit 1`.execute(open().admin)
    questionId = rows[0]?.id ?? ""
    await open().db.asLearner(ann.userId, (tx) =>
      recordInteraction(open(), tx, ann.userId, {
        kind: "answer",
        id: newId(open().clock.now().getTime()),
        questionId,
        topicId: null,
        difficulty: "medium",
        isCorrect: true,
        responseTimeMs: 1000,
      }),
    )
    await sql`update cards set reviews = 1 where (user_id, id) in (
      select user_id, id from cards where user_id = ${ann.userId} and material_id = ${materialId} limit 1)`.execute(
      open().admin,
    )
  }, 120_000)
  afterAll(() => server.close())

  const call = (method: "DELETE" | "POST" | "GET", url: string) =>
    server.app.inject({ method, url: `/api/v1${url}`, headers: ann.headers })
  const count = async (table: string, column = "material_id") => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from ${sql.table(table)} where ${sql.id(column)} = ${materialId}`.execute(open().admin)
    return rows[0]?.n ?? -1
  }

  it("can be restored until its time is over, and is then gone but for what was learnt with it", async () => {
    const path = `/materials/${ann.userId}/${materialId}`
    const kinds = [
      "material_texts",
      "material_sections",
      "material_chunks",
      "chunk_terms",
      "generated_assets",
      "processing_jobs",
    ]
    for (const table of kinds) expect(await count(table), table).toBeGreaterThan(0)
    const before = { questions: await count("questions"), cards: await count("cards") }
    expect(before.questions).toBeGreaterThan(2)
    expect(before.cards).toBeGreaterThan(1)
    const { rows } = await sql<{ file_key: string }>`select file_key from materials where id = ${materialId}`.execute(
      open().admin,
    )
    const file = rows[0]?.file_key ?? ""
    expect(await server.deps.files.find(ann.userId, file)).toBeDefined()

    expect((await call("DELETE", path)).statusCode).toBe(204)
    const apply = async () => (await applyRetention(server.deps, { policy: "deleted-materials", isDryRun: false }))[0]
    const deletedAt = open().clock.now().getTime()
    open().clock.set(new Date(deletedAt + 29 * 86_400_000))
    expect(await apply()).toMatchObject({ rowCount: 0, error: null })
    expect((await call("POST", `${path}/restore`)).statusCode).toBe(200)
    open().clock.set(new Date(deletedAt))
    expect((await call("DELETE", path)).statusCode).toBe(204)

    open().clock.set(new Date(deletedAt + 31 * 86_400_000))
    expect((await call("POST", `${path}/restore`)).statusCode).toBe(404)
    expect(await applyRetention(server.deps, { policy: "deleted-materials", isDryRun: true })).toMatchObject([
      { rowCount: 1 },
    ])
    expect(await apply()).toMatchObject({ rowCount: 1, error: null })
    for (const table of kinds) expect(await count(table), table).toBe(0)
    expect(await count("materials", "id")).toBe(0)
    expect(await server.deps.files.find(ann.userId, file)).toBeUndefined()
    expect(await count("cards")).toBe(1)
    const { rows: kept } = await sql<{ id: string; has_card: boolean }>`
      select q.id, exists (select from cards c where c.question_id = q.id) as has_card from questions q where q.material_id = ${materialId}`.execute(
      open().admin,
    )
    expect(kept.filter(({ has_card }) => !has_card).map(({ id }) => id)).toEqual([questionId])
    expect(await apply()).toMatchObject({ rowCount: 0, error: null })
    const { rows: others } = await sql`select 1 from material_chunks where user_id = ${ann.userId}`.execute(
      open().admin,
    )
    expect(others.length).toBeGreaterThan(0)
  })
})

import { sql } from "kysely"
import { beforeAll, describe, expect, it } from "vitest"
import { describeEachDatabase } from "../../../test/database.ts"
import type { Database } from "../../platform/database/index.ts"
import { createBuiltInModels } from "../../platform/models/built-in-models.ts"
import type { Models } from "../../platform/models/index.ts"
import { addIndexedTexts } from "./add-indexed-texts.ts"
import { insertEmbeddings } from "./embeddings-store.ts"
import { LIBRARY_USER_ID } from "./material.ts"
import { embedQuery, type Hit, type PassageQuery, retrievePassages } from "./retrieve-passages.ts"

const LEARNERS = 100
const TEXTS_EACH = 12
const DIMENSIONS = 16
const MODEL = "test-16"

/** Words of its own for each learner, and words that all share. */
function textsOf(learner: number): { title: string; text: string }[] {
  return Array.from({ length: TEXTS_EACH }, (_, i) => ({
    title: `Notes of learner${learner} on topic${i % 4}`,
    text: `The kidney filters blood in the glomerulus. Secret${learner} belongs to one learner only. Passage number${i} speaks of
subject${i % 3} and of ${"filtration ".repeat(i + 1)}in the nephron.`,
  }))
}

/** The same numbers every time. */
function randomVector(seed: number): number[] {
  let state = seed * 2_654_435_761
  return Array.from({ length: DIMENSIONS }, () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) | 0
    return state / 2 ** 31
  })
}

function modelsWith(name: string | null): Models {
  const builtIn = createBuiltInModels()
  if (name === null) return builtIn
  return {
    ...builtIn,
    embeddingModel: { name, dimensions: DIMENSIONS },
    embed: async (texts) => ({
      vectors: texts.map((text) => randomVector(Number(/\d+/.exec(text)?.[0] ?? 0))),
      usage: { inputTokens: 0, outputTokens: 0 },
    }),
  }
}

describeEachDatabase("retrieving passages with a hundred learners", (open) => {
  const learners: { userId: string; materialIds: string[] }[] = []
  let me: { userId: string; materialIds: string[] }
  let libraryIds: string[]

  beforeAll(async () => {
    const test = open()
    const deps = { db: test.db, clock: test.clock }
    for (let i = 0; i < LEARNERS; i++) {
      const { userId } = await test.createLearner()
      learners.push({ userId, materialIds: await addIndexedTexts(deps, userId, textsOf(i)) })
    }
    me = learners[42] as (typeof learners)[number]
    libraryIds = await addIndexedTexts(deps, LIBRARY_USER_ID, [
      { title: "Physiology", text: "The nephron is the functional unit of the kidney, says the library." },
    ])
    let seed = 0
    for (const { userId } of [...learners, { userId: LIBRARY_USER_ID }]) {
      await test.db.asLearner(userId, async (tx) => {
        const { rows } = await sql<{ id: string }>`select id from material_chunks where user_id = ${userId}`.execute(tx)
        const vectors = rows.map(({ id }) => ({ chunkId: id, embedding: randomVector(++seed) }))
        await insertEmbeddings(tx, userId, MODEL, vectors)
        await insertEmbeddings(tx, userId, "another-model", [
          { ...vectors[0], embedding: [1, 0, 0] } as (typeof vectors)[0],
        ])
      })
    }
  }, 240_000)

  async function search(
    query: Partial<PassageQuery>,
    model: string | null = null,
    db: Database = open().db,
  ): Promise<Hit[]> {
    const whole: PassageQuery = {
      userId: me.userId,
      text: "glomerulus filtration",
      limit: 10,
      mode: "lexical",
      ...query,
    }
    const deps = { db, models: modelsWith(model) }
    const vector = whole.mode === "lexical" ? undefined : await embedQuery(deps, whole.userId, whole.text)
    const asked = vector === undefined ? whole : { vector, ...whole }
    return db.readAsLearner(whole.userId, (tx) => retrievePassages(deps, tx, asked))
  }

  it("returns as many as asked for, of the learner's own and the library's alone", async () => {
    const hits = await search({ text: "kidney nephron filtration" })
    expect(hits).toHaveLength(10)
    const all = await search({ text: "kidney nephron filtration", limit: 1000 })
    expect(new Set(all.map(({ materialId }) => materialId))).toEqual(new Set([...me.materialIds, ...libraryIds]))
    expect(new Set(all.map(({ ownerId }) => ownerId))).toEqual(new Set([me.userId, LIBRARY_USER_ID]))
    expect(all.map(({ score }) => score)).toEqual(all.map(({ score }) => score).toSorted((a, b) => b - a))
  })

  it("finds nothing by another learner's words, and everything by one's own", async () => {
    expect(await search({ text: "Secret7" })).toEqual([])
    expect(await search({ text: "Secret42", limit: 100 })).toHaveLength(TEXTS_EACH)
    const [hit] = await search({ text: "number3" })
    expect(hit).toMatchObject({
      ownerId: me.userId,
      materialId: me.materialIds[3],
      sectionIndex: 0,
      start: 0,
      coverage: 1,
    })
    expect(hit?.text).toContain("Passage number3 speaks")
  })

  it("puts the text that says more of it first, and knows the word behind a typing error", async () => {
    const [best] = await search({ text: "filtration in subject2 number11" })
    expect(best?.materialId).toBe(me.materialIds[11])
    const hits = await search({ text: "glomeruls", limit: 100 })
    expect(hits).toHaveLength(TEXTS_EACH)
    expect(hits[0]?.coverage).toBe(1)
  })

  it("keeps to the materials and the range asked for", async () => {
    const materialIds = me.materialIds.slice(2, 4)
    const hits = await search({ materialIds, limit: 100 })
    expect(new Set(hits.map(({ materialId }) => materialId))).toEqual(new Set(materialIds))
    const [materialId] = me.materialIds as [string]
    expect(await search({ range: { materialId, start: 0, end: 10 } })).toHaveLength(1)
    expect(await search({ range: { materialId, start: 100_000, end: 100_010 } })).toEqual([])
    expect(await search({ materialIds: [], limit: 100 })).toEqual([])
    const foreign = (learners[7] as (typeof learners)[number]).materialIds
    expect(await search({ materialIds: foreign, limit: 100 })).toEqual([])
  })

  it.each([
    ["nothing", ""],
    ["white space and signs", " \n\t?!…—"],
    ["operators", "kidney & | ! <-> :* ( ) \\ ' \" AND NOT"],
    ["a NUL and half of a pair", "kidney\u0000nephron \ud800 \udc00"],
    ["emoji", "🫘🫘 kidney 🩸"],
    ["another script", "腎臓 почка الكلى κάλιο"],
    ["a wildcard", "% _ kid%"],
    ["ten thousand words", Array.from({ length: 10_000 }, (_, i) => `word${i}`).join(" ")],
    ["ten thousand times one", "kidney ".repeat(10_000)],
  ])("takes %s as words, nothing more", async (_, text) => {
    for (const mode of ["lexical", "hybrid", "dense"] as const) {
      const hits = await search({ text, mode }, MODEL)
      expect(hits.length).toBeLessThanOrEqual(10)
      if (mode === "lexical" && text.includes("kidney")) expect(hits.length).toBe(10)
    }
  })

  describe("by vectors", () => {
    it("equals exact search over what the learner may read", async () => {
      for (let seed = 1; seed <= 20; seed++) {
        const vector = randomVector(seed * 7919)
        const { rows } = await sql<{ chunk_id: string }>`
          select chunk_id from chunk_embeddings where user_id in (${me.userId}, ${LIBRARY_USER_ID}) and model = ${MODEL}
          order by embedding <=> ${JSON.stringify(vector)}::vector limit 10`.execute(open().admin)
        const hits = await search({ mode: "dense", vector }, MODEL)
        expect(hits.map(({ chunkId }) => chunkId)).toEqual(rows.map(({ chunk_id }) => chunk_id))
      }
    })

    it("keeps to the materials asked for and still returns them all", async () => {
      const materialIds = me.materialIds.slice(0, 5)
      const hits = await search({ mode: "dense", materialIds, limit: 5, vector: randomVector(3) }, MODEL)
      expect(new Set(hits.map(({ materialId }) => materialId))).toEqual(new Set(materialIds))
    })

    it("never mixes models", async () => {
      expect(await search({ mode: "dense", vector: [1, 0, 0] }, "another-model")).toHaveLength(2)
      expect(await search({ mode: "dense" }, "a-model-nobody-used")).toEqual([])
      await expect(search({ mode: "dense" })).rejects.toMatchObject({ type: "model-unavailable" })
    })

    it("fuses both rankings, and is lexical without a model", async () => {
      const hybrid = await search({ mode: "hybrid", text: "number3", vector: randomVector(5) }, MODEL)
      expect(hybrid).toHaveLength(10)
      expect(hybrid.some(({ materialId }) => materialId === me.materialIds[3])).toBe(true)
      expect(await search({ mode: "hybrid" })).toEqual(await search({ mode: "lexical" }))
    })
  })

  it.each(["before", "after"])(
    "looks postings up by their key and never reads a whole table, %s statistics are there",
    async (when) => {
      const { db } = open()
      if (when === "after")
        for (const table of ["chunk_terms", "material_chunks", "chunk_embeddings"]) await db.execute(`analyze ${table}`)
      const owners = [me.userId, LIBRARY_USER_ID]
      const explain = (statement: ReturnType<typeof sql>) =>
        db.readAsLearner(me.userId, async (tx) => JSON.stringify((await sql`explain ${statement}`.execute(tx)).rows))
      // As findPostings asks.
      const postings = await explain(sql`
      select found.* from unnest(${owners}::uuid[]) as owner(id) cross join unnest(${["kidney", "nephron"]}::text[]) as asked(term)
      cross join lateral (select * from chunk_terms t where t.user_id = owner.id and t.term = asked.term offset 0) found`)
      expect(postings).toMatch(/Index Scan (using|on) chunk_terms_pkey/)
      expect(postings).not.toContain("chunk_terms_text")
      expect(postings).toMatch(/Index Cond: [^"]*user_id = owner.id\) AND \(term = asked.term\)/)
      const vectors = await explain(
        sql`select * from chunk_embeddings where user_id = any(${owners}::uuid[]) and model = ${MODEL}`,
      )
      for (const plan of [postings, vectors]) expect(plan).not.toContain("Seq Scan")
    },
  )

  it("forgets a material that was deleted or has another text now", async () => {
    const { userId } = await open().createLearner()
    const deps = { db: open().db, clock: open().clock }
    const [first, second] = (await addIndexedTexts(deps, userId, textsOf(1000).slice(0, 2))) as [string, string]
    const query = { userId, text: "glomerulus" }
    expect(await search(query)).toHaveLength(2)
    await open().admin.updateTable("materials").set({ deleted_at: new Date() }).where("id", "=", first).execute()
    expect((await search(query)).map(({ materialId }) => materialId)).toEqual([second])
    await open().admin.updateTable("materials").set({ text_version: 2 }).where("id", "=", second).execute()
    expect(await search(query)).toEqual([])
  })
})

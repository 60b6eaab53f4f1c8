import { sql } from "kysely"
import { beforeAll, expect, it } from "vitest"
import { addIndexedTexts } from "../server/domains/library/add-indexed-texts.ts"
import { findNearest, insertEmbeddings } from "../server/domains/library/embeddings-store.ts"
import { retrievePassages } from "../server/domains/library/retrieve-passages.ts"
import type { Tx } from "../server/platform/database/index.ts"
import { createBuiltInModels } from "../server/platform/models/built-in-models.ts"
import { describeEachDatabase } from "./database.ts"

const MODEL = "two-numbers"

// The queries of the search name the owners they want, and row-level security holds them too. Here the first wall is turned round:
// the query asks for the victim's, and the second must hold alone.
describeEachDatabase("search whose predicate names somebody else", (open) => {
  let victimId: string
  let attackerId: string

  beforeAll(async () => {
    const { db, clock, createLearner } = open()
    victimId = (await createLearner()).userId
    attackerId = (await createLearner()).userId
    for (const [userId, word] of [
      [victimId, "sarcoidosis"],
      [attackerId, "asthma"],
    ] as const) {
      const text = `The lungs of this patient show ${word}. ${"Breathing is hard. ".repeat(3)}`
      await addIndexedTexts({ db, clock }, userId, [{ title: `Notes on ${word}`, text }])
      await db.asLearner(userId, async (tx) => {
        const { rows } = await sql<{ id: string }>`select id from material_chunks where user_id = ${userId}`.execute(tx)
        await insertEmbeddings(
          tx,
          userId,
          MODEL,
          rows.map(({ id }) => ({ chunkId: id, embedding: [1, 0.5] })),
        )
      })
    }
  }, 60_000)

  const builtIn = createBuiltInModels()
  const models = { ...builtIn, embeddingModel: { name: MODEL, dimensions: 2 } }
  const retrieve = (tx: Tx, userId: string, mode: "lexical" | "dense" | "hybrid") =>
    retrievePassages({ db: open().db, models }, tx, {
      userId,
      mode,
      text: "lungs sarcoidosis patient",
      limit: 50,
      vector: [1, 0.5],
    })

  it.each(["lexical", "dense", "hybrid"] as const)("finds nothing: %s", async (mode) => {
    const { db } = open()
    const own = await db.readAsLearner(victimId, (tx) => retrieve(tx, victimId, mode))
    expect(own.map(({ text }) => text).join()).toContain("sarcoidosis")
    expect(await db.readAsLearner(attackerId, (tx) => retrieve(tx, victimId, mode))).toEqual([])
  })

  it("finds no neighbours either when every owner is asked for", async () => {
    const ask = (tx: Tx) =>
      findNearest(tx, { ownerIds: [victimId, attackerId], model: MODEL, vector: [1, 0.5], limit: 50 })
    const found = await open().db.readAsLearner(attackerId, ask)
    expect(found).toHaveLength(1)
    expect((await open().db.asSystem("test-neighbours", ask)).map(({ chunkId }) => chunkId)).toHaveLength(2)
  })
})

import type { Database, Tx } from "../../platform/database/index.ts"
import { listChunkColumns, listSearchedTexts } from "./passage-store.ts"
import { type ChunkColumns, keyOfText, SearchedChunks, type SearchedText } from "./retrieval/searched-chunks.ts"

/** Chunks remembered, some 150 bytes each; the texts used longest ago are forgotten first. */
const REMEMBERED_CHUNKS = 200_000

/** A version of a text never changes, so what was read of it stays true. Kept apart for each database. */
const remembered = new WeakMap<Database, Map<string, ChunkColumns>>()

/** What these owners have to search now. Reads the list of materials every time, their chunks only when they are new here. */
export async function loadSearchedChunks(db: Database, tx: Tx, ownerIds: readonly string[]): Promise<SearchedChunks> {
  const texts = await listSearchedTexts(tx, ownerIds)
  let known = remembered.get(db)
  if (!known) {
    known = new Map()
    remembered.set(db, known)
  }
  const missing = texts.filter((text) => !known.has(keyOfText(text)))
  const columns = await listChunkColumns(tx, missing)
  missing.forEach((text, i) => {
    known.set(keyOfText(text), columns[i] as ChunkColumns)
  })
  const searched = new SearchedChunks(
    texts.map((text) => ({ text, chunks: known.get(keyOfText(text)) as ChunkColumns })),
  )
  forgetOldest(known, texts)
  return searched
}

function forgetOldest(known: Map<string, ChunkColumns>, used: readonly SearchedText[]): void {
  let count = 0
  for (const { lengths } of known.values()) count += lengths.length
  if (count <= REMEMBERED_CHUNKS) return
  // What was just used goes to the end: a Map keeps the order of insertion.
  for (const text of used) {
    const key = keyOfText(text)
    const chunks = known.get(key) as ChunkColumns
    known.delete(key)
    known.set(key, chunks)
  }
  for (const [key, { lengths }] of known) {
    if (count <= REMEMBERED_CHUNKS) return
    known.delete(key)
    count -= lengths.length
  }
}

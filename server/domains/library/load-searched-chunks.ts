import type { Database, Tx } from "../../platform/database/index.ts"
import { listChunkColumns, listSearchedTexts, signSearchedTexts } from "./passage-store.ts"
import { type ChunkColumns, keyOfText, SearchedChunks, type SearchedText } from "./retrieval/searched-chunks.ts"

/** Chunks remembered, some 150 bytes each; what was used longest ago is forgotten first. */
const REMEMBERED_CHUNKS = 200_000

interface Memory {
  /** A version of a text never changes, so what was read of it stays true. */
  texts: Map<string, ChunkColumns>
  /** Everything of one learner by owners, as it was when its materials had this signature. */
  wholes: Map<string, { signature: string; searched: SearchedChunks }>
}

/** Kept apart for each database. */
const remembered = new WeakMap<Database, Memory>()

/** What these owners have to search now. Reads a signature of the list of materials every time, the rest only when it is new here. */
export async function loadSearchedChunks(db: Database, tx: Tx, ownerIds: readonly string[]): Promise<SearchedChunks> {
  let memory = remembered.get(db)
  if (!memory) {
    memory = { texts: new Map(), wholes: new Map() }
    remembered.set(db, memory)
  }
  const { texts, wholes } = memory
  const owners = ownerIds.join(" ")
  const signature = await signSearchedTexts(tx, ownerIds)
  const known = wholes.get(owners)
  // What was just used goes to the end: a Map keeps the order of insertion.
  wholes.delete(owners)
  if (known?.signature === signature) {
    wholes.set(owners, known)
    return known.searched
  }
  const searched = await readSearchedChunks(tx, ownerIds, texts)
  wholes.set(owners, { signature, searched })
  forgetOldest(wholes, ({ searched: { facts } }) => facts.count)
  return searched
}

async function readSearchedChunks(
  tx: Tx,
  ownerIds: readonly string[],
  known: Map<string, ChunkColumns>,
): Promise<SearchedChunks> {
  const texts = await listSearchedTexts(tx, ownerIds)
  const missing = texts.filter((text) => !known.has(keyOfText(text)))
  const columns = await listChunkColumns(tx, missing)
  missing.forEach((text, i) => {
    known.set(keyOfText(text), columns[i] as ChunkColumns)
  })
  const used = texts.map((text) => ({ text, chunks: takeToEnd(known, text) }))
  forgetOldest(known, ({ lengths }) => lengths.length)
  return new SearchedChunks(used)
}

function takeToEnd(known: Map<string, ChunkColumns>, text: SearchedText): ChunkColumns {
  const key = keyOfText(text)
  const chunks = known.get(key) as ChunkColumns
  known.delete(key)
  known.set(key, chunks)
  return chunks
}

function forgetOldest<T>(known: Map<string, T>, sizeOf: (value: T) => number): void {
  let count = 0
  for (const value of known.values()) count += sizeOf(value)
  for (const [key, value] of known) {
    if (count <= REMEMBERED_CHUNKS) return
    known.delete(key)
    count -= sizeOf(value)
  }
}

import type { Database, Tx } from "../../platform/database/index.ts"
import { listMaterialChunks, listSearchable, type MaterialChunks, type SearchableMaterial } from "./passage-store.ts"
import { SearchedChunks } from "./retrieval/searched-chunks.ts"

/** Chunks remembered, about 100 bytes each; the materials used longest ago are forgotten first. */
const REMEMBERED_CHUNKS = 200_000

/** A version never changes, so what was read of it stays true. Kept apart for each database. */
const remembered = new WeakMap<Database, Map<string, MaterialChunks>>()

/** What these owners have to search now. Reads the list of materials every time, their chunks only when they are new here. */
export async function loadSearchedChunks(db: Database, tx: Tx, ownerIds: readonly string[]): Promise<SearchedChunks> {
  const materials = await listSearchable(tx, ownerIds)
  let known = remembered.get(db)
  if (!known) {
    known = new Map()
    remembered.set(db, known)
  }
  const missing = materials.filter((material) => !known.has(keyOf(material)))
  const loaded = await listMaterialChunks(tx, missing)
  missing.forEach((material, i) => {
    known.set(keyOf(material), loaded[i] as MaterialChunks)
  })
  const searched = new SearchedChunks(
    materials.map((material) => ({
      materialId: material.materialId,
      chunks: known.get(keyOf(material)) as MaterialChunks,
    })),
  )
  forgetOldest(known, materials)
  return searched
}

function keyOf({ ownerId, materialId, textVersion }: SearchableMaterial): string {
  return `${ownerId} ${materialId} ${textVersion}`
}

function forgetOldest(known: Map<string, MaterialChunks>, used: readonly SearchableMaterial[]): void {
  let count = 0
  for (const chunks of known.values()) count += chunks.keys.length
  if (count <= REMEMBERED_CHUNKS) return
  // What was just used goes to the end: a Map keeps the order of insertion.
  for (const material of used) {
    const key = keyOf(material)
    const chunks = known.get(key) as MaterialChunks
    known.delete(key)
    known.set(key, chunks)
  }
  for (const [key, chunks] of known) {
    if (count <= REMEMBERED_CHUNKS) return
    known.delete(key)
    count -= chunks.keys.length
  }
}

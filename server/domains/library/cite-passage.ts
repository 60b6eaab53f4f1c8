import type { Tx } from "../../platform/database/index.ts"
import { listChunks } from "./document-store.ts"
import { getMaterialForReading } from "./get-material.ts"
import { getPassage } from "./read-material.ts"

/** A passage with everything a citation of it shows. `quote` is the material's text from `start` to `end`. */
export interface CitedPassage {
  ownerId: string
  materialId: string
  materialTitle: string
  sectionIndex: number
  headingPath: string[]
  start: number
  end: number
  pageNumber: number | null
  quote: string
}

/** The passage at a range of a material the learner may read. @throws NotFoundError, ConflictError, InvalidError */
export async function citePassage(
  tx: Tx,
  userId: string,
  place: { ownerId: string; materialId: string; start: number; end: number },
): Promise<CitedPassage> {
  const { ownerId, materialId } = place
  const material = await getMaterialForReading(tx, userId, ownerId, materialId)
  const { text, start, end, sectionIndex, headingPath, pageNumber } = await getPassage(
    tx,
    ownerId,
    { materialId, textVersion: material.textVersion },
    place,
  )
  return {
    ownerId,
    materialId,
    materialTitle: material.title,
    sectionIndex,
    headingPath,
    start,
    end,
    pageNumber,
    quote: text,
  }
}

/** A range of a material in pieces as they are searched: the chunks that have characters in it, cut to it, in order. @throws NotFoundError, ConflictError */
export async function listPassagesIn(
  tx: Tx,
  userId: string,
  place: { ownerId: string; materialId: string; start: number; end: number },
): Promise<(Omit<CitedPassage, "quote"> & { text: string })[]> {
  const { ownerId, materialId } = place
  const { title, textVersion } = await getMaterialForReading(tx, userId, ownerId, materialId)
  const chunks = await listChunks(tx, ownerId, { materialId, textVersion })
  return chunks.flatMap((chunk) => {
    const start = Math.max(chunk.start, place.start)
    const end = Math.min(chunk.end, place.end)
    if (end <= start) return []
    return [
      {
        ownerId,
        materialId,
        materialTitle: title,
        sectionIndex: chunk.sectionIndex,
        headingPath: chunk.headingPath,
        pageNumber: chunk.pageNumber,
        start,
        end,
        text: chunk.content.slice(start - chunk.start, end - chunk.start),
      },
    ]
  })
}

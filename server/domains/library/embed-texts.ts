import type { Deps } from "../../platform/deps.ts"
import { findUnembedded, insertEmbeddings } from "./embeddings-store.ts"

const EMBEDDED_AT_A_TIME = 64

/**
 * Gives every chunk of materials that are in their first version its vector by the embedding model in use, outside any job; does
 * nothing without one. For texts that `addIndexedTexts` added.
 */
export async function embedTexts(
  { db, models }: Pick<Deps, "db" | "models">,
  userId: string,
  materialIds: readonly string[],
  onProgress?: (done: number) => void,
): Promise<void> {
  const model = models.embeddingModel
  if (model === null) return
  for (const [i, materialId] of materialIds.entries()) {
    for (;;) {
      const chunks = await db.readAsLearner(userId, (tx) =>
        findUnembedded(tx, userId, { materialId, textVersion: 1 }, model.name, EMBEDDED_AT_A_TIME),
      )
      if (chunks.length === 0) break
      const { vectors } = await models.embed(
        chunks.map(({ text }) => text),
        { userId },
      )
      const rows = chunks.map(({ chunkId }, row) => ({ chunkId, embedding: vectors[row] as number[] }))
      await db.asLearner(userId, (tx) => insertEmbeddings(tx, userId, model.name, rows))
    }
    onProgress?.(i + 1)
  }
}

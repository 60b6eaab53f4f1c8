import { QuotaExceededError } from "../plans/index.ts"
import { findUnembedded, insertEmbeddings } from "./embeddings-store.ts"
import { breathe, type StepContext, type StepOutcome } from "./processing.ts"
import { saveStepProgress } from "./processing-store.ts"
import { removeOtherVersions } from "./remove-versions.ts"

const EMBEDDED_AT_A_TIME = 32

/** Undefined when the owner's plan has no tokens left: what has no vector is found by its words. */
async function askWithinPlan<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof QuotaExceededError) return undefined
    throw error
  }
}

/**
 * Gives every chunk its vector, where an embedding model is set up; vectors that are there already stay. The model is asked
 * outside any transaction.
 */
export async function embedStep(context: StepContext): Promise<StepOutcome> {
  const { deps, ownerId, material, signal, progress } = context
  const { db, clock, models } = deps
  const version = { materialId: material.id, textVersion: material.textVersion }
  // The version before this one is out of use since the last step.
  await removeOtherVersions(context, version)

  const model = models.embeddingModel
  if (model === null) return { status: "skipped", result: { reason: "no embedding model is set up" } }
  let embedded = 0
  for (;;) {
    signal.throwIfAborted()
    const chunks = await db.readAsLearner(ownerId, (tx) =>
      findUnembedded(tx, ownerId, version, model.name, EMBEDDED_AT_A_TIME),
    )
    if (chunks.length === 0) break
    const answer = await askWithinPlan(() =>
      models.embed(
        chunks.map(({ text }) => text),
        { userId: ownerId, signal },
      ),
    )
    if (answer === undefined) return { status: "skipped", result: { reason: "the plan has no model tokens left" } }
    const { vectors } = answer
    const rows = chunks.map(({ chunkId }, i) => ({ chunkId, embedding: vectors[i] ?? [] }))
    embedded += rows.length
    await db.asLearner(ownerId, async (tx) => {
      await insertEmbeddings(tx, ownerId, model.name, rows)
      const total = Math.max(material.chunkCount, embedded)
      await saveStepProgress(tx, ownerId, material.id, { step: "embed", done: embedded, total }, clock.now())
    })
    progress.announce()
    await breathe()
  }
  return { status: "completed", result: { model: model.name, vectors: material.chunkCount } }
}

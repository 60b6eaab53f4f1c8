import { carryOver } from "./carry-over.ts"
import type { StoredChunk } from "./document.ts"
import { chunkIdOf, insertChunks, type NewChunk, type TextVersion } from "./document-store.ts"
import { loadParsed } from "./load-document.ts"
import { updateMaterial } from "./material-store.ts"
import { insertPostings } from "./postings-store.ts"
import { breathe, MaterialGoneError, type StepContext, type StepOutcome } from "./processing.ts"
import { saveStepProgress } from "./processing-store.ts"
import { type Posting, postingsOf } from "./retrieval/index-terms.ts"
import { type Chunk, chunkSections } from "./structure/index.ts"

/** Postings written in one transaction: some 20 ms on the embedded database. */
const BATCH_POSTINGS = 1500

/**
 * Cuts the new version of the text into chunks, indexes them, and makes this version the one that is read and searched; notes and
 * reading progress move along. Each batch of chunks is stored together with the count of chunks stored, so an interrupted try goes on
 * where it was.
 */
export async function chunkStep(context: StepContext): Promise<StepOutcome> {
  const { deps, ownerId, material, signal, progress } = context
  const { db, clock } = deps
  const version: TextVersion = { materialId: material.id, textVersion: material.textVersion + 1 }
  context.carried.document ??= await db.readAsLearner(ownerId, (tx) => loadParsed(tx, material, version.textVersion))
  const { parsed, sections } = context.carried.document
  if (sections.length === 0) throw new MaterialGoneError()
  await breathe()
  const chunks = chunkSections(parsed, sections)
  await breathe()

  let done = Math.min(context.doneBefore, chunks.length)
  while (done < chunks.length) {
    signal.throwIfAborted()
    const batch = indexBatch(chunks, done, {
      version,
      text: parsed.text,
      title: material.title,
      language: parsed.language,
    })
    const next = done + batch.length
    await db.asLearner(ownerId, async (tx) => {
      await insertChunks(
        tx,
        ownerId,
        version,
        batch.map(({ chunk }) => chunk),
      )
      await insertPostings(
        tx,
        ownerId,
        version,
        batch.map(({ chunk, postings }) => ({ chunkId: chunk.id, chunkIndex: chunk.index, postings })),
      )
      const reached = { step: "chunk", done: next, total: chunks.length } as const
      await saveStepProgress(tx, ownerId, material.id, reached, clock.now())
    })
    done = next
    progress.announce()
    await breathe()
  }

  return {
    status: "completed",
    result: { chunks: chunks.length },
    asSystem: material.textVersion > 0 ? "switch-text-version" : undefined,
    finish: async (tx) => {
      if (material.textVersion > 0)
        await carryOver(tx, material, { parsed, sections, textVersion: version.textVersion })
      const at = clock.now()
      const counts = { chunkCount: chunks.length, sectionCount: sections.length }
      await updateMaterial(
        tx,
        ownerId,
        material.id,
        { ...counts, textVersion: version.textVersion, searchableAt: at },
        at,
      )
    },
  }
}

interface IndexedChunk {
  chunk: NewChunk
  postings: Posting[]
}

/** The next chunks with their postings, as many as fit a transaction; at least one. */
function indexBatch(
  chunks: readonly Chunk[],
  from: number,
  { version, text, title, language }: { version: TextVersion; text: string; title: string; language: string },
): IndexedChunk[] {
  const batch: IndexedChunk[] = []
  let postingCount = 0
  for (let i = from; i < chunks.length && postingCount < BATCH_POSTINGS; i++) {
    const chunk = chunks[i] as Chunk
    const stored = storedChunk(chunk, version, text)
    const { postings, length, titleLength } = postingsOf({
      title,
      headingPath: chunk.headingPath,
      body: stored.content,
    })
    postingCount += postings.length
    batch.push({ chunk: { ...stored, language, termCount: length, titleTermCount: titleLength }, postings })
  }
  return batch
}

function storedChunk(chunk: Chunk, version: TextVersion, text: string): StoredChunk {
  return { ...chunk, id: chunkIdOf(version, chunk.index), content: text.slice(chunk.start, chunk.end) }
}

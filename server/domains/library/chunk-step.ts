import { carryOver } from "./carry-over.ts"
import { chunkIdOf, insertChunks, type NewChunk, type TextVersion } from "./document-store.ts"
import { loadParsed } from "./load-document.ts"
import { updateMaterial } from "./material-store.ts"
import type { Block, ParsedDocument } from "./parsing/index.ts"
import { insertPostings } from "./postings-store.ts"
import { breathe, MaterialGoneError, type StepContext, type StepOutcome } from "./processing.ts"
import { saveStepProgress } from "./processing-store.ts"
import { PostingsGatherer, type TermRow } from "./retrieval/gather-postings.ts"
import { postingsOf } from "./retrieval/index-terms.ts"
import { type Chunk, chunkSections, type Section } from "./structure/index.ts"

/** Written in one transaction: some 10 ms on the embedded database, which serves one at a time. */
const BATCH_CHUNKS = 30
const BATCH_TERMS = 500
const BATCH_POSTINGS = 8000
/** Sections cut, and chunks indexed, between two looks at what else waits. */
const CUT_AT_A_TIME = 40
const INDEXED_AT_A_TIME = 12

/**
 * Cuts the new version of the text into chunks, indexes them, and makes this version the one that is read and searched; notes and
 * reading progress move along. Each batch of chunks is stored together with the count of chunks stored, so that an interrupted try
 * goes on where it was; postings are written again.
 */
export async function chunkStep(context: StepContext): Promise<StepOutcome> {
  const { deps, ownerId, material } = context
  const version: TextVersion = { materialId: material.id, textVersion: material.textVersion + 1 }
  context.carried.document ??= await loadParsed(deps.db, material, version.textVersion)
  const { parsed, sections } = context.carried.document
  if (sections.length === 0) throw new MaterialGoneError()
  const chunks = await cut(parsed, sections)
  const { stored, terms } = await index(chunks, version, { ...parsed, title: material.title })
  await storeChunks(context, version, stored)
  await storePostings(context, version, terms, chunks.length)

  return {
    status: "completed",
    result: { chunks: chunks.length, terms: terms.length },
    asSystem: material.textVersion > 0 ? "switch-text-version" : undefined,
    finish: async (tx) => {
      if (material.textVersion > 0)
        await carryOver(tx, material, { parsed, sections, textVersion: version.textVersion })
      const at = deps.clock.now()
      const counts = { chunkCount: chunks.length, sectionCount: sections.length }
      const searchable = { textVersion: version.textVersion, searchableAt: at }
      await updateMaterial(tx, ownerId, material.id, { ...counts, ...searchable }, at)
    },
  }
}

/** Some sections at a time: a long book is not cut in one breath. */
async function cut(parsed: ParsedDocument, sections: readonly Section[]): Promise<Chunk[]> {
  const chunks: Chunk[] = []
  let block = 0
  for (let from = 0; from < sections.length; from += CUT_AT_A_TIME) {
    const some = sections.slice(from, from + CUT_AT_A_TIME)
    const end = some.at(-1)?.end ?? 0
    const blocks = parsed.blocks.slice(block, firstFrom(parsed.blocks, end, block))
    block += blocks.length
    for (const chunk of chunkSections({ ...parsed, blocks }, some)) chunks.push({ ...chunk, index: chunks.length })
    await breathe()
  }
  return chunks
}

/** Of the blocks from `from` on, the first that begins at `offset` or after it. */
function firstFrom(blocks: readonly Block[], offset: number, from: number): number {
  let at = from
  while ((blocks[at]?.start ?? Number.POSITIVE_INFINITY) < offset) at += 1
  return at
}

async function index(
  chunks: readonly Chunk[],
  version: TextVersion,
  { text, title, language }: { text: string; title: string; language: string },
): Promise<{ stored: NewChunk[]; terms: TermRow[] }> {
  const gatherer = new PostingsGatherer()
  const stored: NewChunk[] = []
  for (const chunk of chunks) {
    const content = text.slice(chunk.start, chunk.end)
    const { postings, length, titleLength } = postingsOf({ title, headingPath: chunk.headingPath, body: content })
    gatherer.add(chunk.index, postings)
    const id = chunkIdOf(version, chunk.index)
    stored.push({ ...chunk, id, content, language, termCount: length, titleTermCount: titleLength })
    if (stored.length % INDEXED_AT_A_TIME === 0) await breathe()
  }
  return { stored, terms: gatherer.rows() }
}

/** Progress is counted in chunks: stored first, then searchable. */
async function storeChunks(context: StepContext, version: TextVersion, chunks: readonly NewChunk[]): Promise<void> {
  const { deps, ownerId, material, signal, progress } = context
  for (let done = Math.min(context.doneBefore, chunks.length); done < chunks.length; ) {
    signal.throwIfAborted()
    const batch = chunks.slice(done, done + BATCH_CHUNKS)
    done += batch.length
    const reached = { step: "chunk", done, total: chunks.length * 2 } as const
    await deps.db.asLearner(ownerId, async (tx) => {
      await insertChunks(tx, ownerId, version, batch)
      await saveStepProgress(tx, ownerId, material.id, reached, deps.clock.now())
    })
    progress.announce()
    await breathe()
  }
}

async function storePostings(
  { deps, ownerId, signal, progress }: StepContext,
  version: TextVersion,
  terms: readonly TermRow[],
  chunkCount: number,
): Promise<void> {
  let written = 0
  for (const batch of termBatches(terms)) {
    signal.throwIfAborted()
    await deps.db.asLearner(ownerId, (tx) => insertPostings(tx, ownerId, version, batch))
    written += batch.length
    progress.report(chunkCount + Math.floor((chunkCount * written) / terms.length), chunkCount * 2)
    await breathe()
  }
}

function* termBatches(terms: readonly TermRow[]): Iterable<TermRow[]> {
  let batch: TermRow[] = []
  let postings = 0
  for (const row of terms) {
    batch.push(row)
    postings += row.chunkIndexes.length
    if (batch.length >= BATCH_TERMS || postings >= BATCH_POSTINGS) {
      yield batch
      batch = []
      postings = 0
    }
  }
  if (batch.length > 0) yield batch
}

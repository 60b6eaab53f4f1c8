import { partDocument, type StoredSection } from "./document.ts"
import { insertSections, insertText } from "./document-store.ts"
import { lookForViruses } from "./look-for-viruses.ts"
import type { MaterialChange } from "./material-store.ts"
import { updateMaterial } from "./material-store.ts"
import { type ParsedDocument, ParseFailure, parseDocument } from "./parsing/index.ts"
import { breathe, type StepContext, type StepOutcome } from "./processing.ts"
import { removeOtherVersions } from "./remove-versions.ts"
import { growSections, type Section } from "./structure/index.ts"

/** Text stored in one transaction: a few milliseconds on the embedded database, which serves one at a time. */
const BATCH_CHARACTERS = 30_000
/** Words whose sections are found between two looks at what else waits. */
const OUTLINED_WORDS = 10_000

/**
 * Reads the original into the next version of the text: sections with everything that lies in them. The version that is
 * being read by learners stays until the next step has made the new one searchable.
 * @throws ParseFailure; FileRefusedError or ScannerAwayError before anything is read
 */
export async function parseStep(context: StepContext): Promise<StepOutcome> {
  const { deps, ownerId, material, signal, progress } = context
  const { db, clock } = deps
  const materialId = material.id
  const version = { materialId, textVersion: material.textVersion + 1 }
  // An earlier try may have left part of this version behind, and another parser may cut it differently.
  const current = { materialId, textVersion: material.textVersion }
  await removeOtherVersions(context, current)

  const parsed = await read(context)
  signal.throwIfAborted()
  await breathe()
  const sections = await outline(parsed)
  context.carried.document = { parsed, sections }
  await breathe()
  const parts = partDocument(parsed, sections)
  await db.asLearner(ownerId, (tx) =>
    insertText(tx, ownerId, version, { charCount: parsed.text.length, at: clock.now() }),
  )
  for (const batch of batches(parts)) {
    signal.throwIfAborted()
    await db.asLearner(ownerId, (tx) => insertSections(tx, ownerId, version, batch))
    await breathe()
  }
  progress.announce()

  const found: MaterialChange = {
    format: parsed.format,
    language: parsed.language.slice(0, 10),
    pageCount: parsed.pages.length > 0 ? parsed.pages.length : null,
    wordCount: parsed.wordCount,
  }
  return {
    status: "completed",
    result: { format: parsed.format, words: parsed.wordCount, sections: sections.length, pages: parsed.pages.length },
    finish: async (tx) => {
      const title = material.hasOwnTitle ? {} : { title: titleOf(parsed, material.title) }
      await updateMaterial(tx, ownerId, materialId, { ...found, ...title }, clock.now())
    },
  }
}

async function read({ deps, ownerId, material, signal, progress }: StepContext): Promise<ParsedDocument> {
  const bytes = await deps.files.readBytes(ownerId, material.fileKey ?? "")
  await lookForViruses(deps, bytes, signal)
  const parsed = await parseDocument(
    {
      bytes,
      fileName: material.fileName ?? "text.txt",
      ...(material.mediaType === null ? {} : { mediaType: material.mediaType }),
    },
    { onProgress: (done, total) => progress.report(done, total), signal },
  )
  if (parsed.text.length === 0) throw new ParseFailure("empty")
  return parsed
}

/** Some thousand words at a time. */
async function outline(parsed: ParsedDocument): Promise<Section[]> {
  const sections: Section[] = []
  let counted = 0
  for (const some of growSections(parsed)) {
    sections.push(...some)
    for (const { wordCount } of some) counted += wordCount
    if (counted < OUTLINED_WORDS) continue
    counted = 0
    await breathe()
  }
  return sections
}

function titleOf({ title }: ParsedDocument, before: string): string {
  return title.trim().slice(0, 500).toWellFormed() || before
}

function* batches(sections: readonly StoredSection[]): Iterable<StoredSection[]> {
  let batch: StoredSection[] = []
  let characters = 0
  for (const section of sections) {
    batch.push(section)
    characters += section.content.length
    if (characters >= BATCH_CHARACTERS || batch.length >= 30) {
      yield batch
      batch = []
      characters = 0
    }
  }
  if (batch.length > 0) yield batch
}

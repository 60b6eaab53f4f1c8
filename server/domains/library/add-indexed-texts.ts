import { createHash } from "node:crypto"
import type { Deps } from "../../platform/deps.ts"
import { newId } from "../../shared/ids.ts"
import { countUsage } from "../plans/index.ts"
import { roomOf } from "./add-material.ts"
import { partDocument } from "./document.ts"
import { chunkIdOf, insertChunks, insertSections, insertText, type NewChunk } from "./document-store.ts"
import { insertMaterial, updateMaterial } from "./material-store.ts"
import type { ParsedDocument } from "./parsing/index.ts"
import { readPlainText } from "./parsing/plain-text/read-plain-text.ts"
import { insertPostings } from "./postings-store.ts"
import { PostingsGatherer } from "./retrieval/gather-postings.ts"
import { postingsOf } from "./retrieval/index-terms.ts"
import { chunkSections, outlineSections } from "./structure/index.ts"

/** Texts stored in one transaction. */
const BATCH = 40
/** A material has to have a title; this one has no word in it. */
const NO_TITLE = "–"
const HAS_WORD = /[\p{L}\p{N}]/u

export interface PlainText {
  /** May be empty. */
  title: string
  text: string
}

/**
 * Adds many short texts as searchable materials at once, without original, job, tags or questions: for measuring and for bulk import.
 * What they take is counted in the learner's plan, but not refused.
 * They go through the same parser, structure and index as everything else. Returns the materials' ids in the order given.
 *
 * @throws ParseFailure for a text without a word, whose title has none either
 */
export async function addIndexedTexts(
  deps: Pick<Deps, "db" | "clock">,
  userId: string,
  texts: readonly PlainText[],
  onProgress?: (done: number) => void,
): Promise<string[]> {
  const ids: string[] = []
  for (let from = 0; from < texts.length; from += BATCH) {
    const at = deps.clock.now()
    const prepared = texts.slice(from, from + BATCH).map((text) => prepare(newId(at.getTime()), text))
    await deps.db.asLearner(userId, async (tx) => {
      for (const { id, title, parsed, sections, chunks, terms } of prepared) {
        const version = { materialId: id, textVersion: 1 }
        const original = {
          fileName: null,
          fileKey: "",
          fileSize: Math.max(1, parsed.text.length),
          mediaType: "text/plain",
        }
        await countUsage(deps, tx, userId, roomOf(original))
        await insertMaterial(tx, userId, {
          ...original,
          id,
          title,
          hasOwnTitle: true,
          sourceType: "text",
          // Equal texts are kept apart: a collection may have them.
          sha256: createHash("sha256").update(id).digest("hex"),
          createdAt: at,
        })
        await insertText(tx, userId, version, { charCount: parsed.text.length, at })
        await insertSections(tx, userId, version, sections)
        await insertChunks(tx, userId, version, chunks)
        await insertPostings(tx, userId, version, terms)
        const counts = { wordCount: parsed.wordCount, sectionCount: sections.length, chunkCount: chunks.length }
        const state = { format: "text", language: parsed.language, status: "ready", textVersion: 1 } as const
        await updateMaterial(tx, userId, id, { ...counts, ...state, searchableAt: at, processedAt: at }, at)
      }
    })
    for (const { id } of prepared) ids.push(id)
    onProgress?.(ids.length)
  }
  return ids
}

function prepare(id: string, given: PlainText) {
  const clean = { title: withoutControls(given.title), text: withoutControls(given.text) }
  // A text that is nothing but its title is indexed once, not twice.
  const { title, text } = HAS_WORD.test(clean.text) ? clean : { title: "", text: clean.title }
  const parsed = readPlainText({ bytes: Buffer.from(text.toWellFormed(), "utf8"), fileName: "text.txt" })
  const sections = outlineSections(parsed)
  const gatherer = new PostingsGatherer()
  const chunks = chunkSections(parsed, sections).map((chunk): NewChunk => {
    const content = parsed.text.slice(chunk.start, chunk.end)
    const { postings, length, titleLength } = postingsOf({ title, headingPath: chunk.headingPath, body: content })
    gatherer.add(chunk.index, postings)
    const lengths = { termCount: length, titleTermCount: titleLength }
    return {
      ...chunk,
      ...lengths,
      id: chunkIdOf({ materialId: id, textVersion: 1 }, chunk.index),
      content,
      language: languageOf(parsed),
    }
  })
  return {
    id,
    title: title.trim().toWellFormed().slice(0, 500) || NO_TITLE,
    parsed,
    sections: partDocument(parsed, sections),
    chunks,
    terms: gatherer.rows(),
  }
}

/** Those a parser would take for a binary file, and a database refuses. */
function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return text.replace(/[\0-\x08\x0e-\x1f\x7f]/g, " ")
}

function languageOf({ language }: ParsedDocument): string {
  return language.slice(0, 10)
}

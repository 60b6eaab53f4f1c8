import { type Selectable, sql } from "kysely"
import type { Tables, Tx } from "../../platform/database/index.ts"
import { derivedId, idTimeMs } from "../../shared/ids.ts"
import type { ChunkPlace, OutlineEntry, StoredChunk, StoredSection } from "./document.ts"
import type { Section } from "./structure/index.ts"

/** Which text of which material. */
export interface TextVersion {
  materialId: string
  textVersion: number
}

/** The same chunk of the same version has the same id, whoever makes it and however often. */
export function chunkIdOf({ materialId, textVersion }: TextVersion, chunkIndex: number): string {
  return derivedId(idTimeMs(materialId), materialId, textVersion, "chunk", chunkIndex)
}

function sectionIdOf({ materialId, textVersion }: TextVersion, sectionIndex: number): string {
  return derivedId(idTimeMs(materialId), materialId, textVersion, "section", sectionIndex)
}

/** Everything below is idempotent: a row that is there already stays. */
export async function insertText(
  tx: Tx,
  userId: string,
  { materialId, textVersion }: TextVersion,
  { charCount, at }: { charCount: number; at: Date },
): Promise<void> {
  await tx
    .insertInto("material_texts")
    .values({
      user_id: userId,
      material_id: materialId,
      version: textVersion,
      char_count: charCount,
      created_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function insertSections(
  tx: Tx,
  userId: string,
  version: TextVersion,
  sections: readonly StoredSection[],
): Promise<void> {
  const rows = sections.map((section) => ({
    id: sectionIdOf(version, section.index),
    section_index: section.index,
    parent_index: section.parentIndex,
    level: section.level,
    title: section.title,
    heading_path: section.headingPath,
    char_start: section.start,
    char_end: section.end,
    page_start: section.pageStart,
    page_end: section.pageEnd,
    word_count: section.wordCount,
    content: section.content,
    pages: section.pages,
    blocks: section.blocks,
    emphasis: section.emphasis,
    summary: section.summary,
  }))
  await sql`
    insert into material_sections (user_id, material_id, text_version, id, section_index, parent_index, level, title, heading_path,
      char_start, char_end, page_start, page_end, word_count, content, pages, blocks, emphasis, summary)
    select ${userId}::uuid, ${version.materialId}::uuid, ${version.textVersion}::int, id, section_index, parent_index, level, title, heading_path,
      char_start, char_end, page_start, page_end, word_count, content, pages, blocks, emphasis, summary
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(id uuid, section_index int, parent_index int, level smallint, title text,
      heading_path text[], char_start int, char_end int, page_start int, page_end int, word_count int, content text, pages jsonb, blocks jsonb,
      emphasis jsonb, summary text)
    on conflict do nothing`.execute(tx)
}

/** A chunk with the lengths its postings were counted with. */
export interface NewChunk extends StoredChunk {
  language: string
  termCount: number
  titleTermCount: number
}

export async function insertChunks(
  tx: Tx,
  userId: string,
  { materialId, textVersion }: TextVersion,
  chunks: readonly NewChunk[],
): Promise<void> {
  const rows = chunks.map((chunk) => ({
    id: chunk.id,
    chunk_index: chunk.index,
    section_index: chunk.sectionIndex,
    heading_path: chunk.headingPath,
    chunk_type: chunk.kind,
    content: chunk.content,
    char_start: chunk.start,
    char_end: chunk.end,
    page_number: chunk.pageNumber,
    word_count: chunk.wordCount,
    language: chunk.language,
    term_count: chunk.termCount,
    title_term_count: chunk.titleTermCount,
  }))
  await sql`
    insert into material_chunks (user_id, material_id, text_version, id, chunk_index, section_index, heading_path, chunk_type, content,
      char_start, char_end, page_number, word_count, language, term_count, title_term_count)
    select ${userId}::uuid, ${materialId}::uuid, ${textVersion}::int, id, chunk_index, section_index, heading_path, chunk_type, content,
      char_start, char_end, page_number, word_count, language, term_count, title_term_count
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(id uuid, chunk_index int, section_index int, heading_path text[], chunk_type text,
      content text, char_start int, char_end int, page_number int, word_count int, language text, term_count int, title_term_count int)
    on conflict do nothing`.execute(tx)
}

/** What the analysis found out about chunks that follow each other. */
export async function saveChunkInsights(
  tx: Tx,
  userId: string,
  { materialId, textVersion }: TextVersion,
  insights: readonly { chunkIndex: number; relevance: number; summary: string | null }[],
): Promise<void> {
  // The range keeps the plan to the index also where the planner knows nothing of the table yet.
  await sql`
    update material_chunks c set relevance_score = found.relevance, summary = found.summary
    from unnest(${insights.map(({ chunkIndex }) => chunkIndex)}::int[], ${insights.map(({ relevance }) => relevance)}::real[],
      ${insights.map(({ summary }) => summary)}::text[]) as found(chunk_index, relevance, summary)
    where c.user_id = ${userId} and c.material_id = ${materialId} and c.text_version = ${textVersion} and c.chunk_index = found.chunk_index
      and c.chunk_index between ${insights[0]?.chunkIndex ?? 0} and ${insights.at(-1)?.chunkIndex ?? -1}`.execute(tx)
}

/** One or two sentences a section, shown in the outline. */
export async function saveSectionSummaries(
  tx: Tx,
  userId: string,
  { materialId, textVersion }: TextVersion,
  summaries: readonly { sectionIndex: number; summary: string }[],
): Promise<void> {
  if (summaries.length === 0) return
  await sql`
    update material_sections s set summary = found.summary
    from unnest(${summaries.map(({ sectionIndex }) => sectionIndex)}::int[], ${summaries.map(({ summary }) => summary)}::text[]) as found(section_index, summary)
    where s.user_id = ${userId} and s.material_id = ${materialId} and s.text_version = ${textVersion} and s.section_index = found.section_index`.execute(
    tx,
  )
}

/** The outline in reading order, without text. */
export async function listOutline(tx: Tx, ownerId: string, version: TextVersion): Promise<OutlineEntry[]> {
  const rows = await sectionsOf(tx, ownerId, version)
    .select([
      "section_index",
      "parent_index",
      "level",
      "title",
      "heading_path",
      "char_start",
      "char_end",
      "page_start",
      "page_end",
      "word_count",
      "summary",
    ])
    .orderBy("section_index")
    .execute()
  return rows.map(outlineEntryOf)
}

/** Sections with their text, from the `from`th on, at most `limit`: a long book is read in pieces. */
export async function listSections(
  tx: Tx,
  ownerId: string,
  version: TextVersion,
  { from = 0, limit = 1_000_000 }: { from?: number; limit?: number } = {},
): Promise<StoredSection[]> {
  const rows = await sectionsOf(tx, ownerId, version)
    .selectAll()
    .where("section_index", ">=", from)
    .orderBy("section_index")
    .limit(limit)
    .execute()
  return rows.map(sectionOf)
}

export async function findSection(
  tx: Tx,
  ownerId: string,
  version: TextVersion,
  sectionIndex: number,
): Promise<StoredSection | undefined> {
  const row = await sectionsOf(tx, ownerId, version)
    .selectAll()
    .where("section_index", "=", sectionIndex)
    .executeTakeFirst()
  return row && sectionOf(row)
}

/** Sections that have characters in a range, with their text, in order. */
export async function listSectionsInRange(
  tx: Tx,
  ownerId: string,
  version: TextVersion,
  { start, end }: { start: number; end: number },
): Promise<StoredSection[]> {
  const rows = await sectionsOf(tx, ownerId, version)
    .selectAll()
    .where("char_start", "<", end)
    .where("char_end", ">", start)
    .orderBy("section_index")
    .execute()
  return rows.map(sectionOf)
}

/** The section and page each offset lies on, in the order of the offsets; undefined outside the text. */
export async function findPlaces(
  tx: Tx,
  ownerId: string,
  { materialId, textVersion }: TextVersion,
  offsets: readonly number[],
): Promise<({ sectionIndex: number; pageNumber: number | null } | undefined)[]> {
  if (offsets.length === 0) return []
  const { rows } = await sql<{ i: number; sectionIndex: number; pageNumber: number | null }>`
    select o.i, s.section_index as "sectionIndex", (
      select (page->>'number')::int from jsonb_array_elements(s.pages) page
      where (page->>'start')::int <= o.at order by (page->>'start')::int desc, (page->>'number')::int desc limit 1
    ) as "pageNumber"
    from unnest(${[...offsets]}::int[]) with ordinality as o(at, i)
    join material_sections s on s.user_id = ${ownerId} and s.material_id = ${materialId} and s.text_version = ${textVersion}
      and s.char_start <= o.at and s.char_end > o.at`.execute(tx)
  const byOffset = new Map(rows.map(({ i, ...place }) => [Number(i) - 1, place]))
  return offsets.map((_, i) => byOffset.get(i))
}

/** Chunks of a version in order. */
export async function listChunks(
  tx: Tx,
  ownerId: string,
  { materialId, textVersion }: TextVersion,
  { from = 0, limit = 1_000_000 }: { from?: number; limit?: number } = {},
): Promise<StoredChunk[]> {
  const rows = await tx
    .selectFrom("material_chunks")
    .select([
      "id",
      "chunk_index",
      "section_index",
      "heading_path",
      "chunk_type",
      "content",
      "char_start",
      "char_end",
      "page_number",
      "word_count",
    ])
    .where("user_id", "=", ownerId)
    .where("material_id", "=", materialId)
    .where("text_version", "=", textVersion)
    .where("chunk_index", ">=", from)
    .orderBy("chunk_index")
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    index: row.chunk_index,
    sectionIndex: row.section_index,
    headingPath: row.heading_path,
    kind: row.chunk_type,
    content: row.content,
    start: row.char_start,
    end: row.char_end,
    pageNumber: row.page_number,
    wordCount: row.word_count,
  }))
}

/** Where the chunks of a version stand, in order. */
export async function listChunkPlaces(
  tx: Tx,
  ownerId: string,
  { materialId, textVersion }: TextVersion,
): Promise<ChunkPlace[]> {
  return tx
    .selectFrom("material_chunks")
    .select(["id", "char_start as start", "char_end as end"])
    .where("user_id", "=", ownerId)
    .where("material_id", "=", materialId)
    .where("text_version", "=", textVersion)
    .orderBy("chunk_index")
    .execute()
}

export async function findCharCount(
  tx: Tx,
  ownerId: string,
  { materialId, textVersion }: TextVersion,
): Promise<number | undefined> {
  const row = await tx
    .selectFrom("material_texts")
    .select("char_count")
    .where("user_id", "=", ownerId)
    .where("material_id", "=", materialId)
    .where("version", "=", textVersion)
    .executeTakeFirst()
  return row?.char_count
}

/** Versions of a text that have anything stored. */
export async function listVersions(tx: Tx, ownerId: string, materialId: string): Promise<number[]> {
  const rows = await tx
    .selectFrom("material_texts")
    .select("version")
    .where("user_id", "=", ownerId)
    .where("material_id", "=", materialId)
    .orderBy("version")
    .execute()
  return rows.map(({ version }) => version)
}

/** Removes chunks of a version, at most `limit`, with their vectors. @returns whether there may be more */
export async function removeChunks(
  tx: Tx,
  userId: string,
  { materialId, textVersion }: TextVersion,
  limit: number,
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    delete from material_chunks where user_id = ${userId} and ctid = any(array(
      select ctid from material_chunks where user_id = ${userId} and material_id = ${materialId} and text_version = ${textVersion} limit ${limit}
    )) returning id`.execute(tx)
  return rows.length === limit
}

/** Removes a version with its sections and all that is left of it. */
export async function removeText(tx: Tx, userId: string, { materialId, textVersion }: TextVersion): Promise<void> {
  await tx
    .deleteFrom("material_texts")
    .where("user_id", "=", userId)
    .where("material_id", "=", materialId)
    .where("version", "=", textVersion)
    .execute()
}

function sectionsOf(tx: Tx, ownerId: string, { materialId, textVersion }: TextVersion) {
  return tx
    .selectFrom("material_sections")
    .where("user_id", "=", ownerId)
    .where("material_id", "=", materialId)
    .where("text_version", "=", textVersion)
}

type SectionRow = Selectable<Tables["material_sections"]>

function outlineEntryOf(
  row: Omit<
    SectionRow,
    "user_id" | "id" | "material_id" | "text_version" | "content" | "pages" | "blocks" | "emphasis"
  >,
): OutlineEntry {
  return { ...placeOf(row), summary: row.summary }
}

function placeOf(
  row: Pick<
    SectionRow,
    | "section_index"
    | "parent_index"
    | "level"
    | "title"
    | "heading_path"
    | "char_start"
    | "char_end"
    | "page_start"
    | "page_end"
    | "word_count"
  >,
): Section {
  return {
    index: row.section_index,
    parentIndex: row.parent_index,
    level: row.level,
    title: row.title,
    headingPath: row.heading_path,
    start: row.char_start,
    end: row.char_end,
    pageStart: row.page_start,
    pageEnd: row.page_end,
    wordCount: row.word_count,
  }
}

function sectionOf(row: SectionRow): StoredSection {
  return {
    ...outlineEntryOf(row),
    content: row.content,
    pages: row.pages,
    blocks: row.blocks,
    emphasis: row.emphasis,
  }
}

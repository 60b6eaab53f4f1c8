import { type RawBuilder, type Selectable, sql } from "kysely"
import type { Tables, Tx } from "../../platform/database/index.ts"
import type { Difficulty } from "../learning-record/index.ts"
import type { Explanation, NewQuestion, Question, QuestionSource, QuestionType } from "./question.ts"

const INSERT_BATCH = 200

/** Stores questions with their explanations. One whose id or fact is there already is left as it is. Returns how many are new. */
export async function insertQuestions(tx: Tx, questions: readonly NewQuestion[]): Promise<number> {
  let inserted = 0
  for (let from = 0; from < questions.length; from += INSERT_BATCH) {
    const batch = questions.slice(from, from + INSERT_BATCH)
    const rows = await tx
      .insertInto("questions")
      .values(batch.map(questionRow))
      .onConflict((conflict) => conflict.doNothing())
      .returning("id")
      .execute()
    const isNew = new Set(rows.map(({ id }) => id))
    const explained = batch.flatMap(({ id, ownerId, explanation }) =>
      explanation && isNew.has(id) ? [explanationRow(id, ownerId, explanation)] : [],
    )
    if (explained.length > 0) await tx.insertInto("question_explanations").values(explained).execute()
    inserted += rows.length
  }
  return inserted
}

function questionRow(question: NewQuestion) {
  const { source } = question
  return {
    id: question.id,
    owner_id: question.ownerId,
    author_id: question.authorId ?? null,
    subject_id: question.subjectId ?? null,
    topic_id: question.topicId ?? null,
    subtopic: question.subtopic ?? null,
    type: question.type,
    stem: question.stem,
    options: JSON.stringify(question.options),
    hint: question.hint ?? null,
    difficulty: question.difficulty,
    points: question.points ?? 1,
    origin: question.origin,
    generator: question.generator ?? null,
    quality_score: question.qualityScore ?? null,
    fact_key: question.factKey ?? null,
    is_draft: question.isDraft ?? false,
    is_verified: question.isVerified ?? false,
    ...sourceRow(source ?? null),
  }
}

function sourceRow(source: QuestionSource | null) {
  return {
    material_owner_id: source?.ownerId ?? null,
    material_id: source?.materialId ?? null,
    material_title: source?.materialTitle ?? null,
    section_index: source?.sectionIndex ?? null,
    heading_path: source?.headingPath ?? null,
    char_start: source?.start ?? null,
    char_end: source?.end ?? null,
    page_number: source?.pageNumber ?? null,
    quote: source?.quote ?? null,
  }
}

function explanationRow(questionId: string, ownerId: string | null, explanation: Explanation) {
  return {
    question_id: questionId,
    owner_id: ownerId,
    correct_explanation: explanation.correct,
    incorrect_explanations: JSON.stringify(explanation.incorrect),
    pathophysiology: explanation.pathophysiology,
    clinical_relevance: explanation.clinicalRelevance,
    reference_list: JSON.stringify(explanation.references),
  }
}

/** What a learner may see: the bank and their own. Said in SQL as well as by the policies. */
const readableBy = (userId: string) => sql<boolean>`(q.owner_id is null or q.owner_id = ${userId})`

/** Questions a learner may see, with explanations, in the order of `ids`; those they may not see are missing. */
export async function listQuestionsByIds(tx: Tx, userId: string, ids: readonly string[]): Promise<Question[]> {
  if (ids.length === 0) return []
  const rows = await selectQuestions(tx)
    .where("q.id", "in", [...ids])
    .where(readableBy(userId))
    .execute()
  const byId = new Map(rows.map((row) => [row.id, questionOf(row)]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** `id` may be an expression, so that whoever holds the id in a row of theirs need not read it first. */
export async function findQuestion(
  tx: Tx,
  userId: string,
  id: string | RawBuilder<string>,
): Promise<Question | undefined> {
  const row = await selectQuestions(tx).where("q.id", "=", id).where(readableBy(userId)).executeTakeFirst()
  return row && questionOf(row)
}

/** The topic of a question whose id is an expression, as one. */
export function topicIdOf(questionId: RawBuilder<string>): RawBuilder<string> {
  return sql<string>`(select topic_id from questions where id = ${questionId})`
}

export interface QuestionFilter {
  materialIds?: readonly string[]
  topicIds?: readonly string[]
  difficulties?: readonly Difficulty[]
  types?: readonly QuestionType[]
  isFlagged?: boolean
  /** Default: published questions only. */
  isDraft?: boolean
  /** Words of the stem. */
  text?: string
}

/** Ids and difficulty of every question a learner may practise that fits the filter. A topic stands for itself and all below it. */
export async function listPracticable(
  tx: Tx,
  userId: string,
  filter: QuestionFilter,
): Promise<{ id: string; difficulty: Difficulty; qualityScore: number | null }[]> {
  return filtered(
    tx.selectFrom("questions as q").select(["q.id", "q.difficulty", "q.quality_score as qualityScore"]),
    userId,
    filter,
  ).execute()
}

/** A page of questions, the newest first. */
export async function pageOfQuestions(
  tx: Tx,
  userId: string,
  filter: QuestionFilter,
  page: { before: { at: Date; id: string } | null; limit: number },
): Promise<Question[]> {
  let query = filtered(selectQuestions(tx), userId, filter)
  if (page.before) {
    const { at, id } = page.before
    query = query.where(sql<boolean>`(q.created_at, q.id) < (${at}, ${id})`)
  }
  const rows = await query.orderBy("q.created_at", "desc").orderBy("q.id", "desc").limit(page.limit).execute()
  return rows.map(questionOf)
}

// biome-ignore lint/suspicious/noExplicitAny: the same conditions for queries of different selections
function filtered<Q extends { where: any }>(query: Q, userId: string, filter: QuestionFilter): Q {
  const conditions = [
    readableBy(userId),
    sql<boolean>`q.is_active and not q.is_retired`,
    sql<boolean>`q.is_draft = ${filter.isDraft ?? false}`,
  ]
  if (filter.materialIds?.length) conditions.push(sql<boolean>`q.material_id = any(${[...filter.materialIds]}::uuid[])`)
  if (filter.difficulties?.length)
    conditions.push(sql<boolean>`q.difficulty = any(${[...filter.difficulties]}::text[])`)
  if (filter.types?.length) conditions.push(sql<boolean>`q.type = any(${[...filter.types]}::text[])`)
  if (filter.isFlagged !== undefined) conditions.push(sql<boolean>`q.is_flagged = ${filter.isFlagged}`)
  if (filter.text) conditions.push(sql<boolean>`q.stem ilike ${`%${filter.text.replace(/[\\%_]/g, "\\$&")}%`}`)
  if (filter.topicIds?.length) {
    conditions.push(sql<boolean>`q.topic_id in (
      with recursive below as (
        select id from topics where id = any(${[...filter.topicIds]}::uuid[])
        union select t.id from topics t join below b on t.parent_id = b.id)
      select id from below)`)
  }
  return conditions.reduce((narrowed, condition) => narrowed.where(condition), query)
}

function selectQuestions(tx: Tx) {
  return tx
    .selectFrom("questions as q")
    .leftJoin("question_explanations as e", "e.question_id", "q.id")
    .leftJoin("topics as t", "t.id", "q.topic_id")
    .selectAll("q")
    .select([
      "t.name as topic_name",
      "e.correct_explanation",
      "e.incorrect_explanations",
      "e.pathophysiology",
      "e.clinical_relevance",
      "e.reference_list",
    ])
}

type ExplanationColumns = Pick<
  Selectable<Tables["question_explanations"]>,
  "correct_explanation" | "incorrect_explanations" | "pathophysiology" | "clinical_relevance" | "reference_list"
>
type QuestionRow = Selectable<Tables["questions"]> & { topic_name: string | null } & {
  [K in keyof ExplanationColumns]: ExplanationColumns[K] | null
}

function questionOf(row: QuestionRow): Question {
  return {
    id: row.id,
    ownerId: row.owner_id,
    type: row.type,
    stem: row.stem,
    options: row.options.map((option: { rationale?: string }) => ({ ...option, rationale: option.rationale ?? null })),
    hint: row.hint,
    difficulty: row.difficulty,
    points: row.points,
    subjectId: row.subject_id,
    topicId: row.topic_id,
    topicName: row.topic_name,
    subtopic: row.subtopic,
    origin: row.origin,
    generator: row.generator,
    qualityScore: row.quality_score,
    source: sourceOf(row),
    factKey: row.fact_key,
    explanation: explanationOf(row),
    isDraft: row.is_draft,
    isVerified: row.is_verified,
    isFlagged: row.is_flagged,
    flagReason: row.flag_reason,
    isActive: row.is_active,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

function sourceOf(row: QuestionRow): QuestionSource | null {
  const { material_owner_id: ownerId, material_id: materialId, char_start: start, char_end: end } = row
  if (ownerId === null || materialId === null || start === null || end === null) return null
  return {
    ownerId,
    materialId,
    materialTitle: row.material_title ?? "",
    sectionIndex: row.section_index,
    headingPath: row.heading_path ?? [],
    start,
    end,
    pageNumber: row.page_number,
    quote: row.quote ?? "",
  }
}

function explanationOf(row: QuestionRow): Explanation | null {
  if (row.correct_explanation === null) return null
  return {
    correct: row.correct_explanation,
    incorrect: row.incorrect_explanations ?? {},
    pathophysiology: row.pathophysiology,
    clinicalRelevance: row.clinical_relevance,
    references: row.reference_list ?? [],
  }
}

/** Replaces what a question says, raises its version and keeps the one before. The caller has checked who may. */
export async function updateQuestion(
  tx: Tx,
  before: Question,
  after: Question,
  editorId: string,
  at: Date,
): Promise<void> {
  await tx
    .insertInto("question_versions")
    .values({
      question_id: before.id,
      version: before.version,
      owner_id: before.ownerId,
      editor_id: editorId,
      snapshot: JSON.stringify(before),
      created_at: at,
    })
    .execute()
  await tx
    .updateTable("questions")
    .set({
      stem: after.stem,
      type: after.type,
      options: JSON.stringify(after.options),
      hint: after.hint,
      difficulty: after.difficulty,
      points: after.points,
      topic_id: after.topicId,
      subject_id: after.subjectId,
      is_draft: after.isDraft,
      // What was checked was the text before.
      is_verified: false,
      version: before.version + 1,
      updated_at: at,
    })
    .where("id", "=", before.id)
    .where("version", "=", before.version)
    .execute()
  if (after.explanation) {
    const row = explanationRow(before.id, before.ownerId, after.explanation)
    await tx
      .insertInto("question_explanations")
      .values(row)
      .onConflict((conflict) =>
        conflict.column("question_id").doUpdateSet({
          correct_explanation: row.correct_explanation,
          incorrect_explanations: row.incorrect_explanations,
          pathophysiology: row.pathophysiology,
          clinical_relevance: row.clinical_relevance,
          reference_list: row.reference_list,
          updated_at: at,
        }),
      )
      .execute()
  }
}

export interface QuestionMarks {
  isVerified?: boolean
  isFlagged?: boolean
  flagReason?: string | null
  isDraft?: boolean
  isActive?: boolean
}

export async function markQuestion(tx: Tx, id: string, marks: QuestionMarks, at: Date): Promise<void> {
  await tx
    .updateTable("questions")
    .set({
      updated_at: at,
      ...(marks.isVerified === undefined ? {} : { is_verified: marks.isVerified }),
      ...(marks.isFlagged === undefined ? {} : { is_flagged: marks.isFlagged }),
      ...(marks.flagReason === undefined ? {} : { flag_reason: marks.flagReason }),
      ...(marks.isDraft === undefined ? {} : { is_draft: marks.isDraft }),
      ...(marks.isActive === undefined ? {} : { is_active: marks.isActive }),
    })
    .where("id", "=", id)
    .execute()
}

/** A learner's questions from a material are put away (or back): kept, since they may have been attempted, but no longer asked. */
export async function setMaterialQuestionsRetired(
  tx: Tx,
  ownerId: string,
  materialId: string,
  isRetired: boolean,
): Promise<number> {
  const result = await tx
    .updateTable("questions")
    .set({ is_retired: isRetired })
    .where("owner_id", "=", ownerId)
    .where("material_id", "=", materialId)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** Where the passage of a fact stands now, after its material was processed anew. */
export interface MovedFact {
  factKey: string
  sectionIndex: number | null
  headingPath: string[]
  start: number
  end: number
  pageNumber: number | null
  quote: string
}

/** Points a material's questions to where their passages stand now. Those whose fact is gone are put away. */
export async function moveMaterialQuestions(
  tx: Tx,
  ownerId: string,
  materialId: string,
  facts: readonly MovedFact[],
): Promise<void> {
  await sql`
    update questions q set section_index = f."sectionIndex", heading_path = f."headingPath", char_start = f.start, char_end = f."end",
      page_number = f."pageNumber", quote = f.quote, is_retired = false
    from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as f("factKey" text, "sectionIndex" int, "headingPath" text[], start int, "end" int, "pageNumber" int, quote text)
    where q.owner_id = ${ownerId} and q.material_id = ${materialId} and q.fact_key = f."factKey"
      and (q.char_start, q.char_end, q.is_retired) is distinct from (f.start, f."end", false)`.execute(tx)
  await tx
    .updateTable("questions")
    .set({ is_retired: true })
    .where("owner_id", "=", ownerId)
    .where("material_id", "=", materialId)
    .where("origin", "=", "generated")
    .where(sql<boolean>`not fact_key = any(${facts.map(({ factKey }) => factKey)}::text[])`)
    .execute()
}

/** Fails with 23503 when something still refers to it. */
export async function deleteQuestion(tx: Tx, ownerId: string, id: string): Promise<void> {
  await tx.deleteFrom("questions").where("owner_id", "=", ownerId).where("id", "=", id).execute()
}

import { type Selectable, sql } from "kysely"
import type { Tables, Tx } from "../../platform/database/index.ts"
import type { MaterialProgress } from "./material.ts"
import type { SectionProgress } from "./reading-rules.ts"

interface MaterialRef {
  ownerId: string
  materialId: string
}

/** A learner's progress in a material, by section. */
export async function listProgress(tx: Tx, userId: string, material: MaterialRef): Promise<SectionProgress[]> {
  const rows = await tx
    .selectFrom("reading_progress")
    .selectAll()
    .where("user_id", "=", userId)
    .where("material_owner_id", "=", material.ownerId)
    .where("material_id", "=", material.materialId)
    .orderBy("section_index")
    .execute()
  return rows.map(progressOf)
}

/** Makes the row where there is none, and holds it until the transaction ends: two devices read one after the other. */
export async function lockProgress(
  tx: Tx,
  userId: string,
  { ownerId, materialId }: MaterialRef,
  section: { index: number; start: number },
  at: Date,
): Promise<SectionProgress> {
  await tx
    .insertInto("reading_progress")
    .values({
      user_id: userId,
      material_owner_id: ownerId,
      material_id: materialId,
      section_index: section.index,
      furthest_char: section.start,
      updated_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await tx
    .selectFrom("reading_progress")
    .selectAll()
    .where("user_id", "=", userId)
    .where("material_owner_id", "=", ownerId)
    .where("material_id", "=", materialId)
    .where("section_index", "=", section.index)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return progressOf(row)
}

export async function updateProgress(
  tx: Tx,
  userId: string,
  { ownerId, materialId }: MaterialRef,
  progress: SectionProgress,
  at: Date,
): Promise<void> {
  await tx
    .updateTable("reading_progress")
    .set({
      furthest_char: progress.furthestChar,
      read_share: progress.readShare,
      time_spent_ms: progress.timeSpentMs,
      completed_at: progress.completedAt,
      updated_at: at,
    })
    .where("user_id", "=", userId)
    .where("material_owner_id", "=", ownerId)
    .where("material_id", "=", materialId)
    .where("section_index", "=", progress.sectionIndex)
    .execute()
}

/** Everybody's progress in a material, with the moment each last read in it. */
export async function listProgressOfAll(
  tx: Tx,
  material: MaterialRef,
): Promise<Map<string, { sections: SectionProgress[]; updatedAt: Map<number, Date> }>> {
  const rows = await tx
    .selectFrom("reading_progress")
    .selectAll()
    .where("material_owner_id", "=", material.ownerId)
    .where("material_id", "=", material.materialId)
    .execute()
  return new Map(
    [...Map.groupBy(rows, ({ user_id }) => user_id)].map(([userId, its]) => [
      userId,
      { sections: its.map(progressOf), updatedAt: new Map(its.map((row) => [row.section_index, row.updated_at])) },
    ]),
  )
}

/** Replaces a learner's progress in a material by that in another version of its text. */
export async function replaceProgress(
  tx: Tx,
  userId: string,
  { ownerId, materialId }: MaterialRef,
  progress: readonly (SectionProgress & { updatedAt: Date })[],
): Promise<void> {
  await tx
    .deleteFrom("reading_progress")
    .where("user_id", "=", userId)
    .where("material_owner_id", "=", ownerId)
    .where("material_id", "=", materialId)
    .execute()
  if (progress.length === 0) return
  await tx
    .insertInto("reading_progress")
    .values(
      progress.map((one) => ({
        user_id: userId,
        material_owner_id: ownerId,
        material_id: materialId,
        section_index: one.sectionIndex,
        furthest_char: one.furthestChar,
        read_share: one.readShare,
        time_spent_ms: one.timeSpentMs,
        completed_at: one.completedAt,
        updated_at: one.updatedAt,
      })),
    )
    .execute()
}

/** How far a learner is in each of several materials, for lists. */
export async function listMaterialProgress(
  tx: Tx,
  userId: string,
  owners: readonly string[],
  materialIds: readonly string[],
): Promise<Map<string, MaterialProgress>> {
  if (materialIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; share: number; last: number; at: Date }>`
    select m.id, coalesce(sum(p.read_share * (s.char_end - s.char_start)) / max(t.char_count), 0)::float8 as share,
      (array_agg(p.section_index order by p.updated_at desc, p.section_index desc))[1] as last, max(p.updated_at) as at
    from reading_progress p
    join materials m on m.user_id = p.material_owner_id and m.id = p.material_id
    join material_texts t on t.user_id = m.user_id and t.material_id = m.id and t.version = m.text_version
    join material_sections s on s.user_id = m.user_id and s.material_id = m.id and s.text_version = m.text_version and s.section_index = p.section_index
    where p.user_id = ${userId} and p.material_owner_id = any(${[...owners]}::uuid[]) and p.material_id = any(${[...materialIds]}::uuid[])
    group by m.id`.execute(tx)
  return new Map(
    rows.map(({ id, share, last, at }) => [
      id,
      { readShare: Math.min(1, share), lastSectionIndex: last, updatedAt: at },
    ]),
  )
}

export interface ContinueReading {
  ownerId: string
  materialId: string
  title: string
  sectionIndex: number
  sectionTitle: string
  pageStart: number | null
  /** Of the whole material. */
  readShare: number
}

/** Where to go on: in the material read last that is not finished, its last section, or the next one not complete. */
export async function selectContinueReading(
  tx: Tx,
  userId: string,
  owners: readonly string[],
): Promise<ContinueReading | undefined> {
  const { rows } = await sql<ContinueReading>`
    with latest as (
      select m.user_id as owner_id, m.id, m.title, m.text_version, r.last_section, r.at
      from (
        select material_owner_id, material_id, max(updated_at) as at,
          (array_agg(section_index order by updated_at desc, section_index desc))[1] as last_section
        from reading_progress where user_id = ${userId} group by material_owner_id, material_id
      ) r
      join materials m on m.user_id = r.material_owner_id and m.id = r.material_id
      where m.user_id = any(${[...owners]}::uuid[]) and m.deleted_at is null and m.text_version > 0
      order by r.at desc limit 20
    )
    select l.owner_id as "ownerId", l.id as "materialId", l.title, s.section_index as "sectionIndex", s.title as "sectionTitle", s.page_start as "pageStart",
      coalesce((
        select sum(p.read_share * (q.char_end - q.char_start)) / max(t.char_count)
        from reading_progress p
        join material_sections q on q.user_id = l.owner_id and q.material_id = l.id and q.text_version = l.text_version and q.section_index = p.section_index
        join material_texts t on t.user_id = l.owner_id and t.material_id = l.id and t.version = l.text_version
        where p.user_id = ${userId} and p.material_owner_id = l.owner_id and p.material_id = l.id
      ), 0)::float8 as "readShare"
    from latest l
    cross join lateral (
      select s.section_index, s.title, s.page_start
      from material_sections s
      left join reading_progress p on p.user_id = ${userId} and p.material_owner_id = l.owner_id and p.material_id = l.id and p.section_index = s.section_index
      where s.user_id = l.owner_id and s.material_id = l.id and s.text_version = l.text_version and p.completed_at is null
      order by s.section_index < l.last_section, s.section_index limit 1
    ) s
    order by l.at desc limit 1`.execute(tx)
  const row = rows[0]
  return row && { ...row, readShare: Math.min(1, row.readShare) }
}

/** An owner's own progress in a material. */
export async function deleteProgressIn(tx: Tx, ownerId: string, materialId: string): Promise<void> {
  await tx
    .deleteFrom("reading_progress")
    .where("user_id", "=", ownerId)
    .where("material_owner_id", "=", ownerId)
    .where("material_id", "=", materialId)
    .execute()
}

function progressOf(row: Selectable<Tables["reading_progress"]>): SectionProgress {
  return {
    sectionIndex: row.section_index,
    furthestChar: row.furthest_char,
    readShare: row.read_share,
    timeSpentMs: row.time_spent_ms,
    completedAt: row.completed_at,
  }
}

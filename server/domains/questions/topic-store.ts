import { sql } from "kysely"
import type { Tx } from "../../platform/database/index.ts"
import { derivedId, idTimeMs } from "../../shared/ids.ts"
import { shorten } from "../../shared/text.ts"

export interface Topic {
  id: string
  subjectId: string | null
  parentId: string | null
  /** Set on private topics, which stand for a material or a chapter of it. */
  materialId: string | null
  sectionIndex: number | null
  name: string
  position: number
  /** Published questions on this very topic that the learner may practise. */
  questionCount: number
}

export interface Subject {
  id: string
  slug: string
  name: string
}

export async function listSubjects(tx: Tx): Promise<Subject[]> {
  return tx
    .selectFrom("subjects")
    .select(["id", "slug", "name"])
    .where("is_active", "=", true)
    .orderBy("position")
    .orderBy("name")
    .execute()
}

/** The catalogue's topics and the learner's own, parents before children is not promised. */
export async function listTopics(tx: Tx, userId: string): Promise<Topic[]> {
  const { rows } = await sql<Topic>`
    select t.id, t.subject_id as "subjectId", t.parent_id as "parentId", t.material_id as "materialId", t.section_index as "sectionIndex",
      t.name, t.position, coalesce(q.count, 0)::int as "questionCount"
    from topics t
    left join (
      select topic_id, count(*) from questions
      where is_active and not is_retired and not is_draft and (owner_id is null or owner_id = ${userId}) group by topic_id
    ) q on q.topic_id = t.id
    where t.is_active and (t.owner_id is null or t.owner_id = ${userId})
    order by t.position, t.name, t.id`.execute(tx)
  return rows
}

export async function listTopicNames(tx: Tx, userId: string, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom("topics")
    .select(["id", "name"])
    .where("id", "in", [...ids])
    .where((eb) => eb.or([eb("owner_id", "is", null), eb("owner_id", "=", userId)]))
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Whether everybody sees a topic or the learner alone; undefined when they do not see it, or there is none. */
export async function findTopicReach(tx: Tx, userId: string, id: string): Promise<"everybody" | "own" | undefined> {
  const { rows } = await sql<{ isShared: boolean }>`
    select owner_id is null as "isShared" from topics where id = ${id} and (owner_id is null or owner_id = ${userId})`.execute(
    tx,
  )
  return rows[0] && (rows[0].isShared ? "everybody" : "own")
}

export interface MaterialTopics {
  materialTopicId: string
  /** Topic of a chapter by the section it begins with. */
  chapterTopicIds: Map<number, string>
}

/**
 * The private topics of a material: one for all of it, one below for each chapter. Made once; doing it again after the
 * material was processed anew keeps ids and renames.
 */
export async function ensureMaterialTopics(
  tx: Tx,
  ownerId: string,
  material: { id: string; title: string; chapters: readonly { sectionIndex: number; title: string }[] },
): Promise<MaterialTopics> {
  const atMs = idTimeMs(material.id)
  const materialTopicId = derivedId(atMs, material.id, "topic")
  const chapterTopicIds = new Map(
    material.chapters.map(({ sectionIndex }) => [sectionIndex, derivedId(atMs, material.id, "topic", sectionIndex)]),
  )
  const topic = (id: string, parentId: string | null, name: string, sectionIndex: number | null, position: number) => ({
    id,
    owner_id: ownerId,
    parent_id: parentId,
    material_id: material.id,
    section_index: sectionIndex,
    slug: slugOf(name),
    name: shorten(name.trim() || "Untitled", 255),
    position,
  })
  const rows = [
    topic(materialTopicId, null, material.title, null, 0),
    ...material.chapters.map(({ sectionIndex, title }, i) =>
      topic(chapterTopicIds.get(sectionIndex) ?? materialTopicId, materialTopicId, title, sectionIndex, i + 1),
    ),
  ]
  await tx
    .insertInto("topics")
    .values(rows)
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet((eb) => ({
        name: eb.ref("excluded.name"),
        slug: eb.ref("excluded.slug"),
        position: eb.ref("excluded.position"),
      })),
    )
    .execute()
  return { materialTopicId, chapterTopicIds }
}

/** Lower-case letters, digits and dashes; what is left of a name in an address. */
function slugOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 90)
    .replace(/^-+|-+$/g, "")
  return plain === "" ? "topic" : plain
}

export interface CatalogueSubject {
  id: string
  slug: string
  name: string
  description?: string
}

export interface CatalogueTopic {
  id: string
  subjectId: string
  parentId: string | null
  slug: string
  name: string
  position: number
}

/** Adds to the catalogue everybody sees; what is there already stays. In a system transaction. */
export async function ensureCatalogue(
  tx: Tx,
  subjects: readonly CatalogueSubject[],
  topics: readonly CatalogueTopic[],
): Promise<void> {
  for (const subject of subjects) {
    await tx
      .insertInto("subjects")
      .values({ id: subject.id, slug: subject.slug, name: subject.name, description: subject.description ?? null })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  for (const topic of topics) {
    await tx
      .insertInto("topics")
      .values({
        id: topic.id,
        subject_id: topic.subjectId,
        parent_id: topic.parentId,
        slug: topic.slug,
        name: topic.name,
        position: topic.position,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** The private topics of a material, chapters first. */
export async function listMaterialTopicIds(tx: Tx, ownerId: string, materialId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom("topics")
    .select("id")
    .where("owner_id", "=", ownerId)
    .where("material_id", "=", materialId)
    .orderBy(sql`section_index is null`)
    .execute()
  return rows.map(({ id }) => id)
}

/** Fails with 23503 when something still refers to it. */
export async function deleteTopic(tx: Tx, ownerId: string, id: string): Promise<void> {
  await tx.deleteFrom("topics").where("owner_id", "=", ownerId).where("id", "=", id).execute()
}

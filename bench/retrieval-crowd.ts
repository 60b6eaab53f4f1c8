import { sql } from "kysely"
import { type OpenDatabase, type Tx, vectorText } from "../server/platform/database/index.ts"
import { newId } from "../server/shared/ids.ts"

/** What a learner's passages are made of, in the order in which rows need each other. */
const TABLES = ["materials", "material_texts", "material_sections", "material_chunks", "chunk_terms"] as const
/** Learners written at the same time on a server. */
const LANES = 2

/**
 * Gives new people, the n-th of them for n from `from` up to `until`, the passages of one, word for word (keys of personal tables begin with the person, so ids may be equal),
 * and vectors of their own: sums of two of the model's vectors that nobody else has.
 *
 * A thousand passages have 90,000 postings, and a look-up of the text for each of them was most of the time this took. So the foreign
 * keys are away meanwhile, and rows come in the order of their keys, which fills an index at its end.
 */
export async function addCrowd(
  db: OpenDatabase,
  pattern: { userId: string; model: string },
  { from, until }: { from: number; until: number },
  onProgress: (done: number) => void,
): Promise<string[]> {
  const userIds = Array.from({ length: until - from }, () => newId())
  const copies: { table: string; columns: string; key: string }[] = []
  for (const table of TABLES) copies.push({ table, columns: await columnsOf(db, table), key: await keyOf(db, table) })
  const putBack = await dropForeignKeys(db)
  const waiting = userIds.entries()
  let done = from
  const work = async () => {
    for (const [place, userId] of waiting) {
      const n = from + place
      await db.asSystem("bench-crowd", async (tx) => {
        await sql`insert into users (id, email, display_name) values (${userId}, ${`crowd${n}@example.test`}, 'One of many')`.execute(
          tx,
        )
        for (const { table, columns, key } of copies) {
          const names = sql.raw(columns)
          await sql`insert into ${sql.table(table)} (user_id, ${names})
            select ${userId}::uuid, ${names} from ${sql.table(table)} where user_id = ${pattern.userId}
            order by ${sql.raw(key)}`.execute(tx)
        }
        await insertOwnVectors(tx, userId, pattern, n)
      })
      done += 1
      if (done % 50 === 0) onProgress(done)
    }
  }
  await Promise.all(Array.from({ length: db.engine === "postgres" ? LANES : 1 }, work))
  await putBack()
  return userIds
}

/** Takes away the foreign keys between the tables that are filled; what it returns puts them back, unchecked: the rows are copies. */
async function dropForeignKeys(db: OpenDatabase): Promise<() => Promise<void>> {
  const { rows } = await db.execute(
    `select conrelid::regclass::text as "table", quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and conrelid::regclass::text = any($1)`,
    [[...TABLES, "chunk_embeddings"]],
  )
  const alter = async (change: (key: Record<string, unknown>) => string) => {
    for (const key of rows) await db.execute(`alter table ${key.table} ${change(key)}`)
  }
  await alter(({ name }) => `drop constraint ${name}`)
  return () => alter(({ name, definition }) => `add constraint ${name} ${definition} not valid`)
}

/** Everything but the person and what the database computes. */
async function columnsOf(db: OpenDatabase, table: string): Promise<string> {
  const { rows } = await db.execute(
    `select string_agg(quote_ident(attname), ', ' order by attnum) as names from pg_attribute
     where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attname <> 'user_id'`,
  )
  return String(rows[0]?.names)
}

/** The columns of its primary key but the person. */
async function keyOf(db: OpenDatabase, table: string): Promise<string> {
  const { rows } = await db.execute(
    `select string_agg(quote_ident(attname), ', ' order by array_position(indkey::int2[], attnum)) as names
     from pg_index join pg_attribute on attrelid = indrelid and attnum = any(indkey)
     where indrelid = '${table}'::regclass and indisprimary and attname <> 'user_id'`,
  )
  return String(rows[0]?.names)
}

async function insertOwnVectors(
  tx: Tx,
  userId: string,
  { userId: patternId, model }: { userId: string; model: string },
  shift: number,
): Promise<void> {
  await sql`
    with numbered as (
      select chunk_id, embedding, row_number() over (order by chunk_id) - 1 as place, count(*) over () as total
      from chunk_embeddings where user_id = ${patternId} and model = ${model}
    )
    insert into chunk_embeddings (user_id, chunk_id, model, embedding)
    select ${userId}::uuid, one.chunk_id, ${model}, one.embedding + other.embedding
    from numbered one join numbered other on other.place = (one.place * 7 + ${shift}::int + 1) % one.total
    order by one.chunk_id`.execute(tx)
}

/**
 * The query of the first source document: one index over everybody's vectors, the learner picked out by a join, no row-level
 * security. Returns what it finds; asks for ten where the document asks for five, to be compared with ours.
 */
export async function askNaively(tx: Tx, userId: string, vector: readonly number[]): Promise<string[]> {
  const dimensions = sql.raw(`vector(${vector.length})`)
  const { rows } = await sql<{ id: string }>`
    select mc.id from material_chunks mc
      join chunk_embeddings e on e.user_id = mc.user_id and e.chunk_id = mc.id
      join materials m on m.user_id = mc.user_id and m.id = mc.material_id
    where m.user_id = ${userId}
    order by (e.embedding::${dimensions}) <=> ${vectorText(vector)}::${dimensions} limit 10`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Its index, as the document gives it (m 16, ef_construction 64). */
export async function addNaiveIndex(db: OpenDatabase, dimensions: number): Promise<void> {
  await db.asOwner(
    async (tx) => {
      // Once the graph no longer fits in memory building it takes ten times as long; a million vectors of 384 numbers take 2 GB.
      if (db.engine === "postgres") await sql`set local maintenance_work_mem = '3GB'`.execute(tx)
      await sql`create index bench_naive on chunk_embeddings
        using hnsw ((embedding::vector(${sql.raw(String(dimensions))})) vector_cosine_ops)`.execute(tx)
    },
    { statementTimeoutMs: 0 },
  )
}

/** Nothing is slowed by it that is measured afterwards. */
export async function dropNaiveIndex(db: OpenDatabase): Promise<void> {
  await db.execute("drop index bench_naive")
}

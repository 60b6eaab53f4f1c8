import { expect, test } from "vitest"
import { createStatementLabels, labelOf, planWithoutConstants, withoutConstants } from "./statement-label.ts"

const label = (text: string) => {
  const { operation, table } = labelOf(text)
  return `${operation} ${table}`
}

test("the table that is read", () => {
  expect(label("select * from interactions where id = $1")).toBe("select interactions")
  expect(label('select "q".* from "questions" as "q" left join "question_explanations" e on true')).toBe(
    "select questions",
  )
  expect(label("select count(*) from public.cards")).toBe("select cards")
  expect(label("select name from pgboss.job where state < 'active'")).toBe("select pgboss.job")
  expect(label("select 1")).toBe("select none")
  expect(label("select * from unnest($1::uuid[]) u join decks d on true")).toBe("select none")
})

test("common table expressions and functions are no tables", () => {
  expect(
    label(
      "with recursive below as (select id from topics where id = $1 union select t.id from topics t join below b on true) select id from below",
    ),
  ).toBe("select topics")
  expect(
    label(
      "with mine as materialized (select 1 from chunk_embeddings), best as (select * from mine) select * from best",
    ),
  ).toBe("select chunk_embeddings")
  expect(
    label("with a (x, y) as not materialized (select 1) select * from a, generate_series(1, 3) g join cards on true"),
  ).toBe("select none")
})

test("a statement that writes counts as its first write", () => {
  expect(label("insert into interactions (id) values ($1) on conflict do nothing")).toBe("insert interactions")
  expect(
    label(
      "with entry as (insert into interactions select $1 returning id), moved as (update learner_stats set xp = $2) select 1 from entry",
    ),
  ).toBe("insert interactions")
  expect(
    label("insert into daily_activity values ($1) on conflict (user_id, day) do update set xp = excluded.xp"),
  ).toBe("insert daily_activity")
  expect(label("UPDATE only cards SET due_at = $1")).toBe("update cards")
  expect(label("delete from notes where id = $1")).toBe("delete notes")
})

test("locking is no update", () => {
  expect(label("select xp from learner_stats where user_id = $1 for update")).toBe("select learner_stats")
  expect(label("select 1 from jobs for update skip locked")).toBe("select jobs")
  expect(label("select 1 from jobs j for no key update of j")).toBe("select jobs")
})

test("partitions count as their table", () => {
  expect(label("select * from interactions_2026_11")).toBe("select interactions")
  expect(label("delete from performance_metrics_2026_11_21")).toBe("delete performance_metrics")
})

test("transactions, copies and the rest", () => {
  expect(label("begin; set local app.user_id = '0199'; set local role studyin_app")).toBe("begin none")
  expect(label("commit")).toBe("commit none")
  expect(label("copy interactions (id) from stdin")).toBe("copy interactions")
  expect(label("copy (select * from cards) to stdout")).toBe("copy none")
  expect(label("create table x (y int)")).toBe("other none")
  expect(label("set statement_timeout = 100")).toBe("other none")
})

test("the number of tables is bounded, whatever is asked", () => {
  const labels = createStatementLabels()
  const seen = new Set<string>()
  for (let i = 0; i < 1000; i++) seen.add(labels(`select * from table_${i}x`).table)
  expect(seen.size).toBe(201)
  expect(seen).toContain("other")
  expect(labels("select * from table_1x").table).toBe("table_1x")
})

test("no constant remains, placeholders do", () => {
  expect(
    withoutConstants("select * from users where email = 'ada@example.test' and id = $12 and n = 42 and t2.x3 = -1.5"),
  ).toBe("select * from users where email = ? and id = $12 and n = ? and t2.x3 = ?")
  expect(withoutConstants("select 'it''s 5', E'a''b', $body$secret 'x'$body$, \"Col 7\"")).toBe(
    'select ?, ?, ?, "Col 7"',
  )
  expect(withoutConstants("like 'open quote")).not.toContain("open quote")
})

test("a plan keeps its figures and loses its constants", () => {
  const plan = [
    "Index Scan using users_email on users  (cost=0.28..8.29 rows=1 width=64)",
    "  Index Cond: (lower(email) = 'ada@example.test'::text)",
    "  Filter: ((age > 17) AND (id = $1))",
  ].join("\n")
  const clean = planWithoutConstants(plan)
  expect(clean).toContain("(cost=0.28..8.29 rows=1 width=64)")
  expect(clean).toContain("(age > ?) AND (id = $1)")
  expect(clean).not.toContain("ada@")
})

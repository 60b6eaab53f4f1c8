import { expect, it } from "vitest"
import { describeEachDatabase } from "./database.ts"

/** Each query returns the faults of one rule of docs/data-model.md. */
const personal = `
  select c.oid, c.relname, a.attnum, a.attnotnull, c.relrowsecurity, c.relforcerowsecurity
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'user_id' and not a.attisdropped
  where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition`

const rules: Record<string, string> = {
  "user_id is never null": "select relname from t where not attnotnull",
  "row-level security is enabled and forced":
    "select relname from t where not (relrowsecurity and relforcerowsecurity)",
  "the app role has a policy, and so have system use-cases": `
    select relname from t where (select count(distinct r.rolname) from pg_policy p, unnest(p.polroles) as role(oid) join pg_roles r using (oid)
      where p.polrelid = t.oid and r.rolname in ('studyin_app', 'studyin_system')) < 2`,
  "no policy looks into another table": `
    select polrelid::regclass || '.' || polname from pg_policy where pg_get_expr(polqual, polrelid) ~* '\\mselect\\M' or pg_get_expr(polwithcheck, polrelid) ~* '\\mselect\\M'`,
  "every table has a primary key":
    "select relname from t where not exists (select from pg_index i where i.indrelid = t.oid and i.indisprimary)",
  "every unique key has user_id in it, first": `
    select i.indexrelid::regclass::text from t join pg_index i on i.indrelid = t.oid and i.indisunique where i.indkey[0] <> t.attnum`,
  "a reference to a personal table goes by user_id too": `
    select k.conname from t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f' and k.conparentid = 0 join t p on p.oid = k.confrelid
    where not exists (select from generate_subscripts(k.conkey, 1) s where k.conkey[s] = t.attnum and k.confkey[s] = p.attnum)`,
  "no reference sets user_id to null": `
    select k.conname from t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f' and k.conparentid = 0
    where t.attnum = any (k.conkey) and (k.confdeltype in ('n', 'd') or k.confupdtype in ('c', 'n', 'd'))`,
  "no shared table refers to a personal one": `
    select k.conname from pg_constraint k join t on t.oid = k.confrelid where k.contype = 'f' and k.conrelid not in (select oid from t)`,
  "nothing refers to a partitioned table": `
    select k.conname from pg_constraint k join pg_class c on c.oid = k.confrelid where k.contype = 'f' and c.relkind = 'p'`,
  "no triggers of our own": "select tgname::text from t join pg_trigger g on g.tgrelid = t.oid and not g.tgisinternal",
  "nobody but the owner has rights on single partitions": `
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) g
    where n.nspname = 'public' and c.relispartition and g.grantee <> c.relowner`,
  "views ask as the one who reads": `
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('v', 'm') and not coalesce('security_invoker=true' = any (c.reloptions), false)`,
  "no default partitions": "select c.relname from pg_class c where pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT'",
}

describeEachDatabase("the schema keeps its rules", (open) => {
  it.each(Object.entries(rules))("%s", async (_rule, query) => {
    const { rows } = await open().db.execute(`with t as (${personal}) ${query} order by 1`)
    expect(rows.map((row) => Object.values(row)[0])).toEqual([])
  })

  it("finds a table that breaks them", async () => {
    const { db } = open()
    await db.execute("create table careless (id uuid primary key, user_id uuid)")
    const faults = []
    for (const [rule, query] of Object.entries(rules)) {
      const { rows } = await db.execute(`with t as (${personal}) ${query}`)
      if (rows.length > 0) faults.push(rule)
    }
    await db.execute("drop table careless")
    expect(faults).toEqual([
      "user_id is never null",
      "row-level security is enabled and forced",
      "the app role has a policy, and so have system use-cases",
      "every unique key has user_id in it, first",
    ])
  })
})

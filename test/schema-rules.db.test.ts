import { expect, it } from "vitest"
import {
  derivedTables,
  otherIds,
  secretColumns,
  userColumns,
} from "../server/domains/accounts/own-data/user-columns.ts"
import { describeEachDatabase } from "./database.ts"

/** Each query returns the faults of one rule of docs/data-model.md. */
const personal = `
  select c.oid, c.relname, a.attnum, a.attnotnull, c.relrowsecurity, c.relforcerowsecurity
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'user_id' and not a.attisdropped
  where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition`

/** Rows of these are moved by every answer, a session's question by its own. */
const movedByAnswers = `t join pg_class c on c.oid = t.oid and c.relname in ('question_progress', 'topic_mastery', 'daily_activity', 'study_sessions',
  'learner_stats', 'learner_achievements', 'practice_sessions', 'practice_session_questions')`

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
  "no index knows what an answer moves, so that none has to learn of it": `
    select i.indexrelid::regclass || '.' || a.attname from ${movedByAnswers} join pg_index i on i.indrelid = c.oid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
    where a.attname not in ('user_id', 'id', 'session_id', 'position', 'question_id', 'topic_id', 'study_day', 'achievement_id', 'started_at')`,
  "pages of what an answer moves have room for its new version": `
    select c.relname from ${movedByAnswers} where not coalesce(c.reloptions::text ~ 'fillfactor=[678]\\d', false)`,
  "no triggers of our own": "select tgname::text from t join pg_trigger g on g.tgrelid = t.oid and not g.tgisinternal",
  "nobody but the owner has rights on single partitions": `
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) g
    where n.nspname = 'public' and c.relispartition and g.grantee <> c.relowner`,
  "views ask as the one who reads": `
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'reporting') and c.relkind in ('v', 'm') and not coalesce('security_invoker=true' = any (c.reloptions), false)`,
  "no exclusion without user_id": `
    select k.conname from t join pg_constraint k on k.conrelid = t.oid and k.contype = 'x' where not (t.attnum = any (k.conkey))`,
  "no counters as keys: ids are made by whoever writes": `
    select t.relname || '.' || a.attname from t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    where a.attidentity <> '' or exists (select from pg_attrdef d where d.adrelid = t.oid and d.adnum = a.attnum and pg_get_expr(d.adbin, d.adrelid) like 'nextval(%')`,
  "no partitions of partitions": "select relname from pg_class where relkind = 'p' and relispartition",
  "no personal data in materialised views": `
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname !~ '^pg_' and c.relkind = 'm'`,
  "the app role writes nothing without row-level security": `
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and not (c.relrowsecurity and c.relforcerowsecurity)
      and (has_any_column_privilege('studyin_app', c.oid, 'insert') or has_any_column_privilege('studyin_app', c.oid, 'update')
        or has_table_privilege('studyin_app', c.oid, 'delete') or has_table_privilege('studyin_app', c.oid, 'truncate'))`,
  "everybody has no rights of their own": `
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) g
    where n.nspname in ('public', 'reporting') and g.grantee = 0
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`,
  "a backup reads every table": `
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
      and not (has_table_privilege('studyin_backup', c.oid, 'select') and (not c.relrowsecurity
        or exists (select from pg_policy p where p.polrelid = c.oid and 'studyin_backup'::regrole = any (p.polroles))))`,
  "no default partitions": "select c.relname from pg_class c where pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT'",
}

/**
 * Columns of type uuid that can hold a user's id. In personal tables those that are called so; elsewhere every one that is no key of its own
 * table and refers to nothing but users.
 */
const namesUsers = `
  select c.relname || '.' || a.attname as name
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.atttypid = 'uuid'::regtype
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and a.attname <> 'user_id'
    and case when exists (select from pg_attribute u where u.attrelid = c.oid and u.attname = 'user_id' and not u.attisdropped)
      then a.attname ~ '(user|owner|author|actor|editor|voter|reader|reviewer|reporter|publisher|sender|recipient)_id$|_by$'
      else a.attname <> 'id' and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any (k.conkey) and k.confrelid <> 'users'::regclass)
        or c.relname = 'users' and a.attname = 'id' end`

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
      "a backup reads every table",
    ])
  })

  // Erasure and export go by these lists: a column that is missing there would keep somebody's name for ever.
  it("every column that names a user is in the list of what erasure does with it", async () => {
    const { rows } = await open().db.execute(namesUsers)
    const found = rows.map(({ name }) => String(name)).filter((name) => !otherIds.includes(name))
    expect(found.toSorted()).toEqual(userColumns.map(({ column }) => column).toSorted())
  })

  it("finds a column that names a user and is in no list", async () => {
    const { db } = open()
    await db.execute(
      "create table letters (id uuid primary key, reader_id uuid); alter table notes add column shared_by uuid",
    )
    const { rows } = await db.execute(namesUsers)
    await db.execute("drop table letters; alter table notes drop column shared_by")
    expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(["letters.reader_id", "notes.shared_by"]))
  })

  it("the lists of secrets and of what is derived name what is there, and every secret", async () => {
    const { rows } = await open().db.execute(
      `select c.relname || '.' || a.attname as name, c.relname as table_name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`,
    )
    const columns = rows.map(({ name }) => String(name))
    const tables = new Set(rows.map(({ table_name }) => table_name))
    expect(
      columns
        .filter((name) => /(password|token|secret|key|code)_(hash|cipher|mark)$|\.(secret|sealed_)/.test(name))
        .toSorted(),
    ).toEqual([...secretColumns].toSorted())
    expect(derivedTables.filter((name) => !tables.has(name))).toEqual([])
    expect(otherIds.filter((name) => !columns.includes(name))).toEqual([])
  })
})

import type { OpenDatabase } from "../platform/database/index.ts"
import type { Finding } from "./doctor-machine.ts"

/** Roles are the whole cluster's: those of a second database's owner have to be lent by whoever made them. */
const ROLES = ["studyin_app", "studyin_system", "studyin_reporting", "studyin_backup"]

/** Whether the user of DATABASE_URL may do what the migrations do first: make the roles or take them, and bring pgvector. */
export async function checkRights(db: OpenDatabase): Promise<Finding> {
  const { rows } = await db.execute(
    `select current_user::text as who, me.rolcreaterole or me.rolsuper as makes_roles,
       me.rolsuper or exists (select from pg_extension where extname = 'vector')
         or exists (select from pg_available_extension_versions where name = 'vector' and trusted) as brings_vector,
       array(select wanted from unnest($1::text[]) wanted where to_regrole(wanted) is null) as missing,
       array(select wanted from unnest($1::text[]) wanted where to_regrole(wanted) is not null
         and not pg_has_role(current_user, to_regrole(wanted), 'set')
         and not pg_has_role(current_user, to_regrole(wanted), 'member with admin option')) as lent_by_nobody
     from pg_roles me where me.rolname = current_user`,
    [ROLES],
  )
  const { who, makes_roles, brings_vector, missing, lent_by_nobody } = rows[0] as {
    who: string
    makes_roles: boolean
    brings_vector: boolean
    missing: string[]
    lent_by_nobody: string[]
  }
  const faults: { detail: string; advice: string }[] = []
  if (!brings_vector)
    faults.push({
      detail: `${who} may not create the extension vector`,
      advice: "As a superuser, in this database: create extension vector.",
    })
  if (missing.length > 0 && !makes_roles)
    faults.push({
      detail: `${who} may not make the roles ${missing.join(", ")}`,
      advice: `As a superuser: alter role ${who} createrole.`,
    })
  if (lent_by_nobody.length > 0)
    faults.push({
      detail: `${lent_by_nobody.join(", ")} were made by the owner of another database here, and ${who} may not act as them`,
      advice: `As a superuser: grant ${lent_by_nobody.join(", ")} to ${who}.`,
    })
  return faults.length === 0
    ? { name: "rights", status: "ok", detail: `${who} may make and take what the migrations need` }
    : {
        name: "rights",
        status: "fail",
        detail: faults.map(({ detail }) => detail).join("; "),
        advice: faults.map(({ advice }) => advice).join(" "),
      }
}

import { type RawBuilder, sql } from "kysely"
import type { Tx } from "../../../platform/database/index.ts"
import type { Account } from "../account.ts"
import type { AccountStatus, PersonInList } from "./person.ts"
import { searchWords } from "./search-words.ts"

export interface PeopleFilter {
  /** Beginnings of words of name, user name and address, in any order. */
  text?: string | undefined
  role?: Account["role"] | undefined
  status?: AccountStatus | undefined
}

export interface PeoplePage extends PeopleFilter {
  sort: "newest" | "last-active"
  /** The last one of the page before. */
  after?: { at: Date; id: string } | undefined
  limit: number
}

const listColumns = sql`
  u.id, u.email, u.display_name as "displayName", u.username, u.role, u.status, u.is_demo as "isDemo", u.created_at as "createdAt",
  a.last_active_at as "lastActiveAt"`

/**
 * People, the newest or the last active first; whoever was never signed in has no place in the second order. Ids carry the time they
 * were made at, so the order of ids is that of accounts.
 */
export async function listPeopleRows(tx: Tx, { sort, after, limit, ...filter }: PeoplePage): Promise<PersonInList[]> {
  const conditions = conditionsOf(filter)
  if (sort === "newest") {
    if (after !== undefined) conditions.push(sql`u.id < ${after.id}::uuid`)
    const { rows } = await sql<PersonInList>`
      select ${listColumns} from users u left join account_activity a on a.user_id = u.id
      where ${sql.join(conditions, sql` and `)} order by u.id desc limit ${limit}`.execute(tx)
    return rows
  }
  if (after !== undefined) conditions.push(sql`(a.last_active_at, a.user_id) < (${after.at}, ${after.id}::uuid)`)
  const { rows } = await sql<PersonInList>`
    select ${listColumns} from account_activity a join users u on u.id = a.user_id
    where ${sql.join(conditions, sql` and `)} order by a.last_active_at desc, a.user_id desc limit ${limit}`.execute(tx)
  return rows
}

function conditionsOf({ text, role, status }: PeopleFilter): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [sql`u.id <> app.library_user_id()`]
  // The second half of a pair is what its index is for.
  if (role !== undefined) conditions.push(sql`u.role = ${role}`)
  if (role !== undefined && role !== "student") conditions.push(sql`u.role <> 'student'`)
  if (status !== undefined) conditions.push(sql`u.status = ${status}`)
  if (status !== undefined && status !== "active") conditions.push(sql`u.status <> 'active'`)
  if (text !== undefined)
    // Found apart from the order: walking all people in it and taking each one's words apart would be the cheaper plan for a guess only.
    conditions.push(sql`u.id = any (array(
      select w.id from users w
      where app.words_of(w.display_name, w.username, w.email) @@ to_tsquery('pg_catalog.simple'::regconfig, ${searchWords(text)})))`)
  return conditions
}

/** Counting stops here: nobody needs the last digit of more. */
const COUNT_UP_TO = 10_000

/** Sign-ins of everybody that have not ended, up to `COUNT_UP_TO` of them. */
export async function countSignIns(tx: Tx, at: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (
      select from refresh_tokens where revoked_at is null and rotated_at is null and expires_at > ${at} and family_expires_at > ${at}
      order by last_used_at desc, id desc limit ${COUNT_UP_TO}) counted`.execute(tx)
  return rows[0]?.n ?? 0
}

export interface SignInRow {
  id: string
  familyId: string
  userId: string
  displayName: string
  email: string
  role: Account["role"]
  device: string | null
  ipAddress: string | null
  isRemembered: boolean
  lastUsedAt: Date
}

/** Sign-ins of everybody that have not ended, the last used first. */
export async function listSignInRows(
  tx: Tx,
  page: { after?: { at: Date; id: string } | undefined; limit: number; at: Date },
): Promise<SignInRow[]> {
  const { after, limit, at } = page
  const { rows } = await sql<SignInRow>`
    select t.id, t.family_id as "familyId", t.user_id as "userId", u.display_name as "displayName", u.email, u.role, t.device,
      host(t.ip_address) as "ipAddress", t.is_remembered as "isRemembered", t.last_used_at as "lastUsedAt"
    from refresh_tokens t join users u on u.id = t.user_id
    where t.revoked_at is null and t.rotated_at is null and t.expires_at > ${at} and t.family_expires_at > ${at} and u.status = 'active'
      ${after === undefined ? sql`` : sql`and (t.last_used_at, t.id) < (${after.at}, ${after.id}::uuid)`}
    order by t.last_used_at desc, t.id desc limit ${limit}`.execute(tx)
  return rows
}

export interface PersonRow extends PersonInList {
  isEmailVerified: boolean
  hasPassword: boolean
  suspendedAt: Date | null
  suspensionReason: string | null
  closedAt: Date | null
  firstName: string | null
  lastName: string | null
  university: string | null
  major: string | null
  graduationYear: number | null
  timeZone: string
  locale: string
}

export async function findPersonRow(tx: Tx, userId: string): Promise<PersonRow | undefined> {
  const { rows } = await sql<PersonRow>`
    select ${listColumns}, u.email_verified_at is not null as "isEmailVerified", u.password_hash is not null as "hasPassword",
      u.suspended_at as "suspendedAt", u.suspension_reason as "suspensionReason", u.deleted_at as "closedAt",
      p.first_name as "firstName", p.last_name as "lastName", p.university, p.major, p.graduation_year as "graduationYear",
      p.time_zone as "timeZone", p.locale
    from users u join profiles p on p.user_id = u.id left join account_activity a on a.user_id = u.id
    where u.id = ${userId} and u.id <> app.library_user_id()`.execute(tx)
  return rows[0]
}

/** Why somebody may not sign in; for themselves. */
export async function findSuspensionReason(tx: Tx, userId: string): Promise<string | null> {
  const row = await tx.selectFrom("users").select("suspension_reason").where("id", "=", userId).executeTakeFirst()
  return row?.suspension_reason ?? null
}

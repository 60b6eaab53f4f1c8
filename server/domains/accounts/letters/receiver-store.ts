import { sql } from "kysely"
import type { Tx } from "../../../platform/database/index.ts"

/** What decides whether an account gets a letter, and how it is written. */
export interface Receiver {
  userId: string
  email: string
  emailVerifiedAt: Date | null
  hasPassword: boolean
  displayName: string
  status: "active" | "suspended" | "deleted"
  isDemo: boolean
  /** IANA name. */
  timeZone: string
  /** BCP 47. */
  locale: string
}

export async function findReceiver(tx: Tx, userId: string): Promise<Receiver | undefined> {
  const { rows } = await sql<Receiver>`
    select u.id as "userId", u.email, u.email_verified_at as "emailVerifiedAt", u.password_hash is not null as "hasPassword",
      u.display_name as "displayName", u.status, u.is_demo as "isDemo", p.time_zone as "timeZone", p.locale
    from users u join profiles p on p.user_id = u.id where u.id = ${userId}`.execute(tx)
  return rows[0]
}

export async function findUserIdByAddress(tx: Tx, email: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from users where lower(email) = lower(${email})`.execute(tx)
  return rows[0]?.id
}

/** Holds the account until the transaction ends: what a link does to it comes one after the other. */
export async function lockAddress(tx: Tx, userId: string): Promise<string | undefined> {
  const { rows } = await sql<{
    email: string
  }>`select email from users where id = ${userId} and status <> 'suspended' for update`.execute(tx)
  return rows[0]?.email
}

/** Notes that the present address is its owner's. */
export async function markVerified(tx: Tx, userId: string, at: Date): Promise<void> {
  await sql`
    update users set email_verified_at = ${at}, updated_at = ${at} where id = ${userId} and email_verified_at is null`.execute(
    tx,
  )
}

/** Moves an account to an address that its owner has confirmed. The unique index refuses one that is taken. */
export async function updateAddress(tx: Tx, userId: string, email: string, at: Date): Promise<void> {
  await tx.updateTable("users").set({ email, email_verified_at: at, updated_at: at }).where("id", "=", userId).execute()
}

import { sql } from "kysely"
import type { Tx } from "../../../platform/database/index.ts"
import type { Language } from "../../../shared/language.ts"

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
  /** Of the words; how dates and numbers are written is the locale's. */
  language: Language
  /** Whether streaks and goals are shown. */
  showsMotivation: boolean
}

export async function findReceiver(tx: Tx, userId: string): Promise<Receiver | undefined> {
  const { rows } = await sql<Receiver>`
    select u.id as "userId", u.email, u.email_verified_at as "emailVerifiedAt", u.password_hash is not null as "hasPassword",
      u.display_name as "displayName", u.status, u.is_demo as "isDemo", p.time_zone as "timeZone", p.locale,
      s.language, s.shows_motivation as "showsMotivation"
    from users u join profiles p on p.user_id = u.id join learner_settings s on s.user_id = u.id where u.id = ${userId}`.execute(
    tx,
  )
  return rows[0]
}

export async function findUserIdByAddress(tx: Tx, email: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from users where lower(email) = lower(${email})`.execute(tx)
  return rows[0]?.id
}

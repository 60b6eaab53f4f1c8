import { sql } from "kysely"
import { copyRows, type Tx } from "../../platform/database/index.ts"

/** Made-up learners have addresses here: none of them can be reached, and all of them are known for what they are. */
export const SEED_DOMAIN = "seed.studyin.invalid"

export interface SeededAccount {
  id: string
  email: string
  displayName: string
  passwordHash: string | null
  timeZone: string
  dailyGoalMinutes: number
  createdAt: Date
}

/** Stores many accounts of made-up learners. In a system transaction. */
export async function copyAccounts(tx: Tx, accounts: readonly SeededAccount[]): Promise<void> {
  await copyRows(
    tx,
    "users",
    accounts.map((account) => ({
      id: account.id,
      email: account.email,
      display_name: account.displayName,
      password_hash: account.passwordHash,
      created_at: account.createdAt,
      updated_at: account.createdAt,
    })),
  )
  await copyRows(
    tx,
    "profiles",
    accounts.map(({ id, timeZone }) => ({ user_id: id, time_zone: timeZone, locale: "en" })),
  )
  await copyRows(
    tx,
    "learner_settings",
    accounts.map(({ id, dailyGoalMinutes }) => ({ user_id: id, daily_goal_minutes: dailyGoalMinutes })),
  )
}

/** The highest number in an address, 0 for none: those who were erased leave gaps that are not filled. */
export async function lastSeeded(tx: Tx): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`
    select max(substring(email from '(\\d+)@')::int) as last from users where email like ${`%@${SEED_DOMAIN}`}`.execute(
    tx,
  )
  return rows[0]?.last ?? 0
}

import { sql } from "kysely"
import type { Tx } from "../../platform/database/index.ts"
import type { Account, Profile, Settings } from "./account.ts"
import { type ExperienceLevel, startingDifficulty } from "./background/background.ts"
import { SEED_DOMAIN } from "./seed-accounts-store.ts"

const accountColumns = sql`
  u.id, u.email, u.email_verified_at, u.display_name, u.username, u.role, u.status, u.is_demo, u.created_at,
  p.first_name, p.last_name, p.university, p.major, p.graduation_year, p.time_zone, p.locale, p.avatar_file, b.experience_level,
  s.day_start_hour, s.daily_goal_minutes, s.language, s.theme, s.preferred_difficulty, s.new_cards_per_day, s.shows_motivation, s.shares_statistics, s.shortcuts`

interface AccountRow {
  id: string
  email: string
  email_verified_at: Date | null
  display_name: string
  username: string | null
  role: Account["role"]
  status: "active" | "suspended" | "deleted"
  is_demo: boolean
  created_at: Date
  first_name: string | null
  last_name: string | null
  university: string | null
  major: string | null
  graduation_year: number | null
  time_zone: string
  locale: string
  avatar_file: string | null
  experience_level: ExperienceLevel | null
  day_start_hour: number
  daily_goal_minutes: number
  language: Settings["language"]
  theme: Settings["theme"]
  preferred_difficulty: Settings["preferredDifficulty"]
  new_cards_per_day: number | null
  shows_motivation: boolean
  shares_statistics: boolean
  shortcuts: Record<string, string>
}

/** For system use-cases: the app role cannot read e-mail addresses. */
export async function findAccount(tx: Tx, userId: string): Promise<Account | undefined> {
  const { rows } = await sql<AccountRow>`
    select ${accountColumns} from users u join profiles p on p.user_id = u.id join learner_settings s on s.user_id = u.id
      left join learner_backgrounds b on b.user_id = u.id
    where u.id = ${userId} and u.status = 'active'`.execute(tx)
  return rows[0] && accountOf(rows[0])
}

export interface Credentials {
  userId: string
  passwordHash: string | null
  status: "active" | "suspended" | "deleted"
}

export async function findCredentials(tx: Tx, email: string): Promise<Credentials | undefined> {
  const { rows } = await sql<Credentials>`
    select id as "userId", password_hash as "passwordHash", status from users where lower(email) = lower(${email})`.execute(
    tx,
  )
  return rows[0]
}

export async function findCredentialsOf(tx: Tx, userId: string): Promise<Credentials | undefined> {
  const { rows } = await sql<Credentials>`
    select id as "userId", password_hash as "passwordHash", status from users where id = ${userId}`.execute(tx)
  return rows[0]
}

/** Whether a person (not the library, not a demo or seeded learner) has an account. */
export async function hasAccounts(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from users where id <> app.library_user_id() and not is_demo and email not like ${`%@${SEED_DOMAIN}`}) as found`.execute(
    tx,
  )
  return rows[0]?.found === true
}

/** Whether this is an administrator who may act, and no other one may. */
export async function isLastAdministrator(tx: Tx, userId: string): Promise<boolean> {
  const { rows } = await sql<{ isLast: boolean }>`
    select exists (select from users where id = ${userId} and role = 'admin' and status = 'active')
      and not exists (select from users where role = 'admin' and status = 'active' and id <> ${userId} and not is_demo) as "isLast"`.execute(
    tx,
  )
  return rows[0]?.isLast === true
}

/** Whether another person has an account, be it suspended or closed. */
export async function hasOthers(tx: Tx, userId: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from users where id not in (${userId}::uuid, app.library_user_id()) and not is_demo) as found`.execute(
    tx,
  )
  return rows[0]?.found === true
}

/**
 * Makes sign-ups wait for each other, so that exactly one of them is the first, and with them whatever may take an administrator away,
 * so that one is left.
 */
export async function lockSignUps(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('studyin.sign-up'))`.execute(tx)
}

export interface NewAccount {
  id: string
  email: string
  displayName: string
  passwordHash: string | null
  role: Account["role"]
  isDemo: boolean
  timeZone: string
  locale: string
  language: Settings["language"]
  at: Date
}

export async function insertAccount(tx: Tx, account: NewAccount): Promise<void> {
  await tx
    .insertInto("users")
    .values({
      id: account.id,
      email: account.email,
      display_name: account.displayName,
      password_hash: account.passwordHash,
      role: account.role,
      is_demo: account.isDemo,
      created_at: account.at,
      updated_at: account.at,
    })
    .execute()
  await tx
    .insertInto("profiles")
    .values({ user_id: account.id, time_zone: account.timeZone, locale: account.locale })
    .execute()
  await tx.insertInto("learner_settings").values({ user_id: account.id, language: account.language }).execute()
}

export async function updatePasswordHash(tx: Tx, userId: string, passwordHash: string, at: Date): Promise<void> {
  await tx.updateTable("users").set({ password_hash: passwordHash, updated_at: at }).where("id", "=", userId).execute()
}

/** Puts another hash of the same password in the place of one. False when the password was changed meanwhile. */
export async function renewPasswordHash(
  tx: Tx,
  userId: string,
  { from, to }: { from: string; to: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("users")
    .set({ password_hash: to })
    .where("id", "=", userId)
    .where("password_hash", "=", from)
    .executeTakeFirst()
  return numUpdatedRows > 0n
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

export async function updateNames(
  tx: Tx,
  userId: string,
  names: { displayName?: string | undefined; username?: string | null | undefined },
  at: Date,
): Promise<void> {
  await tx
    .updateTable("users")
    .set({
      updated_at: at,
      ...(names.displayName === undefined ? {} : { display_name: names.displayName }),
      ...(names.username === undefined ? {} : { username: names.username }),
    })
    .where("id", "=", userId)
    .execute()
}

export async function updateProfileRow(tx: Tx, userId: string, profile: Partial<Profile>, at: Date): Promise<void> {
  await tx
    .updateTable("profiles")
    .set({
      updated_at: at,
      ...(profile.firstName === undefined ? {} : { first_name: profile.firstName }),
      ...(profile.lastName === undefined ? {} : { last_name: profile.lastName }),
      ...(profile.university === undefined ? {} : { university: profile.university }),
      ...(profile.major === undefined ? {} : { major: profile.major }),
      ...(profile.graduationYear === undefined ? {} : { graduation_year: profile.graduationYear }),
      ...(profile.timeZone === undefined ? {} : { time_zone: profile.timeZone }),
      ...(profile.locale === undefined ? {} : { locale: profile.locale }),
    })
    .where("user_id", "=", userId)
    .execute()
}

/** Returns the file that was the picture before. */
export async function updateAvatar(tx: Tx, userId: string, file: string | null, at: Date): Promise<string | null> {
  const { rows } = await sql<{ file: string | null }>`
    update profiles p set avatar_file = ${file}, updated_at = ${at}
    from (select user_id, avatar_file from profiles where user_id = ${userId} for update) as before
    where p.user_id = before.user_id returning before.avatar_file as file`.execute(tx)
  return rows[0]?.file ?? null
}

export async function findAvatar(tx: Tx, userId: string): Promise<string | null> {
  const row = await tx.selectFrom("profiles").select("avatar_file").where("user_id", "=", userId).executeTakeFirst()
  return row?.avatar_file ?? null
}

export async function updateSettingsRow(tx: Tx, userId: string, settings: Partial<Settings>, at: Date): Promise<void> {
  await tx
    .updateTable("learner_settings")
    .set({
      updated_at: at,
      ...(settings.dayStartHour === undefined ? {} : { day_start_hour: settings.dayStartHour }),
      ...(settings.dailyGoalMinutes === undefined ? {} : { daily_goal_minutes: settings.dailyGoalMinutes }),
      ...(settings.language === undefined ? {} : { language: settings.language }),
      ...(settings.theme === undefined ? {} : { theme: settings.theme }),
      ...(settings.preferredDifficulty === undefined ? {} : { preferred_difficulty: settings.preferredDifficulty }),
      ...(settings.newCardsPerDay === undefined ? {} : { new_cards_per_day: settings.newCardsPerDay }),
      ...(settings.showsMotivation === undefined ? {} : { shows_motivation: settings.showsMotivation }),
      ...(settings.sharesStatistics === undefined ? {} : { shares_statistics: settings.sharesStatistics }),
      ...(settings.shortcuts === undefined ? {} : { shortcuts: JSON.stringify(settings.shortcuts) }),
    })
    .where("user_id", "=", userId)
    .execute()
}

/** The library and demo accounts are addressed by mark, not by e-mail. */
export async function findDemoUserId(tx: Tx): Promise<string | undefined> {
  const row = await tx
    .selectFrom("users")
    .select("id")
    // Spelled out, as the index on these rows is.
    .where(sql<boolean>`is_demo`)
    .where("status", "=", "active")
    .executeTakeFirst()
  return row?.id
}

/** The account with this e-mail address or username, whatever its state. */
export async function findUserId(tx: Tx, name: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from users where lower(email) = lower(${name}) or lower(username) = lower(${name})`.execute(tx)
  return rows[0]?.id
}

/** Whether a person has this account, whatever its state; the library is no person. */
export async function hasAccount(tx: Tx, userId: string): Promise<boolean> {
  const { rows } = await sql`select from users where id = ${userId} and id <> app.library_user_id()`.execute(tx)
  return rows.length === 1
}

/** How many people have an account, whatever its state; demo and seeded learners are among them. */
export async function countPeople(tx: Tx): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from users where id <> app.library_user_id()`.execute(tx)
  return rows[0]?.n ?? 0
}

/** Display names by id, of those who still have an account. */
export async function findNamesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`
    select id, display_name as name from users where id = any (${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Those of these learners who keep their answers out of figures over everybody. */
export async function listUnshared(tx: Tx, userIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select user_id as id from learner_settings where user_id = any (${[...userIds]}::uuid[]) and not shares_statistics`.execute(
    tx,
  )
  return new Set(rows.map(({ id }) => id))
}

/** Closes an account at a moment, or opens it again (null). */
export async function setClosed(tx: Tx, userId: string, at: Date | null): Promise<void> {
  await tx
    .updateTable("users")
    .set({ status: at === null ? "active" : "deleted", deleted_at: at })
    .where("id", "=", userId)
    .where("status", "=", at === null ? "deleted" : "active")
    .execute()
}

export async function updateRole(tx: Tx, userId: string, role: Account["role"], at: Date): Promise<void> {
  await tx.updateTable("users").set({ role, updated_at: at }).where("id", "=", userId).execute()
}

/** Suspends, or lifts a suspension (null). */
export async function setSuspended(tx: Tx, userId: string, reason: string | null, at: Date): Promise<void> {
  await tx
    .updateTable("users")
    .set({
      status: reason === null ? "active" : "suspended",
      suspended_at: reason === null ? null : at,
      suspension_reason: reason,
      updated_at: at,
    })
    .where("id", "=", userId)
    .execute()
}

export async function findClosedAt(tx: Tx, userId: string): Promise<Date | undefined> {
  const row = await tx.selectFrom("users").select("deleted_at").where("id", "=", userId).executeTakeFirst()
  return row?.deleted_at ?? undefined
}

/** Accounts closed before a moment. */
export async function listClosed(tx: Tx, before: Date, limit: number): Promise<string[]> {
  const rows = await tx
    .selectFrom("users")
    .select("id")
    .where("deleted_at", "<", before)
    .orderBy("deleted_at")
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

export async function countClosed(tx: Tx, before: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from users where deleted_at < ${before}`.execute(tx)
  return Number(rows[0]?.n)
}

/** Removes an account and, through the foreign keys, all that belongs to it. */
export async function deleteAccount(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom("users").where("id", "=", userId).execute()
}

function accountOf(row: AccountRow): Account {
  return {
    id: row.id,
    email: row.email,
    emailVerifiedAt: row.email_verified_at,
    displayName: row.display_name,
    username: row.username,
    role: row.role,
    isDemo: row.is_demo,
    createdAt: row.created_at,
    avatar: row.avatar_file?.slice(0, 16) ?? null,
    startingDifficulty: startingDifficulty(row.preferred_difficulty, row.experience_level),
    profile: {
      firstName: row.first_name,
      lastName: row.last_name,
      university: row.university,
      major: row.major,
      graduationYear: row.graduation_year,
      timeZone: row.time_zone,
      locale: row.locale,
    },
    settings: {
      dayStartHour: row.day_start_hour,
      dailyGoalMinutes: row.daily_goal_minutes,
      language: row.language,
      theme: row.theme,
      preferredDifficulty: row.preferred_difficulty,
      newCardsPerDay: row.new_cards_per_day,
      showsMotivation: row.shows_motivation,
      sharesStatistics: row.shares_statistics,
      shortcuts: row.shortcuts,
    },
  }
}

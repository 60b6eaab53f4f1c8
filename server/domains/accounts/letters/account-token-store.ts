import { sql } from "kysely"
import type { Tx } from "../../../platform/database/index.ts"
import type { TokenPurpose } from "./account-token.ts"

export interface NewAccountToken {
  /** The job that writes the letter: a second try takes the place of the first. */
  id: string
  purpose: TokenPurpose
  tokenHash: Uint8Array
  email: string
  at: Date
  expiresAt: Date
}

/** Makes the token, and ends older ones of its purpose. False when the letter of this id was used already. */
export async function putAccountToken(tx: Tx, userId: string, token: NewAccountToken): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into account_tokens (user_id, id, purpose, token_hash, email, created_at, expires_at)
    values (${userId}, ${token.id}, ${token.purpose}, ${Buffer.from(token.tokenHash)}, ${token.email}, ${token.at}, ${token.expiresAt})
    on conflict (user_id, id) do update set token_hash = excluded.token_hash, created_at = excluded.created_at, expires_at = excluded.expires_at
    where account_tokens.used_at is null and account_tokens.ended_at is null`.execute(tx)
  if (numAffectedRows !== 1n) return false
  await sql`
    update account_tokens set ended_at = ${token.at}
    where user_id = ${userId} and purpose = ${token.purpose} and id <> ${token.id} and used_at is null and ended_at is null`.execute(
    tx,
  )
  return true
}

/** How many letters with such a link were written since a moment, one job's own aside. */
export async function countTokensSince(
  tx: Tx,
  userId: string,
  { purpose, since, otherThan }: { purpose: TokenPurpose; since: Date; otherThan: string },
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from account_tokens
    where user_id = ${userId} and purpose = ${purpose} and created_at > ${since} and id <> ${otherThan}`.execute(tx)
  return Number(rows[0]?.n)
}

export interface AccountToken {
  purpose: TokenPurpose
  email: string
  expiresAt: Date
  usedAt: Date | null
  endedAt: Date | null
}

export async function findAccountToken(
  tx: Tx,
  userId: string,
  tokenHash: Uint8Array,
): Promise<AccountToken | undefined> {
  const { rows } = await sql<AccountToken>`
    select purpose, email, expires_at as "expiresAt", used_at as "usedAt", ended_at as "endedAt"
    from account_tokens where user_id = ${userId} and token_hash = ${Buffer.from(tokenHash)}`.execute(tx)
  return rows[0]
}

/** Uses a token up. Of several at the same moment exactly one gets true: the others wait for its row and find it used. */
export async function spendAccountToken(tx: Tx, userId: string, tokenHash: Uint8Array, at: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update account_tokens set used_at = ${at}
    where user_id = ${userId} and token_hash = ${Buffer.from(tokenHash)} and used_at is null and ended_at is null and expires_at > ${at}`.execute(
    tx,
  )
  return numAffectedRows === 1n
}

/** Ends what is left of these purposes. */
export async function endAccountTokens(
  tx: Tx,
  userId: string,
  purposes: readonly TokenPurpose[],
  at: Date,
): Promise<void> {
  await sql`
    update account_tokens set ended_at = ${at}
    where user_id = ${userId} and purpose = any (${[...purposes]}) and used_at is null and ended_at is null`.execute(tx)
}

/** Tokens that ran out before a moment. */
export async function countOldTokens(tx: Tx, before: Date): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*) as n from account_tokens where expires_at < ${before}`.execute(tx)
  return Number(rows[0]?.n)
}

/** Removes some of them. Returns how many. */
export async function deleteOldTokens(tx: Tx, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from account_tokens where (user_id, id) in (
      select user_id, id from account_tokens where expires_at < ${before} limit ${limit} for update skip locked)`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0)
}

/** When the last letter of a purpose was written. */
export async function findLastToken(tx: Tx, userId: string, purpose: TokenPurpose): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(created_at) as at from account_tokens where user_id = ${userId} and purpose = ${purpose}`.execute(tx)
  return rows[0]?.at ?? undefined
}

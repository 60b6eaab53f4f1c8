import { sql } from "kysely"
import type { Tx } from "../../../platform/database/index.ts"

/** An authenticator app as it is kept. */
export interface StoredTotp {
  sealedSecret: Uint8Array
  /** Null until a first code was right: such a one is asked of nobody. */
  confirmedAt: Date | null
  lastUsedStep: number | null
  lastUsedAt: Date | null
  /** In a row. */
  wrongCodes: number
  lastWrongAt: Date | null
}

const columns = sql`sealed_secret as "sealedSecret", confirmed_at as "confirmedAt", last_used_step as "lastUsedStep",
  last_used_at as "lastUsedAt", wrong_codes as "wrongCodes", last_wrong_at as "lastWrongAt"`

export async function findTotp(tx: Tx, userId: string): Promise<StoredTotp | undefined> {
  const { rows } = await sql<StoredTotp>`select ${columns} from totp_secrets where user_id = ${userId}`.execute(tx)
  return rows[0]
}

/** Holds the row until the transaction ends: of two requests with one code the second sees that it was used. */
export async function lockTotp(tx: Tx, userId: string): Promise<StoredTotp | undefined> {
  const { rows } = await sql<StoredTotp>`
    select ${columns} from totp_secrets where user_id = ${userId} for update`.execute(tx)
  return rows[0]
}

/** Begins anew with a secret that is not confirmed. Returns false where a confirmed one stands, which stays. */
export async function putUnconfirmedTotp(tx: Tx, userId: string, sealed: Uint8Array, at: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into totp_secrets as t (user_id, sealed_secret, created_at) values (${userId}, ${Buffer.from(sealed)}, ${at})
    on conflict (user_id) do update set sealed_secret = excluded.sealed_secret, created_at = excluded.created_at
      where t.confirmed_at is null
    returning user_id`.execute(tx)
  return rows.length > 0
}

/** A code was right. Confirms the app if it was not. */
export async function takeTotpStep(tx: Tx, userId: string, step: number, at: Date): Promise<void> {
  await sql`
    update totp_secrets set confirmed_at = coalesce(confirmed_at, ${at}), last_used_step = ${step}, last_used_at = ${at},
      wrong_codes = 0, last_wrong_at = null
    where user_id = ${userId}`.execute(tx)
}

export async function countWrongCode(tx: Tx, userId: string, at: Date): Promise<void> {
  await sql`update totp_secrets set wrong_codes = wrong_codes + 1, last_wrong_at = ${at} where user_id = ${userId}`.execute(
    tx,
  )
}

/** The same secret, encrypted with the key of today. */
export async function resealTotp(tx: Tx, userId: string, sealed: Uint8Array): Promise<void> {
  await tx
    .updateTable("totp_secrets")
    .set({ sealed_secret: Buffer.from(sealed) })
    .where("user_id", "=", userId)
    .execute()
}

/** Returns whether there was a confirmed one. */
export async function deleteTotp(tx: Tx, userId: string): Promise<boolean> {
  const { rows } = await sql<{ confirmed: boolean }>`
    delete from totp_secrets where user_id = ${userId} returning confirmed_at is not null as confirmed`.execute(tx)
  return rows[0]?.confirmed === true
}

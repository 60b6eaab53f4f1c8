import { sql } from "kysely"
import type { Tx } from "../../../platform/database/index.ts"

export interface Passkey {
  id: string
  credentialId: Uint8Array
  publicKey: Uint8Array
  /** Signatures as the authenticator counts them; 0 where it does not. */
  signCount: number
  transports: string[]
  isSynced: boolean
  name: string
  createdAt: Date
  lastUsedAt: Date | null
}

const columns = sql`id, credential_id as "credentialId", public_key as "publicKey", sign_count as "signCount", transports,
  is_synced as "isSynced", name, created_at as "createdAt", last_used_at as "lastUsedAt"`

/** The oldest first. */
export async function listPasskeys(tx: Tx, userId: string): Promise<Passkey[]> {
  const { rows } = await sql<Passkey>`
    select ${columns} from passkeys where user_id = ${userId} order by created_at, id`.execute(tx)
  return rows
}

/** Holds the row until the transaction ends, so that its counter is compared and moved by one request at a time. */
export async function lockPasskey(tx: Tx, userId: string, credentialId: Uint8Array): Promise<Passkey | undefined> {
  const { rows } = await sql<Passkey>`
    select ${columns} from passkeys
    where user_id = ${userId} and credential_id = ${Buffer.from(credentialId)} for update`.execute(tx)
  return rows[0]
}

/** Returns false when the learner has this credential already. */
export async function insertPasskey(tx: Tx, userId: string, passkey: Omit<Passkey, "lastUsedAt">): Promise<boolean> {
  const { rows } = await sql`
    insert into passkeys (user_id, id, credential_id, public_key, sign_count, transports, is_synced, name, created_at)
    values (${userId}, ${passkey.id}, ${Buffer.from(passkey.credentialId)}, ${Buffer.from(passkey.publicKey)}, ${passkey.signCount},
      ${passkey.transports}, ${passkey.isSynced}, ${passkey.name}, ${passkey.createdAt})
    on conflict (user_id, credential_id) do nothing returning id`.execute(tx)
  return rows.length > 0
}

export async function markPasskeyUsed(
  tx: Tx,
  userId: string,
  id: string,
  use: { signCount: number; isSynced: boolean; at: Date },
): Promise<void> {
  await tx
    .updateTable("passkeys")
    .set({ sign_count: use.signCount, is_synced: use.isSynced, last_used_at: use.at })
    .where("user_id", "=", userId)
    .where("id", "=", id)
    .execute()
}

/** Returns the former name; undefined when there is no such passkey. */
export async function renamePasskeyRow(tx: Tx, userId: string, id: string, name: string): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    select name from passkeys where user_id = ${userId} and id = ${id} for update`.execute(tx)
  if (rows[0] === undefined) return undefined
  await tx.updateTable("passkeys").set({ name }).where("user_id", "=", userId).where("id", "=", id).execute()
  return rows[0].name
}

/** Returns the name of the one that went. */
export async function deletePasskey(tx: Tx, userId: string, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    delete from passkeys where user_id = ${userId} and id = ${id} returning name`.execute(tx)
  return rows[0]?.name
}

export async function deletePasskeys(tx: Tx, userId: string): Promise<number> {
  const { numDeletedRows } = await tx.deleteFrom("passkeys").where("user_id", "=", userId).executeTakeFirst()
  return Number(numDeletedRows)
}

/**
 * Uses a challenge up. Returns false when it was answered before; of two answers at once one gets true. Those that have run out
 * are refused by their own time and need not be remembered: the learner's are removed on the way.
 */
export async function spendChallenge(
  tx: Tx,
  userId: string,
  challenge: { id: string; expiresAt: Date },
  at: Date,
): Promise<boolean> {
  await tx.deleteFrom("spent_challenges").where("user_id", "=", userId).where("expires_at", "<", at).execute()
  const { rows } = await sql`
    insert into spent_challenges (user_id, id, expires_at) values (${userId}, ${challenge.id}, ${challenge.expiresAt})
    on conflict (user_id, id) do nothing returning id`.execute(tx)
  return rows.length > 0
}

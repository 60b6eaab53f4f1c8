import { sql } from "kysely"
import type { Tx } from "../../platform/database/index.ts"
import { newId } from "../../shared/ids.ts"
import type { AuditEvent } from "./audit-events.ts"

/** Where a request came from, as the audit log keeps it. */
export interface RequestOrigin {
  ipAddress: string | null
  userAgent: string | null
}

export interface AuditEntry {
  event: AuditEvent
  /** Who did it; null when nobody is signed in. */
  actorId: string | null
  origin?: RequestOrigin
  sessionId?: string
  /** What it was done to, such as `user`; an entry about a user is taken apart when that user is erased. */
  entityType?: string
  entityId?: string
  oldValues?: Record<string, unknown>
  newValues?: Record<string, unknown>
  /** Default true. */
  isSuccess?: boolean
  errorMessage?: string
  at: Date
}

/** Writes the audit entry of a change in the transaction of that change: neither is there without the other. Values must be free of secrets. */
export async function recordAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  await sql`
    insert into audit_logs (id, actor_id, event, entity_type, entity_id, old_values, new_values, ip_address, user_agent, session_id, is_success, error_message, recorded_at)
    values (${newId(entry.at.getTime())}, ${entry.actorId}, ${entry.event}, ${entry.entityType ?? null}, ${entry.entityId ?? null},
      ${jsonOf(entry.oldValues)}::jsonb, ${jsonOf(entry.newValues)}::jsonb, ${entry.origin?.ipAddress ?? null}::inet,
      ${entry.origin?.userAgent?.slice(0, 500) ?? null}, ${entry.sessionId ?? null}, ${entry.isSuccess ?? true}, ${entry.errorMessage ?? null}, ${entry.at})
  `.execute(tx)
}

function jsonOf(values: Record<string, unknown> | undefined): string | null {
  return values === undefined ? null : JSON.stringify(values)
}

/** An entry as administrators read it. */
export interface AuditRow {
  id: string
  /** Null when nobody was signed in, and when whoever did it was erased. */
  actorId: string | null
  event: string
  entityType: string | null
  entityId: string | null
  oldValues: Record<string, unknown> | null
  newValues: Record<string, unknown> | null
  ipAddress: string | null
  userAgent: string | null
  sessionId: string | null
  isSuccess: boolean
  errorMessage: string | null
  recordedAt: Date
}

export interface AuditFilter {
  /** Entries by this user or about them. */
  userId?: string | undefined
  events?: readonly string[] | undefined
  isSuccess?: boolean | undefined
  /** Anywhere in what was changed, in the device, in the error or in the id of the thing; upper and lower case alike. */
  text?: string | undefined
  /** Where it came from: an address, or a network such as 192.0.2.0/24. */
  address?: string | undefined
  from?: Date | undefined
  /** Up to, but not including. */
  to?: Date | undefined
}

/** Entries, the newest first, after the one with the id `before`. Of a bounded time only the months in it are read. */
export async function listAuditRows(
  tx: Tx,
  filter: AuditFilter,
  before: string | undefined,
  limit: number,
): Promise<AuditRow[]> {
  const conditions = [sql`true`]
  if (before !== undefined) conditions.push(sql`id < ${before}::uuid`)
  if (filter.from !== undefined) conditions.push(sql`id >= app.uuid_floor(${filter.from})`)
  if (filter.to !== undefined) conditions.push(sql`id < app.uuid_floor(${filter.to})`)
  if (filter.userId !== undefined)
    conditions.push(
      sql`(actor_id = ${filter.userId}::uuid or (entity_type = 'user' and entity_id = ${filter.userId}::text))`,
    )
  if (filter.events !== undefined) conditions.push(sql`event = any (${[...filter.events]})`)
  if (filter.isSuccess !== undefined) conditions.push(sql`is_success = ${filter.isSuccess}`)
  if (filter.address !== undefined) conditions.push(sql`ip_address <<= ${filter.address}::inet`)
  if (filter.text !== undefined) {
    const pattern = `%${filter.text.replace(/[\\%_]/g, "\\$&")}%`
    conditions.push(
      sql`concat_ws(' ', event, entity_type, entity_id, old_values, new_values, host(ip_address), user_agent, error_message) ilike ${pattern}`,
    )
  }
  const { rows } = await sql<AuditRow>`
    select id, actor_id as "actorId", event, entity_type as "entityType", entity_id as "entityId", old_values as "oldValues",
      new_values as "newValues", host(ip_address) as "ipAddress", user_agent as "userAgent", session_id as "sessionId",
      is_success as "isSuccess", error_message as "errorMessage", recorded_at as "recordedAt"
    from audit_logs where ${sql.join(conditions, sql` and `)} order by id desc limit ${limit}`.execute(tx)
  return rows
}

/**
 * Takes a person out of the log: what they did stays without them, what was done to them without who it was. What they changed about
 * others stays too. Returns how many entries that were.
 */
export async function forgetInAudit(tx: Tx, userId: string): Promise<number> {
  const about = await sql`
    update audit_logs set entity_id = null, old_values = null, new_values = null, error_message = null
    where entity_type = 'user' and entity_id = ${userId}::text`.execute(tx)
  const by = await sql`
    update audit_logs set actor_id = null, ip_address = null, user_agent = null, session_id = null, error_message = null,
      old_values = case when entity_type = 'user' and entity_id is not null then old_values end,
      new_values = case when entity_type = 'user' and entity_id is not null then new_values end
    where actor_id = ${userId}::uuid`.execute(tx)
  return Number(about.numAffectedRows ?? 0) + Number(by.numAffectedRows ?? 0)
}

/** Entries of these events from before a moment. The time in the id is the entry's: months that cannot hold any are not looked at. */
export async function countOldEntries(tx: Tx, events: readonly AuditEvent[], before: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from audit_logs where event = any(${[...events]}) and id < app.uuid_floor(${before})`.execute(
    tx,
  )
  return Number(rows[0]?.n)
}

export async function deleteOldEntries(
  tx: Tx,
  events: readonly AuditEvent[],
  before: Date,
  limit: number,
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from audit_logs where id < app.uuid_floor(${before}) and id in (
      select id from audit_logs where event = any(${[...events]}) and id < app.uuid_floor(${before})
      limit ${limit} for update skip locked)`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

import { sql } from "kysely"
import type { Tx } from "../../platform/database/index.ts"
import { newId } from "../../shared/ids.ts"

export type AuditEvent =
  | "signup_success"
  | "signin_success"
  | "signin_failed"
  | "signout"
  | "session_revoked"
  | "token_reuse_detected"
  | "password_changed"
  | "profile_updated"
  | "settings_updated"

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

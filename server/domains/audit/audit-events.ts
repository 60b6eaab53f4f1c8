/**
 * What the audit log records. `auth`: who came and went, with addresses and devices; kept 90 days. `change`: what was changed about
 * people, their rights and their data; kept 2 years.
 */
export const auditEvents = {
  signup_success: "auth",
  signup_failed: "auth",
  signin_success: "auth",
  signin_failed: "auth",
  signout: "auth",
  session_revoked: "auth",
  token_reuse_detected: "auth",
  password_changed: "change",
  password_change_failed: "change",
  profile_updated: "change",
  settings_updated: "change",
  data_exported: "change",
  account_close_refused: "change",
  account_closed: "change",
  account_reopened: "change",
  account_erasure_refused: "change",
  account_erased: "change",
  retention_changed: "change",
  retention_started: "change",
  maintenance_started: "change",
  archive_restored: "change",
  backup_started: "change",
} as const satisfies Record<string, "auth" | "change">

export type AuditEvent = keyof typeof auditEvents
export type AuditCategory = (typeof auditEvents)[AuditEvent]

/** The events of a category; retention deletes by them. */
export function eventsOf(category: AuditCategory): AuditEvent[] {
  return (Object.keys(auditEvents) as AuditEvent[]).filter((event) => auditEvents[event] === category)
}

/**
 * What the audit log records. `auth`: who came and went, with addresses and devices; kept 90 days. `change`: what was changed about
 * people, their rights and their data; kept 2 years. `email_change_refused`, `api_key_refused` and `second_factor_change_refused` are from
 * before identity was confirmed apart from the change, and stay while such entries are kept.
 */
export const auditEvents = {
  signup_success: "auth",
  signup_failed: "auth",
  signin_success: "auth",
  signin_failed: "auth",
  signout: "auth",
  session_revoked: "auth",
  session_replaced: "auth",
  token_reuse_detected: "auth",
  identity_confirmed: "auth",
  identity_refused: "auth",
  second_factor_failed: "auth",
  recovery_code_used: "auth",
  passkey_copy_suspected: "auth",
  password_reset_requested: "auth",
  verification_requested: "auth",
  other_sessions_revoked: "auth",
  email_verified: "change",
  email_change_requested: "change",
  email_change_refused: "change",
  email_changed: "change",
  password_reset: "change",
  password_reset_link_made: "change",
  letter_read: "change",
  password_changed: "change",
  api_key_created: "change",
  api_key_refused: "change",
  api_key_revoked: "change",
  api_key_used_elsewhere: "auth",
  password_change_failed: "change",
  second_factor_added: "change",
  second_factor_removed: "change",
  second_factor_change_refused: "change",
  second_factor_demanded: "change",
  recovery_codes_made: "change",
  passkey_renamed: "change",
  profile_updated: "change",
  settings_updated: "change",
  data_exported: "change",
  account_close_refused: "change",
  account_closed: "change",
  account_reopened: "change",
  account_erasure_refused: "change",
  account_erased: "change",
  account_invited: "change",
  account_suspended: "change",
  account_reinstated: "change",
  role_changed: "change",
  audit_exported: "change",
  plan_created: "change",
  plan_changed: "change",
  plan_assigned: "change",
  subscription_changed: "change",
  retention_changed: "change",
  retention_started: "change",
  maintenance_started: "change",
  jobs_retried: "change",
  jobs_discarded: "change",
  archive_restored: "change",
  file_infected: "change",
  backup_started: "change",
} as const satisfies Record<string, "auth" | "change">

export type AuditEvent = keyof typeof auditEvents
export type AuditCategory = (typeof auditEvents)[AuditEvent]

/** The events of a category; retention deletes by them. */
export function eventsOf(category: AuditCategory): AuditEvent[] {
  return (Object.keys(auditEvents) as AuditEvent[]).filter((event) => auditEvents[event] === category)
}

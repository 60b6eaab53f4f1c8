export { type AuditEntry, type AuditEvent, type RequestOrigin, recordAudit } from "./audit-store.ts"

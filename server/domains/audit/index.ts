export { type AuditEntry, type AuditEvent, type RequestOrigin, recordAudit } from "./record-audit.ts"

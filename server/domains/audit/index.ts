export { type AuditCategory, type AuditEvent, auditEvents, eventsOf } from "./audit-events.ts"
export {
  type AuditFilter,
  type AuditRow,
  forgetInAudit,
  listAuditRows,
  type RequestOrigin,
  recordAudit,
} from "./audit-store.ts"
export { changedValues } from "./changed-values.ts"
export {
  type Erasure,
  type ErasureCause,
  insertErasure,
  listErasures,
  listUnfinishedErasures,
  markErasureFinished,
} from "./erasure-ledger-store.ts"
export { retention } from "./retention.ts"

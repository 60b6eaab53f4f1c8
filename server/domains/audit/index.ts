export { type RequestOrigin, recordAudit } from "./audit-store.ts"

export { createOutgoing, type OutgoingOptions } from "./create-outgoing.ts"
export type { Outgoing, WebFile, WebLimits } from "./outgoing.ts"

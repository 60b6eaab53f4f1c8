import type { Tx } from "../../platform/database/index.ts"
import { readableOwners } from "./material.ts"
import { type ContinueReading, selectContinueReading } from "./reading-store.ts"

export type { ContinueReading } from "./reading-store.ts"

/** Where the learner left off: in the material read last that is not finished. Undefined when nothing was begun or all is read. */
export function findContinueReading(tx: Tx, userId: string): Promise<ContinueReading | undefined> {
  return selectContinueReading(tx, userId, readableOwners(userId))
}

import * as accounts from "./domains/accounts/index.ts"
import * as learningRecord from "./domains/learning-record/index.ts"
import type { App } from "./platform/api/index.ts"
import type { Deps } from "./platform/deps.ts"
import type { JobHandlers } from "./platform/jobs.ts"

/** What a room gives to the server through its index.ts. */
export interface Room {
  routes?: (app: App, deps: Deps) => void
  jobs?: JobHandlers
}

/** Every room of the house, from the ground up. A room that is not listed here is not served. */
export const rooms: readonly Room[] = [accounts, learningRecord]

export const { createSessions } = accounts

import * as demo from "./demo/index.ts"
import * as accounts from "./domains/accounts/index.ts"
import * as authoring from "./domains/authoring/index.ts"
import * as dashboard from "./domains/dashboard/index.ts"
import * as learningRecord from "./domains/learning-record/index.ts"
import * as library from "./domains/library/index.ts"
import * as practice from "./domains/practice/index.ts"
import * as questions from "./domains/questions/index.ts"
import * as reviews from "./domains/reviews/index.ts"
import * as tutor from "./domains/tutor/index.ts"
import type { App } from "./platform/api/index.ts"
import type { Deps } from "./platform/deps.ts"
import type { JobHandlers } from "./platform/jobs.ts"

/** What a room gives to the server through its index.ts. */
export interface Room {
  routes?: (app: App, deps: Deps) => void
  jobs?: JobHandlers
}

/** Every room of the house, from the ground up, and the demo beside them. A room that is not listed here is not served. */
export const rooms: readonly Room[] = [
  accounts,
  learningRecord,
  library,
  questions,
  reviews,
  authoring,
  practice,
  tutor,
  dashboard,
  demo,
]

export const { createSessions } = accounts

import * as demo from "./demo/index.ts"
import * as accounts from "./domains/accounts/index.ts"
import * as audit from "./domains/audit/index.ts"
import * as authoring from "./domains/authoring/index.ts"
import * as dashboard from "./domains/dashboard/index.ts"
import * as learningRecord from "./domains/learning-record/index.ts"
import * as library from "./domains/library/index.ts"
import * as notifications from "./domains/notifications/index.ts"
import * as operations from "./domains/operations/index.ts"
import * as plans from "./domains/plans/index.ts"
import * as practice from "./domains/practice/index.ts"
import * as questions from "./domains/questions/index.ts"
import * as reviews from "./domains/reviews/index.ts"
import * as tutor from "./domains/tutor/index.ts"
import type { App } from "./platform/api/index.ts"
import type { Deps } from "./platform/deps.ts"
import type { JobHandlers } from "./platform/jobs.ts"
import type { Retention } from "./platform/retention.ts"
import { type AgeingRoom, bindRetention } from "./platform/retention-rules.ts"

/** What a room gives to the server through its index.ts. */
export interface Room extends AgeingRoom {
  routes?: (app: App, deps: Deps) => void
  jobs?: JobHandlers
}

/** Every room of the house, from the ground up, and the demo beside them. A room that is not listed here is not served. */
export const rooms: readonly Room[] = [
  audit,
  accounts,
  notifications,
  operations,
  learningRecord,
  plans,
  library,
  questions,
  reviews,
  authoring,
  practice,
  tutor,
  dashboard,
  demo,
]

export const { createApiKeys, createSessions, replayMissedErasures } = accounts
export const { meterModels } = plans
export const { LIBRARY_USER_ID } = library
export const { readToday } = dashboard

/** What backups must know of the rooms. */
export const backupScope = {
  leaveOutJobs: operations.backupJobNames,
  /** Files that belong to no learner: the erasure ledger beside the database, and months that left it. */
  moreFileOwners: [accounts.erasureShelfId, operations.ARCHIVE_OWNER_ID],
}

/** What the rooms know of growing old, with the periods of the operations room. */
export function createRetention(deps: () => Deps): Retention {
  return bindRetention(rooms, operations.readKeepDays, deps)
}

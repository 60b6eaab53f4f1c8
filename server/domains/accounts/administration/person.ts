import type { Role } from "../../../platform/api/index.ts"
import type { RequestOrigin } from "../../audit/index.ts"

export const accountStatuses = ["active", "suspended", "deleted"] as const
/** `deleted`: closed by its owner or an administrator, and erased for good when the period of the policy `closed-accounts` is over. */
export type AccountStatus = (typeof accountStatuses)[number]

/** Somebody with an account, as the list of people shows them. Nothing of what they learn. */
export interface PersonInList {
  id: string
  email: string
  displayName: string
  username: string | null
  role: Role
  status: AccountStatus
  isDemo: boolean
  createdAt: Date
  /** When they last signed in or their page asked for a new access token; null: never. */
  lastActiveAt: Date | null
}

/** Who administers, from where. */
export interface Administrator {
  userId: string
  sessionId: string
  origin: RequestOrigin
}

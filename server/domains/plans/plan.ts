/** What a plan limits. `materials` and `storage-bytes` count what lies there, `model-tokens` what is spent in a calendar month (UTC). */
export const counters = ["materials", "storage-bytes", "model-tokens"] as const
export type Counter = (typeof counters)[number]

/** How much of each; absent: none. */
export type Amounts = Partial<Record<Counter, number>>

/** null: without limit. */
export type Limits = Record<Counter, number | null>

export interface Plan {
  code: string
  name: string
  description: string
  limits: Limits
  /** What everybody has who has no other. One plan is, and it is active. */
  isDefault: boolean
  /** An inactive plan can be given to nobody new; whoever has it keeps it. */
  isActive: boolean
  position: number
}

export const subscriptionStatuses = ["trialing", "active", "past-due", "canceled", "ended"] as const
export type SubscriptionStatus = (typeof subscriptionStatuses)[number]

/** That somebody has a plan, or had one. */
export interface Subscription {
  id: string
  planCode: string
  status: SubscriptionStatus
  /** Given by an administrator, or told by a payment provider. */
  source: "admin" | "provider"
  provider: string | null
  /** The provider's own name of it. */
  providerReference: string | null
  startedAt: Date
  trialEndsAt: Date | null
  periodStart: Date
  /** null: until somebody ends it. Past it the subscription counts no more. */
  periodEnd: Date | null
  endedAt: Date | null
}

/** What somebody may use now. */
export interface Entitlement {
  plan: Plan
  /** null: it is the default plan. */
  subscription: Subscription | null
}

/** The period a counter runs over at a moment: `total`, or the month. */
export function periodOf(counter: Counter, at: Date): string {
  return counter === "model-tokens" ? at.toISOString().slice(0, 7) : "total"
}

/** When the month of a moment is over, and its counters begin anew. */
export function nextMonth(at: Date): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1))
}

import type { Tx } from "../../platform/database/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { InvalidError, NotFoundError } from "../../shared/errors.ts"
import { newId } from "../../shared/ids.ts"
import { hasAccount } from "../accounts/index.ts"
import { recordAudit } from "../audit/index.ts"
import type { Subscription, SubscriptionStatus } from "./plan.ts"
import { findEntitlement, findPlan } from "./plan-store.ts"
import {
  findOpen,
  insertEvent,
  insertSubscription,
  lockSubscriptions,
  updateSubscription,
} from "./subscription-store.ts"

/**
 * What a payment provider tells about one subscription: all of it as it stood at `occurredAt`, not only what changed. An adapter makes
 * it from a webhook after it has checked the webhook's signature.
 */
export interface SubscriptionEvent {
  /** The provider's name, such as `example-pay`. At most 40 characters. */
  provider: string
  /** The provider's id of this event: heard again it changes nothing. At most 200 characters. */
  eventId: string
  /** When it happened at the provider, not when it was sent. */
  occurredAt: Date
  /** The provider's id of the subscription. At most 200 characters. */
  reference: string
  /** The learner it is for; adapters send it along with the checkout. */
  userId: string
  planCode: string
  /** `past-due` and `canceled` keep the plan until `periodEnd`; `ended` takes it away at once. */
  status: SubscriptionStatus
  trialEndsAt: Date | null
  periodStart: Date
  /** Paid until, with what grace the provider gives. null: until it is ended. */
  periodEnd: Date | null
}

/** What a provider's adapter is to have. StudyIn brings none: docs/operations.md says how one is added. */
export interface PaymentProvider {
  name: string
  /**
   * Reads one webhook. Null for events that are about something else.
   * @throws ForbiddenError when the signature does not fit the bytes as they came
   */
  readWebhook(request: {
    headers: Record<string, string | undefined>
    body: Uint8Array
  }): Promise<SubscriptionEvent | null>
}

/**
 * Takes in what a provider tells, in any order and as often as it likes: the same event counts once, and one that is older than what was
 * heard about the same subscription is kept but changes nothing. Returns what became of it.
 * @throws NotFoundError, InvalidError for a learner or a plan that is not there: the provider sends it again later
 */
export async function applySubscriptionEvent(
  { db, clock }: Pick<Deps, "db" | "clock">,
  event: SubscriptionEvent,
): Promise<"applied" | "late" | "repeated"> {
  const at = clock.now()
  if (event.periodEnd !== null && event.periodEnd <= event.periodStart)
    throw new InvalidError("event-invalid", "The period of this subscription ends before it begins.")
  return db.asSystem("apply-subscription-event", async (tx) => {
    const { userId } = event
    if (!(await hasAccount(tx, userId))) throw new NotFoundError("user-unknown", "There is no such person.")
    if (!(await findPlan(tx, event.planCode))) throw new InvalidError("plan-unknown", "There is no such plan.")
    await lockSubscriptions(tx, userId)
    const outcome = await insertEvent(tx, userId, event, at)
    if (outcome !== "applied") return outcome
    const before = await findEntitlement(tx, userId, at)
    await follow(tx, event, at)
    const after = await findEntitlement(tx, userId, at)
    await recordAudit(tx, {
      event: "subscription_changed",
      actorId: null,
      entityType: "user",
      entityId: userId,
      oldValues: { plan: before?.plan.code ?? null },
      newValues: {
        plan: after?.plan.code ?? null,
        provider: event.provider,
        status: event.status,
        until: event.periodEnd,
      },
      at,
    })
    return outcome
  })
}

/** The row that is open follows the event; a change of plan ends it and opens the next, so that what was stays to be read. */
async function follow(tx: Tx, event: SubscriptionEvent, at: Date): Promise<void> {
  const { userId, planCode } = event
  const open = await findOpen(tx, userId, event)
  const isEnd = event.status === "ended"
  if (open && (isEnd || open.planCode !== planCode))
    await updateSubscription(tx, userId, { ...open, status: "ended", endedAt: event.occurredAt }, at)
  if (isEnd) return
  const told: Subscription = {
    id: newId(at.getTime()),
    planCode,
    status: event.status,
    source: "provider",
    provider: event.provider,
    providerReference: event.reference,
    startedAt: event.occurredAt,
    trialEndsAt: event.trialEndsAt,
    periodStart: event.periodStart,
    periodEnd: event.periodEnd,
    endedAt: null,
  }
  if (open?.planCode === planCode)
    await updateSubscription(tx, userId, { ...told, id: open.id, startedAt: open.startedAt }, at)
  else await insertSubscription(tx, userId, told, at)
}

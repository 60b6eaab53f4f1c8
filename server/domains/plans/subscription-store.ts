import { type Selectable, sql } from "kysely"
import type { Tables, Tx } from "../../platform/database/index.ts"
import type { Subscription } from "./plan.ts"

type Row = Selectable<Tables["subscriptions"]>
/** A row as it is, or as JSON, where its times are texts. */
export type SubscriptionRow = { [K in keyof Row]: Row[K] extends Date | null ? Row[K] | string : Row[K] }

/** All that somebody has and had, the newest first. */
export async function listSubscriptions(tx: Tx, userId: string, limit: number): Promise<Subscription[]> {
  const rows = await tx
    .selectFrom("subscriptions")
    .selectAll()
    .where("user_id", "=", userId)
    .orderBy("started_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute()
  return rows.map(subscriptionOf)
}

/** The one an administrator gave, or the one of a provider's name, that has not ended. */
export async function findOpen(
  tx: Tx,
  userId: string,
  { provider, reference }: { provider: string | null; reference: string | null },
): Promise<Subscription | undefined> {
  const { rows } = await sql<Row>`
    select * from subscriptions where user_id = ${userId} and ended_at is null
      and provider is not distinct from ${provider}::text and provider_reference is not distinct from ${reference}::text
    for update`.execute(tx)
  return rows[0] && subscriptionOf(rows[0])
}

/** Makes what is done to somebody's subscriptions wait for each other. */
export async function lockSubscriptions(tx: Tx, userId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('studyin.subscriptions'), hashtext(${userId}::text))`.execute(tx)
}

export async function insertSubscription(tx: Tx, userId: string, given: Subscription, at: Date): Promise<void> {
  await tx
    .insertInto("subscriptions")
    .values({ user_id: userId, id: given.id, ...columnsOf(given), created_at: at, updated_at: at })
    .execute()
}

export async function updateSubscription(tx: Tx, userId: string, changed: Subscription, at: Date): Promise<void> {
  await tx
    .updateTable("subscriptions")
    .set({ ...columnsOf(changed), updated_at: at })
    .where("user_id", "=", userId)
    .where("id", "=", changed.id)
    .execute()
}

/** How many people have each plan by a subscription; those with the default plan alone are not among them. */
export async function countByPlan(tx: Tx, at: Date): Promise<Map<string, number>> {
  const { rows } = await sql<{ code: string; people: number }>`
    select plan_code as code, count(*)::int as people from (
      select distinct on (user_id) user_id, plan_code from subscriptions
      where ended_at is null and (period_end is null or period_end > ${at})
      order by user_id, source = 'admin' desc, period_start desc, provider_reference collate "C" desc
    ) as present group by plan_code`.execute(tx)
  return new Map(rows.map(({ code, people }) => [code, people]))
}

export interface HeardEvent {
  provider: string
  eventId: string
  reference: string
  occurredAt: Date
}

/** "repeated" when it was heard before; else how it was heard last among those about the same subscription. */
export async function insertEvent(
  tx: Tx,
  userId: string,
  event: HeardEvent,
  at: Date,
): Promise<"repeated" | "applied" | "late"> {
  const { rows } = await sql<{ outcome: "applied" | "late" }>`
    insert into subscription_events (user_id, provider, event_id, provider_reference, occurred_at, received_at, outcome)
    values (${userId}, ${event.provider}, ${event.eventId}, ${event.reference}, ${event.occurredAt}, ${at},
      case when exists (
        select from subscription_events later where later.user_id = ${userId} and later.provider = ${event.provider}
          and later.provider_reference = ${event.reference} and later.outcome = 'applied'
          and (later.occurred_at, later.event_id collate "C") > (${event.occurredAt}::timestamptz, ${event.eventId}::text collate "C")
      ) then 'late' else 'applied' end)
    on conflict do nothing returning outcome`.execute(tx)
  return rows[0]?.outcome ?? "repeated"
}

function columnsOf(given: Subscription) {
  return {
    plan_code: given.planCode,
    status: given.status,
    source: given.source,
    provider: given.provider,
    provider_reference: given.providerReference,
    started_at: given.startedAt,
    trial_ends_at: given.trialEndsAt,
    period_start: given.periodStart,
    period_end: given.periodEnd,
    ended_at: given.endedAt,
  }
}

export function subscriptionOf(row: SubscriptionRow): Subscription {
  return {
    id: row.id,
    planCode: row.plan_code,
    status: row.status,
    source: row.source,
    provider: row.provider,
    providerReference: row.provider_reference,
    startedAt: new Date(row.started_at),
    trialEndsAt: timeOf(row.trial_ends_at),
    periodStart: new Date(row.period_start),
    periodEnd: timeOf(row.period_end),
    endedAt: timeOf(row.ended_at),
  }
}

function timeOf(value: Date | string | null): Date | null {
  return value === null ? null : new Date(value)
}

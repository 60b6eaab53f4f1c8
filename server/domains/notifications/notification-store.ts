import { sql } from "kysely"
import type { Tx } from "../../platform/database/index.ts"
import type { NotificationKind, NotificationSetting, NotificationTime } from "./notification-kinds.ts"

/** What of one learner is to be looked at. */
export interface DueNotification extends NotificationTime {
  userId: string
  kind: NotificationKind
  nextAt: Date
  lastStudyDay: string | null
}

const settingColumns = sql`kind, is_on as "isOn", hour, weekday`

/** What the learner has ever set, in no order. */
export async function listSettings(tx: Tx, userId: string): Promise<NotificationSetting[]> {
  const { rows } = await sql<NotificationSetting>`
    select ${settingColumns} from notification_settings where user_id = ${userId}`.execute(tx)
  return rows
}

export async function putSetting(
  tx: Tx,
  userId: string,
  { kind, isOn, hour, weekday }: NotificationSetting,
  { nextAt, at }: { nextAt: Date; at: Date },
): Promise<void> {
  const set = { is_on: isOn, hour, weekday, next_at: nextAt, updated_at: at }
  await tx
    .insertInto("notification_settings")
    .values({ user_id: userId, kind, ...set })
    .onConflict((conflict) => conflict.columns(["user_id", "kind"]).doUpdateSet(set))
    .execute()
}

/** Switches a kind off; false when it was not on. */
export async function switchOff(tx: Tx, userId: string, kind: NotificationKind, at: Date): Promise<boolean> {
  const { rows } = await sql`
    update notification_settings set is_on = false, updated_at = ${at}
    where user_id = ${userId} and kind = ${kind} and is_on returning 1`.execute(tx)
  return rows.length === 1
}

/** What has come due until now, the longest waiting first, after that one of the page before. */
export async function listDue(
  tx: Tx,
  now: Date,
  after: DueNotification | undefined,
  limit: number,
): Promise<DueNotification[]> {
  const isLater =
    after === undefined
      ? sql`true`
      : sql`(next_at, user_id, kind) > (${after.nextAt}::timestamptz, ${after.userId}::uuid, ${after.kind}::text)`
  const { rows } = await sql<DueNotification>`
    select user_id as "userId", kind, hour, weekday, next_at as "nextAt", last_study_day as "lastStudyDay"
    from notification_settings where is_on and next_at <= ${now} and ${isLater}
    order by next_at, user_id, kind limit ${limit}`.execute(tx)
  return rows
}

/** Moves a kind on to its next time; false when it was moved, changed or switched off meanwhile. */
export async function moveOn(
  tx: Tx,
  { userId, kind, nextAt }: Pick<DueNotification, "userId" | "kind" | "nextAt">,
  to: Date,
): Promise<boolean> {
  const { rows } = await sql`
    update notification_settings set next_at = ${to}
    where user_id = ${userId} and kind = ${kind} and is_on and next_at = ${nextAt} returning 1`.execute(tx)
  return rows.length === 1
}

/**
 * Takes the study day for one letter of a kind: of several at the same moment one gets it. `before`: which day was taken until then.
 * Undefined when it, or a later one, is taken or the kind was switched off.
 */
export async function takeDay(
  tx: Tx,
  userId: string,
  kind: NotificationKind,
  studyDay: string,
): Promise<{ before: string | null } | undefined> {
  const { rows } = await sql<{ before: string | null }>`
    update notification_settings n set last_study_day = ${studyDay}
    from (select user_id, kind, last_study_day from notification_settings
      where user_id = ${userId} and kind = ${kind} for update) as old
    where n.user_id = old.user_id and n.kind = old.kind and n.is_on
      and (old.last_study_day is null or old.last_study_day < ${studyDay}::date)
    returning old.last_study_day as before`.execute(tx)
  return rows[0]
}

/** Gives a day back whose letter was not handed over. */
export async function giveDayBack(
  tx: Tx,
  userId: string,
  kind: NotificationKind,
  { studyDay, before }: { studyDay: string; before: string | null },
): Promise<void> {
  await sql`
    update notification_settings set last_study_day = ${before}::date
    where user_id = ${userId} and kind = ${kind} and last_study_day = ${studyDay}::date`.execute(tx)
}

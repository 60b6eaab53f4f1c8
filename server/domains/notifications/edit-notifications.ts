import type { Deps } from "../../platform/deps.ts"
import { InvalidError } from "../../shared/errors.ts"
import { findStudyClock } from "../accounts/index.ts"
import { changedValues, type RequestOrigin, recordAudit } from "../audit/index.ts"
import {
  type NotificationKind,
  type NotificationSetting,
  type NotificationTime,
  nextTime,
  notificationDefaults,
  notificationKinds,
} from "./notification-kinds.ts"
import { listSettings, putSetting, switchOff } from "./notification-store.ts"
import { openUnsubscribeToken } from "./unsubscribe-link.ts"

/** Every kind there is, with what the learner chose. */
export async function readNotifications(deps: Pick<Deps, "db">, userId: string): Promise<NotificationSetting[]> {
  return withDefaults(await deps.db.readAsLearner(userId, (tx) => listSettings(tx, userId)))
}

function withDefaults(own: readonly NotificationSetting[]): NotificationSetting[] {
  return notificationKinds.map(
    (kind) => own.find((one) => one.kind === kind) ?? { kind, isOn: false, ...notificationDefaults[kind] },
  )
}

/** What is left out stays as it is. */
export type NotificationChange = Partial<NotificationTime & { isOn: boolean }>

/** @throws InvalidError for a day of the week where there is none to choose, or none where there must be one */
export async function changeNotification(
  deps: Pick<Deps, "db" | "clock">,
  userId: string,
  kind: NotificationKind,
  change: NotificationChange,
  by: { sessionId: string; origin: RequestOrigin },
): Promise<NotificationSetting> {
  const at = deps.clock.now()
  if (change.weekday !== undefined && (change.weekday === null) !== (notificationDefaults[kind].weekday === null))
    throw weekdayWrong(kind)
  return deps.db.asSystem("change-notification", async (tx) => {
    const before = withDefaults(await listSettings(tx, userId)).find((one) => one.kind === kind)
    if (before === undefined) throw new RangeError(kind)
    const after = { ...before, ...change }
    const { timeZone } = await findStudyClock(tx, userId)
    await putSetting(tx, userId, after, { nextAt: nextTime(at, after, timeZone), at })
    const values = changedValues(valuesOf(before), valuesOf(after))
    if (values) await recordAudit(tx, { ...entryAbout(userId), ...by, ...values, at })
    return after
  })
}

/**
 * Switches off what a letter was about, for whoever holds its link, signed in or not. Doing it again is fine.
 * @throws InvalidError of type `link-invalid`
 */
export async function unsubscribe(
  deps: Pick<Deps, "db" | "clock" | "seals">,
  token: string,
  origin: RequestOrigin,
): Promise<{ kind: NotificationKind }> {
  const { userId, kind } = openUnsubscribeToken(deps, token)
  const at = deps.clock.now()
  await deps.db.asSystem("stop-letters", async (tx) => {
    if (!(await switchOff(tx, userId, kind, at))) return
    await recordAudit(tx, {
      ...entryAbout(userId),
      origin,
      oldValues: { [kind]: true },
      newValues: { [kind]: false, by: "link in a letter" },
      at,
    })
  })
  return { kind }
}

function entryAbout(userId: string) {
  return { event: "settings_updated" as const, actorId: userId, entityType: "user", entityId: userId }
}

/** As the audit log shows them: named by what they are about. */
function valuesOf({ kind, isOn, hour, weekday }: NotificationSetting): Record<string, unknown> {
  return {
    [kind]: isOn,
    [`${kind}-hour`]: hour,
    ...(weekday === null ? {} : { [`${kind}-weekday`]: weekday }),
  }
}

function weekdayWrong(kind: NotificationKind): InvalidError {
  const message =
    notificationDefaults[kind].weekday === null
      ? "This letter comes every day: leave the day of the week out."
      : "Choose a day of the week."
  return new InvalidError("weekday-wrong", message, { fields: [{ path: "weekday", message }] })
}

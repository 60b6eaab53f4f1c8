import type { Deps } from "../../platform/deps.ts"
import { studyDayOf } from "../../shared/study-day.ts"
import { findReceiver, findStudyClock, isWrittenTo, type Receiver, type StudyClock } from "../accounts/index.ts"
import { type NotificationKind, nextTime } from "./notification-kinds.ts"
import { type DueNotification, listDue, moveOn } from "./notification-store.ts"

const AT_A_TIME = 100
/** A letter whose hour passed longer ago, since the server was off, is left out: "due this evening" is no news in the morning. */
const LATEST_MS = 3 * 3_600_000

/** What a letter says. Paragraphs; links stand in paragraphs of their own. */
export interface Notice {
  subject: string
  parts: string[]
}

/** Whom a letter is written for, and when. */
export interface NoticeReader {
  receiver: Receiver
  clock: StudyClock
  at: Date
  /** By the learner's time zone and day start. */
  studyDay: string
}

/** Writes a kind of letter; undefined when there is nothing to write about today. */
export type NoticeWriter = (reader: NoticeReader) => Promise<Notice | undefined>

type OrderDeps = Pick<Deps, "db" | "clock" | "queue" | "mail" | "log">

/**
 * Looks at everything whose time has come, has it written, and orders the letters. Safe to run in several processes at once: whoever moves
 * a kind on to its next time orders the letter, in that transaction. Returns how many were ordered.
 */
export async function orderDueLetters(
  deps: OrderDeps,
  writers: Record<NotificationKind, NoticeWriter>,
  signal: AbortSignal,
): Promise<number> {
  const now = deps.clock.now()
  let ordered = 0
  for (let after: DueNotification | undefined; !signal.aborted; ) {
    const page = await deps.db.asSystem("list-due-notifications", (tx) => listDue(tx, now, after, AT_A_TIME))
    for (const due of page) {
      if (signal.aborted) return ordered
      try {
        if (await orderLetter(deps, due, writers[due.kind], now)) ordered += 1
      } catch (error) {
        // Nobody waits for somebody else's trouble; this one is looked at again with the next run, until it is too late for it.
        deps.log.error({ err: error, userId: due.userId, kind: due.kind }, "a letter could not be written")
      }
    }
    after = page.at(-1)
    if (after === undefined || page.length < AT_A_TIME) break
  }
  return ordered
}

async function orderLetter(deps: OrderDeps, due: DueNotification, write: NoticeWriter, at: Date): Promise<boolean> {
  const { userId, kind } = due
  const reader = await deps.db.asSystem("read-notified", async (tx) => ({
    receiver: await findReceiver(tx, userId),
    clock: await findStudyClock(tx, userId),
  }))
  const { receiver, clock } = reader
  const studyDay = studyDayOf(at, clock.timeZone, clock.dayStartHour)
  // The server may have been off for days and be back just now: what counts is the last time before this moment.
  const isInTime = nextTime(new Date(at.getTime() - LATEST_MS - 1), due, clock.timeZone) <= at
  const isNew = due.lastStudyDay === null || due.lastStudyDay < studyDay
  const notice =
    receiver !== undefined && isInTime && isNew && isReachable(deps, receiver)
      ? await write({ receiver, clock, at, studyDay })
      : undefined
  return deps.db.asSystem("order-notification", async (tx) => {
    const isOurs = await moveOn(tx, due, nextTime(at, due, clock.timeZone))
    if (!isOurs || notice === undefined) return false
    await deps.queue.enqueue(tx, "notifications.send-letter", { userId, kind, studyDay, ...notice })
    return true
  })
}

/**
 * Whether letters of one's own choice go to somebody. To an address that nobody has confirmed they do not: it may be a stranger's. Where
 * letters stay on the server there is no stranger.
 */
export function isReachable({ mail }: Pick<Deps, "mail">, receiver: Receiver): boolean {
  return isWrittenTo(receiver) && (mail.keepsLetters || receiver.emailVerifiedAt !== null)
}

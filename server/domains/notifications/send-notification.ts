import { z } from "zod"
import type { Deps } from "../../platform/deps.ts"
import { PermanentJobError, type RunningJob } from "../../platform/queue/index.ts"
import { InvalidError, UnavailableError } from "../../shared/errors.ts"
import { studyDayOf } from "../../shared/study-day.ts"
import { findReceiver, findStudyClock } from "../accounts/index.ts"
import { letterWords } from "./letter-words.ts"
import { notificationKinds } from "./notification-kinds.ts"
import { giveDayBack, takeDay } from "./notification-store.ts"
import { isReachable } from "./order-due-letters.ts"
import { unsubscribeToken, unsubscribeUrls } from "./unsubscribe-link.ts"

export const letterOrder = z.object({
  userId: z.uuid(),
  kind: z.enum(notificationKinds),
  studyDay: z.iso.date(),
  subject: z.string().max(200),
  parts: z.array(z.string().max(2000)).max(20),
})
export type NotificationOrder = z.infer<typeof letterOrder>

/**
 * Hands one letter over, at most once for its kind and study day, whatever is tried again: the day is taken before, and given back only
 * where the mail server said that it has no letter. A process that dies in between loses that letter rather than sending it twice. Without
 * effect once the day is over, or when the kind was switched off meanwhile.
 * @throws UnavailableError when the mail server should be tried again; PermanentJobError when it will never take the letter
 */
export async function sendNotification(
  deps: Pick<Deps, "db" | "clock" | "config" | "mail" | "seals">,
  { userId, kind, studyDay, subject, parts }: NotificationOrder,
  job: Pick<RunningJob, "id">,
): Promise<void> {
  const taken = await deps.db.asSystem("take-notification-day", async (tx) => {
    const receiver = await findReceiver(tx, userId)
    if (receiver === undefined || !isReachable(deps, receiver)) return undefined
    const { timeZone, dayStartHour } = await findStudyClock(tx, userId)
    if (studyDayOf(deps.clock.now(), timeZone, dayStartHour) !== studyDay) return undefined
    const day = await takeDay(tx, userId, kind, studyDay)
    return day && { ...day, to: receiver.email, language: receiver.language }
  })
  if (taken === undefined) return
  const { page, oneClick } = unsubscribeUrls(deps.config.http.publicUrl, unsubscribeToken(deps, userId, kind))
  const { greeting, ending: endings } = letterWords[taken.language]
  const ending = `--\n${endings[kind]}`
  const text = `${[greeting, ...parts, "StudyIn", ending, page].join("\n\n")}\n`
  try {
    await deps.mail.send({ userId, to: taken.to, kind, subject, text, unsubscribeUrl: oneClick, letterId: job.id })
  } catch (error) {
    if (error instanceof InvalidError) throw new PermanentJobError(error.message)
    if (error instanceof UnavailableError)
      await deps.db.asSystem("give-notification-day-back", (tx) =>
        giveDayBack(tx, userId, kind, { studyDay, before: taken.before }),
      )
    throw error
  }
}

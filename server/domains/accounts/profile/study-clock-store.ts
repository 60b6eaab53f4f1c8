import type { Tx } from "../../../platform/database/index.ts"
import { DEFAULT_DAY_START_HOUR } from "../../../shared/study-day.ts"

/** How a learner's days run. */
export interface StudyClock {
  /** IANA name. */
  timeZone: string
  /** Hour, 0–23, at which a new study day begins. */
  dayStartHour: number
  dailyGoalMinutes: number
  /** New cards in all decks together; null or absent: as many as the deck that allows most. */
  newCardsPerDay?: number | null
}

/** The learner's study clock as it is set now; the defaults for somebody who never set one. */
export async function findStudyClock(tx: Tx, userId: string): Promise<StudyClock> {
  const row = await tx
    .selectFrom("profiles as p")
    .innerJoin("learner_settings as s", "s.user_id", "p.user_id")
    .select([
      "p.time_zone as timeZone",
      "s.day_start_hour as dayStartHour",
      "s.daily_goal_minutes as dailyGoalMinutes",
      "s.new_cards_per_day as newCardsPerDay",
    ])
    .where("p.user_id", "=", userId)
    .executeTakeFirst()
  return row ?? { timeZone: "UTC", dayStartHour: DEFAULT_DAY_START_HOUR, dailyGoalMinutes: 30 }
}

import { readFile } from "node:fs/promises"
import { CommandError, defineCommand, tableOf } from "./command.ts"
import { predictReviews, schedulers } from "./predict-reviews.ts"
import { auc, logLoss, rmseBins } from "./recall-metrics.ts"
import { readReviewLog } from "./review-log.ts"

const names = { fsrs: "FSRS-6, default weights", sm2: "SM-2", constant: "constant (the log's own mean)" }

export const evaluateReviews = defineCommand({
  name: "evaluate reviews",
  summary: "Measure how well each scheduler predicts the reviews of a log",
  details: `The log is CSV with the columns card_id, review_rating (1 Again … 4 Easy) and review_time. Log loss, RMSE(bins) and AUC are
those of the open-spaced-repetition benchmark; first reviews and reviews on the same day are not predicted. SM-2 gives no
probability: P = 0.9^(days / interval) is taken, as there. Nothing is fitted to the log and nothing left out as an outlier.`,
  options: {
    log: { type: "string", value: "FILE.csv", description: "the reviews", required: true },
    "time-zone": { type: "string", value: "ZONE", description: "where the learner's days begin", default: "UTC" },
    "day-start": { type: "integer", value: "HOUR", description: "hour at which a study day begins", default: 4 },
  },
  async run({ options }) {
    const reviews = readReviewLog(await readText(options.log))
    const clock = {
      timeZone: checkedZone(options["time-zone"]),
      dayStartHour: options["day-start"],
      dailyGoalMinutes: 30,
    }
    if (clock.dayStartHour > 23) throw new CommandError("--day-start takes an hour from 0 to 23.")
    const predicted = predictReviews(reviews, clock)
    const counted = predicted.fsrs.length
    if (counted === 0)
      throw new CommandError("No card of the log was reviewed on two days, so there is nothing to predict.")
    const results = schedulers.map((scheduler) => ({
      scheduler,
      name: names[scheduler],
      logLoss: round(logLoss(predicted[scheduler])),
      rmseBins: round(rmseBins(predicted[scheduler])),
      auc: round(auc(predicted[scheduler])),
    }))
    const cards = new Set(reviews.map(({ cardId }) => cardId)).size
    const recalled = round(predicted.fsrs.filter(({ isRecalled }) => isRecalled).length / counted)
    const rows = results.map((one) => [one.name, ...[one.logLoss, one.rmseBins, one.auc].map((value) => shown(value))])
    return {
      json: { log: options.log, cards, reviews: reviews.length, predicted: counted, recalled, schedulers: results },
      text: `${reviews.length} reviews of ${cards} cards; ${counted} predicted, ${shown(recalled)} of them recalled\n\n${tableOf(
        [["", "log loss", "RMSE(bins)", "AUC"], ...rows],
      )}`,
    }
  },
})

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8")
  } catch (error) {
    throw new CommandError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
  }
}

function checkedZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone
  } catch {
    throw new CommandError(`"${timeZone}" is no time zone. Use a name such as Europe/Berlin.`)
  }
}

function round(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10_000) / 10_000
}

function shown(value: number | null): string {
  return value === null ? "-" : value.toFixed(4)
}

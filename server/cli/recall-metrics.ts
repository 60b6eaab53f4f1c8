/** A prediction of a review's outcome, with what the bins of RMSE(bins) are made of. */
export interface Prediction {
  /** Predicted probability of recall. */
  probability: number
  isRecalled: boolean
  /** Study days since the card's last review, 1 or more. */
  elapsedDays: number
  /** Which of the card's reviews on different days this is; 1 is the first, which nobody can predict. */
  reviewNumber: number
  /** Earlier reviews on a later day than their predecessor that were forgotten. */
  lapses: number
}

/** Keeps one prediction of 0 or 1 that was wrong from making the mean infinite; the value is double precision's epsilon. */
const EDGE = Number.EPSILON

/** Binary cross-entropy in nats, mean over the predictions: lower is better; ln 2 ≈ 0.693 for always saying one half. */
export function logLoss(predictions: readonly Prediction[]): number {
  return mean(predictions, ({ probability, isRecalled }) => {
    const p = Math.min(1 - EDGE, Math.max(EDGE, probability))
    return -Math.log(isRecalled ? p : 1 - p)
  })
}

/**
 * RMSE(bins) of the open-spaced-repetition benchmark (srs-benchmark, `rmse_matrix`): predictions are put into bins by
 * interval, number of reviews and number of lapses, each on a scale of powers; the difference of mean prediction and
 * share recalled in each bin is squared, weighted by the size of the bin, and the root taken. 0 is best.
 */
export function rmseBins(predictions: readonly Prediction[]): number {
  const bins = Map.groupBy(predictions, ({ elapsedDays, reviewNumber, lapses }) =>
    [powerOf(elapsedDays, 3.62), powerOf(reviewNumber, 1.89), lapses === 0 ? "none" : powerOf(lapses, 1.73)].join(" "),
  )
  let sum = 0
  for (const bin of bins.values()) {
    const predicted = mean(bin, ({ probability }) => probability)
    const recalled = mean(bin, ({ isRecalled }) => (isRecalled ? 1 : 0))
    sum += bin.length * (predicted - recalled) ** 2
  }
  return Math.sqrt(sum / predictions.length)
}

/** The bins are named there by a representative value; which one does not matter, only what falls together. */
function powerOf(value: number, base: number): number {
  return Math.floor(Math.log(value) / Math.log(base))
}

/**
 * Area under the ROC curve: the probability that a recalled review was given a higher prediction than a forgotten one,
 * ties counting half (Mann–Whitney U). null when all reviews ended alike.
 */
export function auc(predictions: readonly Prediction[]): number | null {
  const sorted = predictions.toSorted((a, b) => a.probability - b.probability)
  const recalled = sorted.filter(({ isRecalled }) => isRecalled).length
  const forgotten = sorted.length - recalled
  if (recalled === 0 || forgotten === 0) return null
  let rankSum = 0
  for (let start = 0; start < sorted.length; ) {
    let end = start
    while (end < sorted.length && sorted[end]?.probability === sorted[start]?.probability) end += 1
    // Equal predictions share the mean of their ranks, which count from 1.
    const rank = (start + 1 + end) / 2
    for (const { isRecalled } of sorted.slice(start, end)) if (isRecalled) rankSum += rank
    start = end
  }
  return (rankSum - (recalled * (recalled + 1)) / 2) / (recalled * forgotten)
}

function mean<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0) / items.length
}

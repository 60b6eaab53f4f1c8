import { CommandError } from "./command.ts"

export interface LoggedReview {
  cardId: string
  /** Again, Hard, Good, Easy. */
  rating: 1 | 2 | 3 | 4
  at: Date
}

/**
 * Reads a log of reviews: CSV with a first line that names the columns `card_id`, `review_rating` (1–4) and `review_time`
 * (ISO 8601), as the reference implementations of FSRS use it; other columns are left out. Ordered by time.
 * @throws CommandError that says which line cannot be used
 */
export function readReviewLog(csv: string): LoggedReview[] {
  const [head = "", ...lines] = csv.replace(/^\uFEFF/, "").split(/\r?\n/)
  const columns = head.split(",").map((name) => name.trim())
  const [card, rating, time] = ["card_id", "review_rating", "review_time"].map((name) => columns.indexOf(name))
  if (card === undefined || rating === undefined || time === undefined || Math.min(card, rating, time) < 0)
    throw new CommandError("The log needs the columns card_id, review_rating and review_time in its first line.")
  const reviews = lines.flatMap((line, index): LoggedReview[] => {
    if (line.trim() === "") return []
    const cells = line.split(",")
    const given = Number(cells[rating])
    const at = new Date(cells[time] ?? "")
    const cardId = cells[card] ?? ""
    if (!isRating(given) || Number.isNaN(at.getTime()) || cardId === "")
      throw new CommandError(`Line ${index + 2} of the log is no review: "${line.slice(0, 80)}".`)
    return [{ cardId, rating: given, at }]
  })
  return reviews.sort((a, b) => a.at.getTime() - b.at.getTime())
}

function isRating(value: number): value is LoggedReview["rating"] {
  return value === 1 || value === 2 || value === 3 || value === 4
}

import type { Card, Previews, ReviewItem } from "./review-queries.ts"

export type Rating = 1 | 2 | 3 | 4

/** A card of a sitting. Its previews are unknown between a grade and the server's next word. */
export type SittingCard = Card & { previews: Previews | null }

/** What was done in a sitting, the latest last; the latest can be taken back. */
export type Step =
  | { kind: "graded"; reviewId: string; rating: Rating; before: SittingCard; after: Card | undefined; atMs: number }
  | { kind: "suspended"; before: SittingCard; atMs: number }
  | { kind: "buried"; before: SittingCard; atMs: number }

/** One go at what is due: the card that is shown, those that wait, and those in learning that come back within it. */
export interface Sitting {
  current: SittingCard | undefined
  waiting: SittingCard[]
  returning: { card: SittingCard; dueAtMs: number }[]
  steps: Step[]
}

/** A card in learning comes back within the sitting if it is due this soon, as the server's queue has it. */
const aheadMs = 20 * 60_000

const ratingNames = ["again", "hard", "good", "easy"] as const

export const previewOf = (previews: Previews | null, rating: Rating) => previews?.[ratingNames[rating - 1] ?? "good"]

export function beginSitting(items: readonly ReviewItem[], nowMs: number): Sitting {
  return advance({ current: undefined, waiting: [...items], returning: [], steps: [] }, nowMs)
}

/** Grades the shown card and goes on to the next one at once; the server is told afterwards. */
export function grade(sitting: Sitting, reviewId: string, rating: Rating, nowMs: number): Sitting {
  const { current } = sitting
  if (!current) return sitting
  const preview = previewOf(current.previews, rating)
  // Without a preview only a forgotten card is sure to come back; the server's reply puts the rest right.
  const minutes = preview ? preview.minutes : rating === 1 ? 1 : null
  const card: SittingCard = { ...current, previews: null, reviews: current.reviews + 1 }
  const returning =
    minutes !== null && minutes * 60_000 <= aheadMs
      ? [...sitting.returning, { card, dueAtMs: nowMs + minutes * 60_000 }]
      : sitting.returning
  return advance(
    {
      ...sitting,
      current: undefined,
      returning,
      steps: [...sitting.steps, { kind: "graded", reviewId, rating, before: current, after: undefined, atMs: nowMs }],
    },
    nowMs,
  )
}

/** Puts the shown card aside: for good, or until tomorrow. */
export function setAside(sitting: Sitting, kind: "suspended" | "buried", nowMs: number): Sitting {
  const { current } = sitting
  if (!current) return sitting
  const steps: Step[] = [...sitting.steps, { kind, before: current, atMs: nowMs }]
  return advance({ ...sitting, current: undefined, steps }, nowMs)
}

/** The latest step that can be taken back. */
export function undoable(sitting: Sitting): Exclude<Step, { kind: "buried" }> | undefined {
  const step = sitting.steps.at(-1)
  return step && step.kind !== "buried" ? step : undefined
}

/** Shows the card of the latest step again as it was before. */
export function takeBack(sitting: Sitting): Sitting {
  const step = undoable(sitting)
  if (!step) return sitting
  const { id } = step.before
  const others = sitting.waiting.filter((card) => card.id !== id)
  return {
    current: step.before,
    waiting: sitting.current && sitting.current.id !== id ? [sitting.current, ...others] : others,
    returning: sitting.returning.filter(({ card }) => card.id !== id),
    steps: sitting.steps.slice(0, -1),
  }
}

/** The server's word on a graded card: whether and when it comes back, and how it stands. */
export function settleGrade(sitting: Sitting, reviewId: string, after: Card, nowMs: number): Sitting {
  const steps = sitting.steps.map((step) =>
    step.kind === "graded" && step.reviewId === reviewId ? { ...step, after } : step,
  )
  const told = { ...sitting, steps }
  const step = steps.find((one) => one.kind === "graded" && one.reviewId === reviewId)
  // Taken back meanwhile, or graded again: this word is an old one.
  if (!step || steps.findLast((one) => one.before.id === after.id) !== step) return told
  if (sitting.current?.id === after.id) return told
  const others = sitting.returning.filter(({ card }) => card.id !== after.id)
  const known = sitting.returning.find(({ card }) => card.id === after.id)
  const isLearning = after.state === "learning" || after.state === "relearning"
  const dueAtMs = Date.parse(after.dueAt)
  const returns = isLearning && dueAtMs - nowMs <= aheadMs
  const returning = returns
    ? [...others, { card: { ...after, previews: null }, dueAtMs: known?.dueAtMs ?? dueAtMs }]
    : others
  return told.current ? { ...told, returning } : advance({ ...told, returning }, nowMs)
}

/** Takes a changed text into the sitting. */
export function rewrite(sitting: Sitting, changed: Pick<Card, "id" | "front" | "back" | "tags">): Sitting {
  const { id, front, back, tags } = changed
  const put = (card: SittingCard): SittingCard => (card.id === id ? { ...card, front, back, tags } : card)
  return {
    ...sitting,
    current: sitting.current && put(sitting.current),
    waiting: sitting.waiting.map(put),
    returning: sitting.returning.map((one) => ({ ...one, card: put(one.card) })),
  }
}

/**
 * Takes a newer queue of the server in: previews of cards that came back, and cards that were not there yet. The number
 * of reviews tells whether the server had heard of the latest grade when it looked.
 */
export function refill(sitting: Sitting, items: readonly ReviewItem[], nowMs: number): Sitting {
  const byId = new Map(items.map((item) => [item.id, item]))
  const renew = (card: SittingCard): SittingCard => {
    const item = byId.get(card.id)
    return item && item.reviews === card.reviews ? item : card
  }
  const here = new Set(
    [sitting.current, ...sitting.waiting, ...sitting.returning.map(({ card }) => card)].map((card) => card?.id),
  )
  const next = {
    ...sitting,
    current: sitting.current && renew(sitting.current),
    waiting: sitting.waiting.map(renew),
    returning: sitting.returning.map((one) => ({ ...one, card: renew(one.card) })),
  }
  for (const item of items) {
    if (here.has(item.id)) continue
    const last = sitting.steps.findLast((step) => step.before.id === item.id)
    if (!last) next.waiting = [...next.waiting, item]
    else if (last.kind === "graded" && item.reviews > last.before.reviews)
      next.returning = [...next.returning, { card: item, dueAtMs: Date.parse(item.dueAt) }]
  }
  return next.current ? next : advance(next, nowMs)
}

/** Shows the next card: one in learning that is due, else the next that waits, else the next in learning ahead of time. */
function advance(sitting: Sitting, nowMs: number): Sitting {
  const [soonest] = sitting.returning.toSorted((a, b) => a.dueAtMs - b.dueAtMs)
  const [first, ...rest] = sitting.waiting
  if (soonest && (soonest.dueAtMs <= nowMs || !first))
    return {
      ...sitting,
      current: soonest.card,
      returning: sitting.returning.filter((one) => one !== soonest),
    }
  return { ...sitting, current: first, waiting: rest }
}

/** Cards still to come, the shown one among them. */
export function leftIn(sitting: Sitting): number {
  return (sitting.current ? 1 : 0) + sitting.waiting.length + sitting.returning.length
}

/** Whether a card stands without what its grades would bring, or few are left of many. */
export function needsRefill(sitting: Sitting, hasMore: boolean): boolean {
  const cards = [sitting.current, ...sitting.returning.map(({ card }) => card)]
  return cards.some((card) => card && card.previews === null) || (hasMore && sitting.waiting.length < 10)
}

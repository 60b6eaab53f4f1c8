import type { Card } from "./card.ts"

/** How many more cards a deck may show today. */
export interface Allowance {
  new: number
  reviews: number
}

/**
 * The order of a sitting: cards in learning that are due come first, then reviews, the longest overdue first, with new
 * cards spread evenly among them.
 */
export function orderQueue(cards: {
  learning: readonly Card[]
  reviews: readonly Card[]
  new: readonly Card[]
}): Card[] {
  return [...cards.learning, ...spread(cards.reviews, cards.new)]
}

/** `others` placed among `main` at even distances; in front where there is no `main`. */
export function spread<T>(main: readonly T[], others: readonly T[]): T[] {
  const mixed: T[] = []
  const step = main.length / (others.length + 1)
  let taken = 0
  main.forEach((item, i) => {
    mixed.push(item)
    while (taken < others.length && i + 1 >= step * (taken + 1)) {
      mixed.push(others[taken] as T)
      taken += 1
    }
  })
  return [...mixed, ...others.slice(taken)]
}

/** At most so many of each deck, in the order they come. */
export function limitPerDeck(cards: readonly Card[], allowanceOf: (deckId: string) => number): Card[] {
  const left = new Map<string, number>()
  return cards.filter(({ deckId }) => {
    const allowed = left.get(deckId) ?? allowanceOf(deckId)
    left.set(deckId, allowed - 1)
    return allowed > 0
  })
}

import type { Card } from "./card.ts"

/**
 * The order of a sitting: cards in learning that are due come first, then questions that were just missed, then reviews,
 * the longest overdue first, with new cards spread evenly among them.
 */
export function orderQueue(cards: {
  learning: readonly Card[]
  missed: readonly Card[]
  reviews: readonly Card[]
  new: readonly Card[]
}): Card[] {
  return [...cards.learning, ...cards.missed, ...spread(cards.reviews, cards.new)]
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

/** Cards of one deck together, decks in the order in which they come. */
export function groupByDeck(cards: readonly Card[]): Card[][] {
  return [...Map.groupBy(cards, ({ deckId }) => deckId).values()]
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

/** One of each group in turn, until there are `limit` of them: no deck is kept waiting by the decks before it. */
export function takeInTurn<T>(groups: readonly (readonly T[])[], limit: number): T[] {
  const taken: T[] = []
  const longest = Math.max(0, ...groups.map(({ length }) => length))
  for (let i = 0; i < longest && taken.length < limit; i += 1) {
    for (const group of groups) {
      const item = group[i]
      if (item !== undefined && taken.length < limit) taken.push(item)
    }
  }
  return taken
}

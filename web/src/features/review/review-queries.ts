import { infiniteQueryOptions, keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query"
import { api, must } from "../../lib/api.ts"
import type { components } from "../../lib/api-schema.d.ts"

export type Deck = components["schemas"]["DeckWithCounts"]
export type Card = components["schemas"]["Card"]
export type ReviewItem = components["schemas"]["ReviewItem"]
export type Previews = ReviewItem["previews"]
export type Forecast = components["schemas"]["Forecast"]
export type RecordOutcome = components["schemas"]["RecordOutcome"]
export type Source = components["schemas"]["Source"]
export type CardState = Card["state"] | "suspended"

export const decksQuery = queryOptions({
  queryKey: ["decks"],
  queryFn: async ({ signal }) => (await must(api.GET("/api/v1/decks", { signal }))).items,
})

export const forecastQuery = queryOptions({
  queryKey: ["reviews", "forecast"],
  queryFn: ({ signal }) => must(api.GET("/api/v1/reviews/forecast", { params: { query: { days: 7 } }, signal })),
})

/** Cards fetched at once for a sitting; more follow while it runs. */
export const queueLimit = 50

/** What is to be reviewed now. A sitting fetches it itself, so that nothing changes it behind the learner's back. */
export const fetchQueue = (deckId: string | undefined, signal?: AbortSignal) =>
  must(
    api.GET("/api/v1/reviews/queue", {
      params: { query: { limit: queueLimit, ...(deckId !== undefined && { deckId }) } },
      ...(signal && { signal }),
    }),
  )

/** How much is due now and when the next card is, for the screens round a sitting. */
export const queueStandingQuery = (deckId?: string) =>
  queryOptions({
    queryKey: ["reviews", "standing", deckId ?? "all"],
    queryFn: ({ signal }) =>
      must(
        api.GET("/api/v1/reviews/queue", {
          params: { query: { limit: 1, ...(deckId !== undefined && { deckId }) } },
          signal,
        }),
      ),
  })

export interface CardFilter {
  q?: string
  state?: CardState
}

export const cardsQuery = (deckId: string, filter: CardFilter) =>
  infiniteQueryOptions({
    queryKey: ["decks", deckId, "cards", filter],
    queryFn: ({ pageParam, signal }) =>
      must(
        api.GET("/api/v1/decks/{id}/cards", {
          params: {
            path: { id: deckId },
            query: { ...filter, limit: 40, ...(pageParam !== undefined && { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })

/** After anything about cards or decks changed. */
export function renewReviews(queryClient: QueryClient): void {
  for (const resource of ["decks", "reviews", "today"]) void queryClient.invalidateQueries({ queryKey: [resource] })
}

import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { focusRoute, shellRoute } from "../../app/layout-routes.ts"

/** Queries are declared with their screens, out of the first load; they are started as soon as that code is there. */
const queries = () => import("./review-queries.ts")

/** Screens with navigation. */
export const reviewRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/review",
    loader: ({ context: { queryClient } }) =>
      void queries().then(({ decksQuery, forecastQuery, queueStandingQuery }) => {
        void queryClient.prefetchQuery(decksQuery)
        void queryClient.prefetchQuery(forecastQuery)
        void queryClient.prefetchQuery(queueStandingQuery())
      }),
    component: lazyRouteComponent(() => import("./decks-screen.tsx"), "DecksScreen"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/review/decks/$deckId",
    loader: ({ context: { queryClient }, params: { deckId } }) =>
      void queries().then(({ cardsQuery, decksQuery }) => {
        void queryClient.prefetchQuery(decksQuery)
        void queryClient.prefetchInfiniteQuery(cardsQuery(deckId, {}))
      }),
    component: lazyRouteComponent(() => import("./deck-screen.tsx"), "DeckScreen"),
  }),
] as const

/** Without navigation: nothing but the card. */
export const reviewFocusRoutes = [
  createRoute({
    getParentRoute: () => focusRoute,
    path: "/review/now",
    validateSearch: (search: Record<string, unknown>): { deckId?: string } => ({
      ...(typeof search.deckId === "string" && { deckId: search.deckId }),
    }),
    component: lazyRouteComponent(() => import("./sitting-screen.tsx"), "SittingScreen"),
  }),
] as const

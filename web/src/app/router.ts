import type { QueryClient } from "@tanstack/react-query"
import { createRouter } from "@tanstack/react-router"
import { letterRoutes } from "../features/accounts/letters/routes.ts"
import { accountRoutes } from "../features/accounts/routes.ts"
import { adminRoutes } from "../features/admin/routes.ts"
import { askRoutes } from "../features/ask/routes.ts"
import { libraryRoutes } from "../features/library/routes.ts"
import { practiceFocusRoutes, practiceRoutes } from "../features/practice/routes.ts"
import { readerRoutes } from "../features/reader/routes.ts"
import { reviewFocusRoutes, reviewRoutes } from "../features/review/routes.ts"
import { settingsRoutes } from "../features/settings/routes.ts"
import { todayRoutes } from "../features/today/routes.ts"
import { ErrorScreen } from "./error-screen.tsx"
import { focusRoute, memberRoute, notFoundRoute, rootRoute, shellRoute } from "./layout-routes.ts"
import { NotFoundScreen } from "./not-found-screen.tsx"
import { PendingScreen } from "./pending-screen.tsx"

/** Each feature declares its own routes; here they are hung under the layout they belong to. */
const routeTree = rootRoute.addChildren([
  ...accountRoutes,
  ...letterRoutes,
  memberRoute.addChildren([
    shellRoute.addChildren([
      ...todayRoutes,
      ...libraryRoutes,
      ...readerRoutes,
      ...practiceRoutes,
      ...reviewRoutes,
      ...askRoutes,
      ...settingsRoutes,
      ...adminRoutes,
      notFoundRoute,
    ]),
    focusRoute.addChildren([...practiceFocusRoutes, ...reviewFocusRoutes]),
  ]),
])

/** The reader scrolls a part of its own, to passages that the router knows nothing of: it must not be moved back. */
const readerPath = /^\/library\/[^/]+\/[^/]+$/

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: "intent",
    // Query decides what is fresh.
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 150,
    defaultPendingMinMs: 0,
    defaultPendingComponent: PendingScreen,
    defaultErrorComponent: ErrorScreen,
    defaultNotFoundComponent: NotFoundScreen,
    scrollRestoration: ({ location }) => !readerPath.test(location.pathname),
  })
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}

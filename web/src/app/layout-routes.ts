import type { QueryClient } from "@tanstack/react-query"
import { createRootRouteWithContext, createRoute, Outlet, redirect } from "@tanstack/react-router"
import { knownStatus } from "../lib/session.ts"
import { ErrorPage } from "./error-screen.tsx"
import { FocusLayout } from "./focus-layout.tsx"
import { MemberLayout } from "./member-layout.tsx"
import { NotFoundScreen } from "./not-found-screen.tsx"
import { PendingPage } from "./pending-screen.tsx"
import { Shell } from "./shell.tsx"

declare module "@tanstack/react-router" {
  interface StaticDataRouteOption {
    /** The narrow navigation at every width: the reader and Ask need the room. */
    hasRail?: true
  }
}

export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
})

/** Everything a guest may not see. A guest is led to the welcome page and back here afterwards. */
export const memberRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "member",
  async beforeLoad({ location }) {
    if ((await knownStatus()) === "guest")
      throw redirect({ to: "/welcome", search: location.href === "/" ? {} : { from: location.href } })
  },
  component: MemberLayout,
  pendingComponent: PendingPage,
  errorComponent: ErrorPage,
})

/** Screens with navigation. Parent of most features' routes. */
export const shellRoute = createRoute({ getParentRoute: () => memberRoute, id: "shell", component: Shell })

/** Screens without navigation: a practice session, an exam, a review. */
export const focusRoute = createRoute({ getParentRoute: () => memberRoute, id: "focus", component: FocusLayout })

/** Whatever no feature has claimed. */
export const notFoundRoute = createRoute({ getParentRoute: () => shellRoute, path: "$", component: NotFoundScreen })

import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router"
import { ErrorPage } from "../../app/error-screen.tsx"
import { rootRoute } from "../../app/layout-routes.ts"
import { PendingPage } from "../../app/pending-screen.tsx"
import { knownStatus } from "../../lib/session.ts"

export interface WelcomeSearch {
  /** Where the guest wanted to go. */
  from?: string
  form?: "sign-in"
}

export const accountRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/welcome",
    validateSearch: (search: Record<string, unknown>): WelcomeSearch => ({
      // Only a place of this app: a link from elsewhere must not lead away after signing in.
      ...(typeof search.from === "string" && /^\/(?![/\\])/.test(search.from) && { from: search.from }),
      ...(search.form === "sign-in" && { form: "sign-in" as const }),
    }),
    async beforeLoad({ search }) {
      if ((await knownStatus()) === "member") throw redirect({ href: search.from ?? "/" })
    },
    pendingComponent: PendingPage,
    errorComponent: ErrorPage,
    component: lazyRouteComponent(() => import("./welcome-screen.tsx"), "WelcomeScreen"),
  }),
] as const

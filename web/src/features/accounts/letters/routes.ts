import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { ErrorPage } from "../../../app/error-screen.tsx"
import { rootRoute } from "../../../app/layout-routes.ts"
import { PendingPage } from "../../../app/pending-screen.tsx"

const door = {
  getParentRoute: () => rootRoute,
  pendingComponent: PendingPage,
  errorComponent: ErrorPage,
}

/** Where letters lead, and where they are asked for: for whoever comes, signed in or not. */
export const letterRoutes = [
  createRoute({
    ...door,
    path: "/forgot-password",
    component: lazyRouteComponent(() => import("./forgot-screen.tsx"), "ForgotScreen"),
  }),
  createRoute({
    ...door,
    path: "/reset-password",
    component: lazyRouteComponent(() => import("./reset-screen.tsx"), "ResetScreen"),
  }),
  createRoute({
    ...door,
    path: "/verify-email",
    component: lazyRouteComponent(() => import("./verify-screen.tsx"), "VerifyScreen"),
  }),
  createRoute({
    ...door,
    path: "/unsubscribe",
    component: lazyRouteComponent(() => import("./unsubscribe-screen.tsx"), "UnsubscribeScreen"),
  }),
] as const

import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { shellRoute } from "../../app/layout-routes.ts"
import { todayQuery } from "./today-query.ts"

export const todayRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/",
    // Not awaited: the screen shows its skeleton meanwhile, and code and data arrive side by side.
    loader: ({ context }) => void context.queryClient.prefetchQuery(todayQuery),
    component: lazyRouteComponent(() => import("./today-screen.tsx"), "TodayScreen"),
  }),
] as const

import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { shellRoute } from "../../app/layout-routes.ts"
import { readAskSearch } from "./ask-search.ts"

export const askRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    // One route with and without a conversation: beginning one must not take the screen away under the writer.
    path: "/ask/{-$conversationId}",
    validateSearch: readAskSearch,
    staticData: { hasRail: true },
    component: lazyRouteComponent(() => import("./ask-screen.tsx"), "AskScreen"),
  }),
] as const

import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { shellRoute } from "../../app/layout-routes.ts"
import type { LibrarySearch } from "./library-search.ts"

function text(value: unknown): string | undefined {
  return (typeof value === "string" || typeof value === "number") && String(value) !== "" ? String(value) : undefined
}

/** Queries are declared with their screens, out of the first load; they are started as soon as that code is there. */
const queries = () => import("./material-queries.ts")

export const libraryRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/library",
    validateSearch: (search: Record<string, unknown>): LibrarySearch => {
      const [q, tag] = [text(search.q), text(search.tag)]
      return {
        ...(q !== undefined && { q }),
        ...(tag !== undefined && { tag }),
        ...(search.show === "unread" && { show: "unread" }),
        ...((search.add === "text" || search.add === "web") && { add: search.add }),
      }
    },
    loader: ({ context: { queryClient } }) =>
      void queries().then(({ readyMaterialsQuery, unfinishedMaterialsQuery }) => {
        void queryClient.prefetchInfiniteQuery(readyMaterialsQuery())
        for (const status of ["processing", "pending", "failed"] as const)
          void queryClient.prefetchQuery(unfinishedMaterialsQuery(status))
      }),
    component: lazyRouteComponent(() => import("./library-screen.tsx"), "LibraryScreen"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/library/$ownerId/$materialId/details",
    loader: ({ context: { queryClient }, params: { ownerId, materialId } }) =>
      void queries().then(({ assetsQuery, materialQuery }) => {
        const material = { ownerId, id: materialId }
        void queryClient.prefetchQuery(materialQuery(material))
        void queryClient.prefetchInfiniteQuery(assetsQuery(material, "draft"))
      }),
    component: lazyRouteComponent(() => import("./details-screen.tsx"), "DetailsScreen"),
  }),
] as const

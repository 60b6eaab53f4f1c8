import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { shellRoute } from "../../app/layout-routes.ts"

/** Where to open; a passage may stand behind the # as "start-end" instead. */
export interface ReaderSearch {
  section?: number
  start?: number
  end?: number
}

function offset(value: unknown): number | undefined {
  const number = typeof value === "string" && value !== "" ? Number(value) : value
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number : undefined
}

export const readerRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/library/$ownerId/$materialId",
    validateSearch: (search: Record<string, unknown>): ReaderSearch => {
      const [section, start, end] = [offset(search.section), offset(search.start), offset(search.end)]
      return {
        ...(section !== undefined && { section }),
        ...(start !== undefined && end !== undefined && end > start && { start, end }),
      }
    },
    staticData: { hasRail: true },
    // The queries are declared with their screen, out of the first load.
    loader: ({ context: { queryClient }, params: { ownerId, materialId }, cause }) =>
      void import("./reader-queries.ts").then(({ notesQuery, openMaterialQuery, outlineQuery }) => {
        const place = { ownerId, materialId }
        void queryClient.prefetchQuery(openMaterialQuery(place))
        // Asking for the outline opens the material; pointing at a link to it does not.
        if (cause !== "preload") void queryClient.prefetchQuery(outlineQuery(place))
        void queryClient.prefetchQuery(notesQuery(place))
      }),
    component: lazyRouteComponent(() => import("./reader-screen.tsx"), "ReaderScreen"),
  }),
] as const

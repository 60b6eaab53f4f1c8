import { keepPreviousData, queryOptions } from "@tanstack/react-query"
import { api, must } from "../../lib/api.ts"

/** Materials to choose from, the newest first; `text` is looked for in their titles. */
export function materialsToAskQuery(text = "") {
  return queryOptions({
    queryKey: ["materials", "to-ask", text],
    queryFn: ({ signal }) =>
      must(api.GET("/api/v1/materials", { params: { query: { limit: 50, ...(text && { q: text }) } }, signal })),
    placeholderData: keepPreviousData,
  })
}

interface Place {
  ownerId: string
  materialId: string
}

export function materialTitleQuery({ ownerId, materialId }: Place) {
  return queryOptions({
    queryKey: ["materials", "title", ownerId, materialId],
    queryFn: async ({ signal }) => {
      const path = { ownerId, id: materialId }
      return (await must(api.GET("/api/v1/materials/{ownerId}/{id}", { params: { path }, signal }))).title
    },
    staleTime: 5 * 60_000,
  })
}

export function passageQuery({ ownerId, materialId, start, end }: Place & { start: number; end: number }) {
  return queryOptions({
    queryKey: ["materials", "passage", ownerId, materialId, start, end],
    queryFn: ({ signal }) =>
      must(
        api.GET("/api/v1/materials/{ownerId}/{id}/passage", {
          params: { path: { ownerId, id: materialId }, query: { start, end } },
          signal,
        }),
      ),
    staleTime: 5 * 60_000,
  })
}

export function outlineToAskQuery({ ownerId, materialId }: Place) {
  return queryOptions({
    queryKey: ["materials", "outline-to-ask", ownerId, materialId],
    queryFn: async ({ signal }) => {
      const path = { ownerId, id: materialId }
      return (await must(api.GET("/api/v1/materials/{ownerId}/{id}/outline", { params: { path }, signal }))).sections
    },
    staleTime: 5 * 60_000,
  })
}

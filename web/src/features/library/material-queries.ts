import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query"
import { api, must } from "../../lib/api.ts"
import type { components } from "../../lib/api-schema.d.ts"

export type Material = components["schemas"]["Material"]
export type MaterialRef = Pick<Material, "ownerId" | "id">
export type SearchHit = components["schemas"]["SearchHit"]
export type Asset = components["schemas"]["Asset"]
export type AssetStatus = Asset["status"]
export type SectionSummary = components["schemas"]["SectionSummary"]

const pageSize = 100

/** What can be read, the newest first; `tag` narrows. */
export const readyMaterialsQuery = (filter: { tag?: string | undefined } = {}) =>
  infiniteQueryOptions({
    queryKey: ["materials", "ready", filter],
    queryFn: ({ pageParam, signal }) =>
      must(
        api.GET("/api/v1/materials", {
          params: {
            query: {
              status: "ready",
              limit: pageSize,
              ...(filter.tag !== undefined && { tag: filter.tag }),
              ...(pageParam !== undefined && { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })

/** How many materials of one kind of unfinished work are shown; what is beyond is counted as "more". */
export const mostUnfinished = 50

/** What is being prepared, waits for it, or could not be. */
export const unfinishedMaterialsQuery = (status: "pending" | "processing" | "failed") =>
  queryOptions({
    queryKey: ["materials", "unfinished", status],
    queryFn: ({ signal }) =>
      must(api.GET("/api/v1/materials", { params: { query: { status, limit: mostUnfinished } }, signal })),
  })

/** What was deleted and can still be brought back. */
export const deletedMaterialsQuery = queryOptions({
  queryKey: ["materials", "deleted"],
  queryFn: ({ signal }) => must(api.GET("/api/v1/materials/deleted", { signal })),
})

export const materialQuery = ({ ownerId, id }: MaterialRef) =>
  queryOptions({
    queryKey: ["materials", "one", id],
    queryFn: ({ signal }) =>
      must(api.GET("/api/v1/materials/{ownerId}/{id}", { params: { path: { ownerId, id } }, signal })),
  })

/** Titles like what was typed, misspelled or not. */
export const titleSuggestionsQuery = (text: string) =>
  queryOptions({
    queryKey: ["materials", "suggest", text],
    queryFn: ({ signal }) => must(api.GET("/api/v1/materials/suggest", { params: { query: { q: text } }, signal })),
    placeholderData: keepPreviousData,
  })

/** Passages that fit best, of all materials or of one. */
export const passageSearchQuery = (text: string, materialId?: string) =>
  queryOptions({
    queryKey: ["materials", "search", text, materialId],
    queryFn: ({ signal }) =>
      must(
        api.GET("/api/v1/search", {
          params: { query: { q: text, limit: 20, ...(materialId !== undefined && { materialId }) } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })

/** What was made from a material, in reading order: everything but what was rejected, or one status alone. */
export const assetsQuery = ({ ownerId, id }: MaterialRef, status?: AssetStatus) =>
  infiniteQueryOptions({
    queryKey: ["materials", "assets", id, status],
    queryFn: ({ pageParam, signal }) =>
      must(
        api.GET("/api/v1/materials/{ownerId}/{id}/assets", {
          params: {
            path: { ownerId, id },
            query: {
              limit: pageSize / 2,
              ...(status !== undefined && { status }),
              ...(pageParam !== undefined && { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })

export const summariesQuery = ({ ownerId, id }: MaterialRef) =>
  queryOptions({
    queryKey: ["materials", "summaries", id],
    queryFn: ({ signal }) =>
      must(api.GET("/api/v1/materials/{ownerId}/{id}/summaries", { params: { path: { ownerId, id } }, signal })),
  })

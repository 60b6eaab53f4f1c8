import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query"
import { api, must } from "../../lib/api.ts"
import type { components } from "../../lib/api-schema.d.ts"
import { materialQuery } from "../library/index.ts"

export type Outline = components["schemas"]["Outline"]
export type OutlineSection = components["schemas"]["OutlineSection"]
export type SectionText = components["schemas"]["SectionText"]
export type Block = SectionText["blocks"][number]
export type Note = components["schemas"]["Note"]
export type Asset = components["schemas"]["Asset"]

/** The material that is open. */
export interface Place {
  ownerId: string
  materialId: string
}

const pathOf = ({ ownerId, materialId }: Place) => ({ ownerId, id: materialId })

export const openMaterialQuery = (place: Place) => materialQuery(pathOf(place))

export const outlineQuery = (place: Place) =>
  queryOptions({
    queryKey: ["materials", "outline", place.materialId],
    queryFn: ({ signal }) =>
      must(api.GET("/api/v1/materials/{ownerId}/{id}/outline", { params: { path: pathOf(place) }, signal })),
  })

/** A section of one version of the text never changes, so it is fetched once; "materials" does not renew it. */
export const sectionQuery = (place: Place, textVersion: number, index: number) =>
  queryOptions({
    queryKey: ["section-text", place.materialId, textVersion, index],
    queryFn: ({ signal }) =>
      must(
        api.GET("/api/v1/materials/{ownerId}/{id}/sections/{index}", {
          params: { path: { ...pathOf(place), index } },
          signal,
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const notesQuery = (place: Place) =>
  queryOptions({
    queryKey: ["materials", "notes", place.materialId],
    queryFn: ({ signal }) =>
      must(api.GET("/api/v1/materials/{ownerId}/{id}/notes", { params: { path: pathOf(place) }, signal })),
  })

/** What was made from one section, drafts too. */
export const sectionAssetsQuery = (place: Place, sectionIndex: number) =>
  infiniteQueryOptions({
    queryKey: ["materials", "section-assets", place.materialId, sectionIndex],
    queryFn: ({ pageParam, signal }) =>
      must(
        api.GET("/api/v1/materials/{ownerId}/{id}/assets", {
          params: {
            path: pathOf(place),
            query: { section: sectionIndex, limit: 50, ...(pageParam !== undefined && { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })

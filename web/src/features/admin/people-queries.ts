import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query"
import { api, must } from "../../lib/api.ts"
import type { components, paths } from "../../lib/api-schema.d.ts"

export type PersonInList = components["schemas"]["PersonInList"]
export type Person = components["schemas"]["Person"]
export type SignIn = Person["signIns"][number]
export type Role = Person["role"]
export type PeopleFilter = Omit<
  NonNullable<paths["/api/v1/admin/users"]["get"]["parameters"]["query"]>,
  "cursor" | "limit"
>
export type FailedJob = components["schemas"]["FailedJob"]

const PAGE = 50
const cursorOf = (pageParam: string | null) => (pageParam === null ? {} : { cursor: pageParam })

export function peopleQuery(filter: PeopleFilter) {
  return infiniteQueryOptions({
    queryKey: ["admin", "people", filter],
    queryFn: ({ pageParam, signal }) =>
      must(
        api.GET("/api/v1/admin/users", {
          params: { query: { ...filter, limit: PAGE, ...cursorOf(pageParam) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
}

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ["admin", "person", id],
    queryFn: ({ signal }) => must(api.GET("/api/v1/admin/users/{id}", { params: { path: { id } }, signal })),
  })

export const signInsQuery = infiniteQueryOptions({
  queryKey: ["admin", "sign-ins"],
  queryFn: ({ pageParam, signal }) =>
    must(api.GET("/api/v1/admin/sign-ins", { params: { query: { limit: PAGE, ...cursorOf(pageParam) } }, signal })),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor,
})

export const jobsQuery = queryOptions({
  queryKey: ["admin", "jobs", "depths"],
  queryFn: ({ signal }) => must(api.GET("/api/v1/admin/jobs", { signal })),
  refetchInterval: 10_000,
})

export const failedJobsQuery = infiniteQueryOptions({
  queryKey: ["admin", "jobs", "failed"],
  queryFn: ({ pageParam, signal }) =>
    must(api.GET("/api/v1/admin/jobs/failed", { params: { query: { limit: PAGE, ...cursorOf(pageParam) } }, signal })),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor,
})

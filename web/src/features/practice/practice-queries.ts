import { infiniteQueryOptions, keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query"
import { api, must } from "../../lib/api.ts"
import type { components, paths } from "../../lib/api-schema.d.ts"

export type PracticeSession = components["schemas"]["PracticeSession"]
export type PracticeSessionSummary = components["schemas"]["PracticeSessionSummary"]
export type PracticeItem = components["schemas"]["PracticeItem"]
export type PracticeResults = components["schemas"]["PracticeResults"]
export type Feedback = components["schemas"]["Feedback"]
export type Explanation = components["schemas"]["Explanation"]
export type Source = components["schemas"]["Source"]
export type RecordOutcome = components["schemas"]["RecordOutcome"]
export type TopicNode = components["schemas"]["TopicNode"]
export type Question = components["schemas"]["Question"]
export type QuestionStatistics = NonNullable<components["schemas"]["QuestionStatistics"]["statistics"]>
export type QuestionSummary = components["schemas"]["QuestionSummary"]
export type PracticeFilter = PracticeSessionSummary["filter"]
export type QuestionType = PracticeItem["question"]["type"]
export type Difficulty = PracticeItem["question"]["difficulty"]

export const questionTypes: QuestionType[] = [
  "single-best-answer",
  "multiple-answer",
  "true-false",
  "cloze",
  "short-answer",
  "essay",
]
export const difficulties: Difficulty[] = ["easy", "medium", "hard", "nbme"]

/** Topics as trees: the catalogue's subjects and those of the learner's own materials. */
export const subjectsQuery = queryOptions({
  queryKey: ["questions", "subjects"],
  queryFn: ({ signal }) => must(api.GET("/api/v1/subjects", { signal })),
})

/** Materials that have questions, for choosing among; 100 at most, which the topics complete. */
export const sourceMaterialsQuery = queryOptions({
  queryKey: ["materials", "with-questions"],
  queryFn: async ({ signal }) => {
    const { items } = await must(api.GET("/api/v1/materials", { params: { query: { limit: 100 } }, signal }))
    return items.filter((material) => material.questionCount > 0)
  },
})

/** How many questions fit. The figure before stays until the new one is there. */
export const availableQuery = (filter: PracticeFilter) =>
  queryOptions({
    queryKey: ["questions", "available", filter],
    queryFn: ({ signal }) => must(api.POST("/api/v1/practice/available", { body: filter, signal })),
    placeholderData: keepPreviousData,
  })

export const unfinishedQuery = queryOptions({
  queryKey: ["practice", "unfinished"],
  queryFn: async ({ signal }) => {
    const pages = await Promise.all(
      (["active", "paused"] as const).map((status) =>
        must(api.GET("/api/v1/practice/sessions", { params: { query: { status, limit: 5 } }, signal })),
      ),
    )
    return pages.flatMap(({ items }) => items).sort((a, b) => b.startedAt.localeCompare(a.startedAt))
  },
})

export const finishedQuery = infiniteQueryOptions({
  queryKey: ["practice", "finished"],
  queryFn: ({ pageParam, signal }) =>
    must(
      api.GET("/api/v1/practice/sessions", {
        params: { query: { limit: 10, ...(pageParam !== undefined && { cursor: pageParam }) } },
        signal,
      }),
    ),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
})

/** A session with its questions. While it runs this page is the one that changes it, so it is not fetched behind its back. */
export const sessionQuery = (id: string) =>
  queryOptions({
    queryKey: ["practice", "session", id],
    queryFn: ({ signal }) => must(api.GET("/api/v1/practice/sessions/{id}", { params: { path: { id } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const resultsQuery = (id: string) =>
  queryOptions({
    queryKey: ["practice", "results", id],
    queryFn: ({ signal }) =>
      must(api.GET("/api/v1/practice/sessions/{id}/results", { params: { path: { id } }, signal })),
  })

/** A passage of a material with what stands round it. */
export const passageQuery = ({ ownerId, materialId, start, end }: Source) =>
  queryOptions({
    queryKey: ["materials", materialId, "passage", start, end],
    queryFn: ({ signal }) =>
      must(
        api.GET("/api/v1/materials/{ownerId}/{id}/passage", {
          params: { path: { ownerId, id: materialId }, query: { start, end } },
          signal,
        }),
      ),
    staleTime: 10 * 60_000,
  })

export type QuestionListFilter = Omit<
  NonNullable<paths["/api/v1/questions"]["get"]["parameters"]["query"]>,
  "cursor" | "limit"
>

export const questionListQuery = (filter: QuestionListFilter) =>
  infiniteQueryOptions({
    queryKey: ["questions", "list", filter],
    queryFn: ({ pageParam, signal }) =>
      must(
        api.GET("/api/v1/questions", {
          params: { query: { ...filter, limit: 30, ...(pageParam !== undefined && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })

/** A question with its answer: one's own, or for instructors. */
export const questionQuery = (id: string) =>
  queryOptions({
    queryKey: ["questions", "one", id],
    queryFn: ({ signal }) => must(api.GET("/api/v1/questions/{id}", { params: { path: { id } }, signal })),
  })

/** How a question of the bank does with everybody, for instructors. Refreshed every few minutes over there. */
export const questionStatisticsQuery = (id: string) =>
  queryOptions({
    queryKey: ["questions", "statistics", id],
    queryFn: ({ signal }) => must(api.GET("/api/v1/questions/{id}/statistics", { params: { path: { id } }, signal })),
    staleTime: 60_000,
  })

/** After a session was begun, left or ended: the lists of sessions, and what fits "missed" and "unseen". */
export function renewSessions(queryClient: QueryClient): void {
  for (const part of ["unfinished", "finished"]) void queryClient.invalidateQueries({ queryKey: ["practice", part] })
  void queryClient.invalidateQueries({ queryKey: ["questions", "available"] })
  void queryClient.invalidateQueries({ queryKey: ["today"] })
}

/** After a question was added, changed or marked. */
export function renewQuestions(queryClient: QueryClient): void {
  void queryClient.invalidateQueries({ queryKey: ["questions"] })
}

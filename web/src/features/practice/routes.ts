import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { focusRoute, shellRoute } from "../../app/layout-routes.ts"
import type { BankSearch } from "./bank-search.ts"
import type { BuilderSearch } from "./builder-choice.ts"

const isTextOrTexts = (value: unknown): value is string | string[] =>
  typeof value === "string" || (Array.isArray(value) && value.every((one) => typeof one === "string"))

const only = ["all", "unseen", "missed", "flagged"] as const
const bankTexts = ["q", "materialId", "topicId", "difficulty", "type"] as const

/** Queries are declared with their screens, out of the first load; they are started as soon as that code is there. */
const queries = () => import("./practice-queries.ts")

/** Screens with navigation. */
export const practiceRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/practice",
    validateSearch: (search: Record<string, unknown>): BuilderSearch => {
      const wanted = only.find((value) => value === search.only)
      return {
        ...(isTextOrTexts(search.materialId) && { materialId: search.materialId }),
        ...(isTextOrTexts(search.topicId) && { topicId: search.topicId }),
        ...(wanted && { only: wanted }),
      }
    },
    loader: ({ context: { queryClient } }) =>
      void queries().then(({ availableQuery, finishedQuery, unfinishedQuery }) => {
        void queryClient.prefetchQuery(availableQuery({}))
        void queryClient.prefetchQuery(unfinishedQuery)
        void queryClient.prefetchInfiniteQuery(finishedQuery)
      }),
    component: lazyRouteComponent(() => import("./practice-screen.tsx"), "PracticeScreen"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/practice/$sessionId/results",
    loader: ({ context: { queryClient }, params: { sessionId } }) =>
      void queries().then(({ resultsQuery, sessionQuery }) => {
        void queryClient.prefetchQuery(resultsQuery(sessionId))
        void queryClient.prefetchQuery(sessionQuery(sessionId))
      }),
    component: lazyRouteComponent(() => import("./results-screen.tsx"), "ResultsScreen"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/practice/questions",
    validateSearch: (search: Record<string, unknown>): BankSearch => ({
      ...Object.fromEntries(
        bankTexts.flatMap((name) => (typeof search[name] === "string" ? [[name, search[name]]] : [])),
      ),
      ...((search.show === "flagged" || search.show === "drafts") && { show: search.show }),
    }),
    component: lazyRouteComponent(() => import("./question-bank-screen.tsx"), "QuestionBankScreen"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/practice/questions/new",
    component: lazyRouteComponent(() => import("./question-editor-screen.tsx"), "NewQuestionScreen"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/practice/questions/$questionId",
    component: lazyRouteComponent(() => import("./question-editor-screen.tsx"), "EditQuestionScreen"),
  }),
] as const

/** Without navigation: nothing but the question. */
export const practiceFocusRoutes = [
  createRoute({
    getParentRoute: () => focusRoute,
    path: "/practice/$sessionId",
    loader: ({ context: { queryClient }, params: { sessionId } }) =>
      void queries().then(({ sessionQuery }) => queryClient.prefetchQuery(sessionQuery(sessionId))),
    component: lazyRouteComponent(() => import("./session-screen.tsx"), "SessionScreen"),
  }),
] as const

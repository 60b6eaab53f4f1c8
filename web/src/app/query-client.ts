import { QueryClient } from "@tanstack/react-query"
import { Problem } from "../lib/problem.ts"

/** What the server refused stays refused: only a missing or failed answer is asked for again. */
function isWorthRetrying(failures: number, error: unknown): boolean {
  return failures < 2 && error instanceof Problem && (error.status === 0 || error.status >= 500)
}

/**
 * Query keys begin with the resource they come from ("materials", "today", "reviews" …): live updates renew by it.
 * The network mode is "always" because the server may well run on this machine, with no network at all.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: isWorthRetrying, staleTime: 30_000, networkMode: "always" },
      mutations: { networkMode: "always" },
    },
  })
}

import type { QueryClient } from "@tanstack/react-query"
import type { LiveEvent } from "../lib/live.ts"

/** Which resources a live event makes stale. */
const staleAfter: Record<string, readonly string[]> = {
  material: ["materials", "today", "questions", "decks"],
  due: ["reviews", "decks", "today"],
  stats: ["today", "achievements"],
  notification: ["notifications"],
}

/** Fetches anew what the event concerns and is on the screen; the rest when it is next shown. */
export function renewFor(queryClient: QueryClient, event: LiveEvent): void {
  const type = (event.data as { type?: string } | null)?.type ?? event.name
  for (const resource of staleAfter[type] ?? []) void queryClient.invalidateQueries({ queryKey: [resource] })
}

/** After the stream was broken: anything may have happened meanwhile. */
export function renewAll(queryClient: QueryClient): void {
  void queryClient.invalidateQueries()
}

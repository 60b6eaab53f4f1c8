import type { QueryClient } from "@tanstack/react-query"
import type { LiveEvent } from "../lib/live.ts"

/** Which resources a live event makes stale. */
const staleAfter: Record<string, readonly string[]> = {
  material: ["materials", "today", "questions", "decks"],
  due: ["reviews", "decks", "today"],
  stats: ["today", "achievements"],
  notification: ["notifications"],
  account: ["me"],
}

/** A material that is being prepared tells of itself several times a second: a resource is renewed at most this often. */
const renewEveryMs = 1000
const renewing = new Map<string, { isWantedAgain: boolean }>()

function renew(queryClient: QueryClient, resource: string): void {
  const running = renewing.get(resource)
  if (running) {
    running.isWantedAgain = true
    return
  }
  const state = { isWantedAgain: false }
  renewing.set(resource, state)
  void queryClient.invalidateQueries({ queryKey: [resource] })
  setTimeout(() => {
    renewing.delete(resource)
    if (state.isWantedAgain) renew(queryClient, resource)
  }, renewEveryMs)
}

/** Fetches anew what the event concerns and is on the screen; the rest when it is next shown. */
export function renewFor(queryClient: QueryClient, event: LiveEvent): void {
  const type = (event.data as { type?: string } | null)?.type ?? event.name
  for (const resource of staleAfter[type] ?? []) renew(queryClient, resource)
}

/** After the stream was broken: anything may have happened meanwhile. */
export function renewAll(queryClient: QueryClient): void {
  void queryClient.invalidateQueries()
}

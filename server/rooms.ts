import type { App } from "./platform/api/index.ts"
import type { Deps, Sessions } from "./platform/deps.ts"
import type { JobHandlers } from "./platform/jobs.ts"

/** What a room gives to the server. */
export interface Room {
  name: string
  routes?: (app: App, deps: Deps) => void
  jobs?: JobHandlers
}

/** Every room of the house, from the ground up. A room that is not listed here is not served. */
export const rooms: readonly Room[] = []

/** Whether a sign-in still counts, as the accounts room knows it. */
export function createSessions(_deps: Pick<Deps, "db" | "cache" | "clock">): Sessions {
  return { isActive: async () => true }
}

import type { App } from "../platform/api/index.ts"
import { openEventStream } from "../platform/api/index.ts"
import type { Deps } from "../platform/deps.ts"

/** GET /events: what changes while a page is open, one stream for each page. */
export function serveLiveEvents(app: App, deps: Pick<Deps, "events" | "metrics">): void {
  app.get(
    "/events",
    {
      schema: {
        summary: "Live updates",
        description:
          "`text/event-stream`. Each message is JSON with a `type`; the page then fetches the thing concerned again. Nothing is repeated after a lost connection.",
        tags: ["live"],
      },
      config: { role: "student", rateLimit: { max: 60, timeWindow: 60_000 } },
    },
    (request, reply) => {
      const { userId } = request.learner
      const stream = openEventStream(request, reply)
      deps.metrics.liveConnections.inc()
      const unsubscribe = deps.events.subscribe(userId, (event) => void stream.send("message", event))
      stream.signal.addEventListener("abort", () => {
        unsubscribe()
        deps.metrics.liveConnections.dec()
      })
      void stream.send("message", { type: "connected" })
      return reply
    },
  )
}

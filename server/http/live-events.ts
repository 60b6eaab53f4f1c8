import type { App } from "../platform/api/index.ts"
import { openEventStream } from "../platform/api/index.ts"
import type { Deps } from "../platform/deps.ts"
import type { LiveEvent } from "../platform/events/index.ts"

/** GET /events: what changes while a page is open, one stream for each page. `end-streams.ts` ends it with its sign-in. */
export function serveLiveEvents(app: App, deps: Pick<Deps, "events" | "metrics" | "sessions">): void {
  app.get(
    "/events",
    {
      schema: {
        summary: "Live updates",
        description:
          "`text/event-stream`. Each message is JSON with a `type`; the page then fetches the thing concerned again. Nothing is repeated after a lost connection. The stream ends with the sign-in.",
        tags: ["live"],
      },
      // A stream that was opened with a key would outlive it; programs ask again instead.
      config: { role: "student", keyScope: "none", rateLimit: { max: 60, timeWindow: 60_000 } },
    },
    (request, reply) => {
      const { userId, sessionId } = request.learner
      const stream = openEventStream(request, reply)
      deps.metrics.liveConnections.inc()
      /** Somebody who was suspended or signed out learns nothing more, although the connection was theirs. */
      const tell = (event: LiveEvent) =>
        deps.sessions.isActive(userId, sessionId).then(
          (active) => (active ? void stream.send("message", event) : stream.end()),
          () => stream.end(),
        )
      const unsubscribe = deps.events.subscribe(userId, (event) => void tell(event))
      stream.signal.addEventListener("abort", () => {
        unsubscribe()
        deps.metrics.liveConnections.dec()
      })
      void stream.send("message", { type: "connected" })
      return reply
    },
  )
}

import type { App } from "../platform/api/index.ts"
import { openEventStream } from "../platform/api/index.ts"
import type { Deps } from "../platform/deps.ts"

/** A stream whose sign-in has ended is noticed after this at the latest; anything that would be sent asks before. */
const CHECK_EVERY_MS = 15_000

/** GET /events: what changes while a page is open, one stream for each page. */
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
      const { userId, sessionId, role } = request.learner
      const stream = openEventStream(request, reply)
      deps.metrics.liveConnections.inc()
      /** Somebody who was suspended or signed out learns nothing more, although the connection was theirs. */
      const whileSignedIn = (work: () => void) =>
        deps.sessions.isActive(userId, sessionId, role).then(
          (active) => (active ? work() : stream.end()),
          () => stream.end(),
        )
      const unsubscribe = deps.events.subscribe(
        userId,
        (event) => void whileSignedIn(() => void stream.send("message", event)),
      )
      const check = setInterval(() => void whileSignedIn(() => {}), CHECK_EVERY_MS)
      stream.signal.addEventListener("abort", () => {
        clearInterval(check)
        unsubscribe()
        deps.metrics.liveConnections.dec()
      })
      void stream.send("message", { type: "connected" })
      return reply
    },
  )
}

import type { FastifyInstance } from "fastify"
import type { EventStream } from "../platform/api/index.ts"
import { onRightsForgotten } from "../platform/cache/index.ts"
import type { Deps } from "../platform/deps.ts"

/** Between two looks at every open stream, for when nothing came to say that a sign-in had ended. */
const LOOK_EVERY_MS = 25_000

/**
 * Ends event streams (live updates, answers under way) whose sign-in has ended: the request that opened them was let in long ago. At once
 * where a process says so, else within half a minute. The page opens another one if it still may.
 */
export function endStreamsWithSignIns(
  app: FastifyInstance,
  { sessions, events, log }: Pick<Deps, "sessions" | "events" | "log">,
): void {
  const look = async (stream: EventStream) => {
    const { learner } = stream
    if (learner === null) return
    // What a key may do is asked anew when the program comes again.
    const mayGoOn = learner.apiKeyId === undefined && (await sessions.isActive(learner.userId, learner.sessionId))
    if (!mayGoOn) stream.end()
  }
  const lookAt = (streams: EventStream[]) => {
    // Asked one after the other: a thousand open pages are no reason for a thousand questions at once.
    void (async () => {
      for (const stream of streams) await look(stream)
    })().catch((error) => log.warn({ err: error }, "could not look whether open streams may stay"))
  }
  const unsubscribe = onRightsForgotten(events, (userId) =>
    lookAt([...app.eventStreams].filter(({ learner }) => learner?.userId === userId)),
  )
  const timer = setInterval(
    () => lookAt([...app.eventStreams].filter(({ learner }) => learner?.apiKeyId === undefined)),
    LOOK_EVERY_MS,
  )
  timer.unref()
  app.addHook("preClose", async () => {
    clearInterval(timer)
    unsubscribe()
  })
}

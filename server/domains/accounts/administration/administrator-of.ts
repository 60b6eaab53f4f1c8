import type { FastifyRequest } from "fastify"
import { originOf } from "../sessions/session-cookie.ts"
import type { Administrator } from "./person.ts"

/** Who administers, as a request says it. */
export function administratorOf(request: FastifyRequest): Administrator {
  const { userId, sessionId } = request.learner
  return { userId, sessionId, origin: originOf(request) }
}

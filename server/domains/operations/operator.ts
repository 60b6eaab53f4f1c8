import type { FastifyRequest } from "fastify"
import { originOf } from "../accounts/index.ts"
import type { RequestOrigin } from "../audit/index.ts"

/** Who asked for something, as the audit log keeps it. Of whoever has the command line nothing is known. */
export interface Operator {
  actorId: string | null
  sessionId?: string
  origin?: RequestOrigin
}

export const commandLine: Operator = { actorId: null }

export function administratorOf(request: FastifyRequest): Operator {
  const { userId, sessionId } = request.learner
  return { actorId: userId, sessionId, origin: originOf(request) }
}

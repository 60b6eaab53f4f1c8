import { z } from "zod"
import {
  answerNewSession,
  assertDemoLearner,
  originOf,
  sessionSchema,
  startSession,
} from "../domains/accounts/index.ts"
import type { App } from "../platform/api/index.ts"
import type { Deps } from "../platform/deps.ts"
import { NotFoundError } from "../shared/errors.ts"
import { ensureDemo, removeDemo } from "./enter-demo.ts"

const tags = ["demo"]

export function routes(app: App, deps: Deps): void {
  const isSecure = deps.config.http.publicUrl.startsWith("https:")

  app.post(
    "/auth/demo",
    {
      schema: {
        summary: "Look round as the demo learner; made with its material and history when it is not there",
        tags,
        body: z.object({ timeZone: z.string().min(1).max(64).default("UTC") }),
        response: { 200: sessionSchema },
      },
      config: { role: "public", readsCookie: "from-own-page", rateLimit: { max: 10, timeWindow: 60_000 } },
    },
    async (request, reply) => {
      if (!deps.config.demo) throw new NotFoundError("demo-off", "This server has no demo learner.")
      const userId = await ensureDemo(deps, request.body.timeZone)
      const session = await startSession(deps, userId, { origin: originOf(request), rememberMe: false })
      return answerNewSession(deps, request, reply, isSecure, session)
    },
  )

  app.post(
    "/auth/demo/reset",
    {
      schema: { summary: "As the demo learner: begin anew", tags, response: { 204: z.null() } },
      config: { role: "student" },
    },
    async (request, reply) => {
      const { userId } = request.learner
      await assertDemoLearner(deps, userId)
      await removeDemo(deps)
      return reply.code(204).send(null)
    },
  )
}

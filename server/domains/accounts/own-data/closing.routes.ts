import { z } from "zod"
import type { App } from "../../../platform/api/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { clearRefreshCookie, originOf } from "../sessions/session-cookie.ts"
import { closeAccount } from "./close-account.ts"

export function closingRoutes(app: App, deps: Deps): void {
  const isSecure = deps.config.http.publicUrl.startsWith("https:")

  app.get(
    "/me/close",
    {
      schema: {
        summary: "How long your account could be brought back if you closed it now",
        tags: ["accounts"],
        response: { 200: z.object({ keepDays: z.number().int() }) },
      },
      config: { role: "student" },
    },
    async () => ({ keepDays: await deps.retention.keepDaysOf("closed-accounts") }),
  )

  app.post(
    "/me/close",
    {
      schema: {
        summary: "Close your account; signing in brings it back until it is deleted for good",
        tags: ["accounts"],
        body: z.object({ password: z.string().max(1000) }),
        response: { 204: z.null() },
      },
      config: {
        role: "student",
        confirmsIdentity: "with-second-factor",
        rateLimit: { max: 10, timeWindow: 60_000 },
      },
    },
    async (request, reply) => {
      const { userId, sessionId } = request.learner
      await closeAccount(deps, { userId, sessionId, password: request.body.password, origin: originOf(request) })
      clearRefreshCookie(reply, isSecure)
      return reply.code(204).send(null)
    },
  )
}

import type { App } from "../../platform/api/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { todaySchema } from "./dashboard.schema.ts"
import { readToday } from "./read-today.ts"

export function routes(app: App, deps: Deps): void {
  app.get(
    "/today",
    {
      schema: {
        summary: "What is due, the goal, the streak, mastery and where to go on",
        tags: ["dashboard"],
        response: { 200: todaySchema },
      },
      config: { role: "student" },
    },
    (request) => readToday(deps, request.learner.userId),
  )
}

import { z } from "zod"
import type { App } from "../../platform/api/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { achievementSchema } from "./learning-record.schema.ts"
import { readAchievements } from "./read-achievements.ts"

export function routes(app: App, deps: Pick<Deps, "db">): void {
  app.get(
    "/achievements",
    {
      schema: {
        summary: "Achievements with your progress",
        tags: ["learning record"],
        response: { 200: z.object({ items: z.array(achievementSchema) }) },
      },
      config: { role: "student" },
    },
    async (request) => ({ items: await readAchievements(deps, request.learner.userId) }),
  )
}

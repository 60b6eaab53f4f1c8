import type { App } from "../../../platform/api/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { definedOnly } from "../../../shared/defined-only.ts"
import { backgroundChangeSchema, backgroundSchema } from "./background.schema.ts"
import { type Background, type BackgroundChange, backgroundOptions } from "./background.ts"
import { editBackground, readBackground } from "./edit-background.ts"

const tags = ["accounts"]
const config = { role: "student" } as const

export function backgroundRoutes(app: App, deps: Deps): void {
  app.get(
    "/me/background",
    {
      schema: {
        summary: "What you told about yourself, and what can be chosen",
        tags,
        response: { 200: backgroundSchema },
      },
      config,
    },
    async (request) => withOptions(await readBackground(deps, request.learner.userId)),
  )

  app.patch(
    "/me/background",
    {
      schema: {
        summary: "Tell something about yourself, or skip the questions",
        tags,
        body: backgroundChangeSchema,
        response: { 200: backgroundSchema },
      },
      config,
    },
    async (request) => {
      const change: BackgroundChange = definedOnly(request.body)
      return withOptions(await editBackground(deps, request.learner.userId, change))
    },
  )
}

function withOptions(background: Background) {
  const { languages, frameworks, computeHardware, roboticsHardware } = backgroundOptions
  return {
    ...background,
    options: {
      languages: [...languages],
      frameworks: [...frameworks],
      computeHardware: [...computeHardware],
      roboticsHardware: [...roboticsHardware],
    },
  }
}

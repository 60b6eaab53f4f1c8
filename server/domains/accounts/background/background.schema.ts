import { z } from "zod"
import { backgroundOptions, experienceLevels } from "./background.ts"

function chosenFrom(options: readonly [string, ...string[]]) {
  return z.array(z.enum(options, "Choose from the list.")).max(options.length, "Choose each once.")
}

const fields = {
  experienceLevel: z.enum(experienceLevels).nullable(),
  studiesComputing: z.boolean().nullable().describe("the lists below are asked of those who do"),
  languages: chosenFrom(backgroundOptions.languages),
  frameworks: chosenFrom(backgroundOptions.frameworks),
  computeHardware: chosenFrom(backgroundOptions.computeHardware),
  roboticsHardware: chosenFrom(backgroundOptions.roboticsHardware),
}

const list = z.array(z.string())

export const backgroundSchema = z
  .object({
    ...fields,
    languages: list,
    frameworks: list,
    computeHardware: list,
    roboticsHardware: list,
    state: z.enum(["unasked", "open", "skipped", "done"]).describe("of the questionnaire; open: begun and left"),
    options: z.object({
      languages: list,
      frameworks: list,
      computeHardware: list,
      roboticsHardware: list,
    }),
  })
  .meta({ id: "Background" })

export const backgroundChangeSchema = z.object({ ...fields, state: z.enum(["open", "skipped", "done"]) }).partial()

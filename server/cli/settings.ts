import { describeSettings } from "../platform/environment.ts"
import { defineCommand, tableOf } from "./command.ts"

export const settings = defineCommand({
  name: "settings",
  summary: "List the settings, which are environment variables, with their defaults",
  async run() {
    const all = describeSettings()
    const rows = all.map(({ name, default: preset, description }) => [name, preset === "" ? "-" : preset, description])
    return { json: all, text: tableOf([["NAME", "DEFAULT", "MEANING"], ...rows]) }
  },
})

import { describeSettings } from "../platform/environment.ts"
import { defineCommand, tableOf } from "./command.ts"

export const settings = defineCommand({
  name: "settings",
  summary: "List the settings, which are environment variables, with their defaults",
  async run() {
    const all = describeSettings()
    const rows = all.map(({ name, default: preset, description }) => [name, preset === "" ? "-" : preset, description])
    const secrets = all.filter(({ secret }) => secret).map(({ name }) => name)
    const note = `Secrets can stand in a file that NAME_FILE names: ${secrets.join(", ")}.`
    return { json: all, text: `${tableOf([["NAME", "DEFAULT", "MEANING"], ...rows])}\n\n${note}` }
  },
})

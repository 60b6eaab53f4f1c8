import { ConfigError, readConfig } from "../platform/config.ts"
import { describeSettings } from "../platform/environment.ts"
import { fileVariableOf } from "../platform/secret-files.ts"
import { type CommandOutput, defineCommand, tableOf } from "./command.ts"
import { checkDatabase } from "./doctor-database.ts"
import { checkDisk, checkFiles, checkModels, checkNode, checkPage, type Finding } from "./doctor-machine.ts"
import { checkMail } from "./doctor-mail.ts"
import { checkScanner } from "./doctor-scanner.ts"
import { checkRedis, checkWaits } from "./doctor-shared.ts"

export const doctor = defineCommand({
  name: "doctor",
  summary: "Look whether everything StudyIn stands on is in order, and say what to do where it is not",
  details: `Changes no data. While a server runs on the embedded database, that database is asked through the server.
The exit code is 1 when a check fails; a warning is none.`,
  async run() {
    const settings = effectiveSettings()
    const findings: Finding[] = [checkNode()]
    try {
      const config = readConfig()
      findings.push({ name: "settings", status: "ok", detail: "can be used" })
      findings.push(...(await checkDatabase(config)), await checkFiles(config), await checkDisk(config))
      findings.push(
        ...(await checkWaits(config)),
        ...(await checkRedis(config)),
        await checkModels(config),
        await checkMail(config),
        await checkScanner(config),
      )
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      findings.push({ name: "settings", status: "fail", detail: error.message, advice: "Correct them and try again." })
    }
    findings.push(checkPage())
    return report(findings, settings)
  },
})

interface EffectiveSetting {
  name: string
  value: string
  isDefault: boolean
}

function effectiveSettings(): EffectiveSetting[] {
  return describeSettings().map(({ name, default: preset, secret }) => {
    const file = secret ? process.env[fileVariableOf(name)] : undefined
    const given = file || process.env[name]
    const isDefault = given === undefined || given === ""
    return {
      name,
      value: isDefault ? preset : file ? `(from ${file})` : secret ? "(set, not shown)" : given,
      isDefault,
    }
  })
}

function report(findings: Finding[], settings: EffectiveSetting[]): CommandOutput {
  const failed = findings.filter(({ status }) => status === "fail")
  const lines = findings.map(({ name, status, detail, advice }) => {
    const told = advice === undefined || status === "ok" ? "" : `\n        → ${advice}`
    return `  ${status.padEnd(4)}  ${name}: ${detail}${told}`
  })
  const rows = settings.map(({ name, value, isDefault }) => [name, value === "" ? "-" : value, isDefault ? "" : "set"])
  const output = {
    json: { ok: failed.length === 0, checks: findings, settings },
    text: `${lines.join("\n")}\n\nSettings:\n${tableOf(rows)}`,
  }
  if (failed.length === 0) return output
  const names = failed.map(({ name }) => name).join(", ")
  return { ...output, failed: `${failed.length === 1 ? "One check" : `${failed.length} checks`} failed: ${names}.` }
}

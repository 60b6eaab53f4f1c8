import {
  applyRetention,
  commandLine,
  editPolicy,
  listRetentionRuns,
  type PolicyReport,
  type RetentionRun,
  reportRetention,
} from "../domains/operations/index.ts"
import { openHouse } from "../main.ts"
import { readConfig } from "../platform/config.ts"
import type { Deps } from "../platform/deps.ts"
import { CommandError, type CommandOutput, defineCommand, tableOf } from "./command.ts"

const RUNS_SHOWN = 30

interface Options {
  "dry-run": boolean
  days: number | undefined
  "archive-days": string | undefined
  on: boolean
  off: boolean
}

const actions: Record<string, (deps: Deps, policy: string | undefined, options: Options) => Promise<CommandOutput>> = {
  async list(deps) {
    const policies = await reportRetention(deps)
    return {
      json: policies,
      text: tableOf([["POLICY", "DOES", "DAYS", "ARCHIVE", "LAST RUN", "ABOUT"], ...policies.map(rowOf)]),
    }
  },
  async set(deps, policy, options) {
    if (policy === undefined)
      throw new CommandError("`studyin retention set` needs the name of a policy. See `studyin retention list`.")
    const changed = await editPolicy(deps, policy, changeOf(options), commandLine)
    const kept = changed.isEnabled ? `kept ${changed.keepDays} days` : "switched off"
    return { json: changed, text: `${policy}: ${kept}${archiveWords(changed)}. The next run goes by it.` }
  },
  async run(deps, policy, options) {
    if (policy !== undefined && !(await reportRetention(deps)).some(({ name }) => name === policy))
      throw new CommandError(`There is no policy called ${policy}. See \`studyin retention list\`.`)
    const runs = await applyRetention(deps, {
      isDryRun: options["dry-run"],
      ...(policy === undefined ? {} : { policy }),
    })
    const failed = runs.filter(({ error }) => error !== null)
    return {
      json: runs,
      text: runTable(runs),
      ...(failed.length === 0
        ? {}
        : { failed: `Could not be applied: ${failed.map((run) => `${run.policy} (${run.error})`).join(", ")}` }),
    }
  },
  async report(deps, policy) {
    const runs = await listRetentionRuns(deps, { limit: RUNS_SHOWN, ...(policy === undefined ? {} : { policy }) })
    return { json: runs, text: runs.length === 0 ? "Nothing was run yet." : runTable(runs) }
  },
}

export const retention = defineCommand({
  name: "retention",
  summary: "See and change how long everything is kept, and apply it",
  operands: "[list|set|run|report] [POLICY]",
  details: `  list           every policy with its period and last run (default)
  set POLICY     change it: --days, --archive-days, --on, --off
  run [POLICY]   apply one, or all that are switched on; --dry-run only counts
  report         what the last runs did

The server applies all of them every night. With the embedded database stop the server first, or use its page
Administration, which does the same.`,
  options: {
    "dry-run": { type: "boolean", description: "with run: count, and change nothing" },
    days: { type: "integer", value: "N", description: "with set: keep it so many days", minimum: 1 },
    "archive-days": {
      type: "string",
      value: "N",
      description: 'with set: keep archives so many days, or "forever"',
    },
    on: { type: "boolean", description: "with set: apply it" },
    off: { type: "boolean", description: "with set: do not apply it" },
  },
  async run({ options, operands }) {
    const [name = "list", policy, surplus] = operands
    const action = actions[name]
    if (action === undefined || surplus !== undefined)
      throw new CommandError(`\`studyin retention\` takes list, set, run or report, not "${surplus ?? name}".`)
    const house = await openHouse(readConfig())
    try {
      return await action(house.deps, policy, options)
    } finally {
      await house.close()
    }
  },
})

function changeOf(options: Options) {
  if (options.on && options.off) throw new CommandError("Choose --on or --off.")
  const archive = options["archive-days"]
  if (archive !== undefined && archive !== "forever" && !/^[1-9]\d*$/.test(archive))
    throw new CommandError(`--archive-days takes a number of days or "forever", not "${archive}".`)
  const change = {
    ...(options.days === undefined ? {} : { keepDays: options.days }),
    ...(archive === undefined ? {} : { archiveKeepDays: archive === "forever" ? null : Number(archive) }),
    ...(options.on || options.off ? { isEnabled: options.on } : {}),
  }
  if (Object.keys(change).length === 0)
    throw new CommandError("Say what to change: --days N, --archive-days N, --on or --off.")
  return change
}

function rowOf({ name, action, keepDays, archiveKeepDays, isEnabled, lastRun, description }: PolicyReport): string[] {
  const last = lastRun === null ? "never" : `${timeOf(lastRun.startedAt)}${lastRun.error === null ? "" : " failed"}`
  const archived = action === "archive" ? (archiveKeepDays === null ? "forever" : String(archiveKeepDays)) : "-"
  return [name, isEnabled ? action : `${action} (off)`, String(keepDays), archived, last, description]
}

function archiveWords({ action, archiveKeepDays }: { action: string; archiveKeepDays: number | null }): string {
  if (action !== "archive") return ""
  return archiveKeepDays === null ? ", its archives for good" : `, its archives ${archiveKeepDays} days`
}

function runTable(runs: readonly RetentionRun[]): string {
  return tableOf([
    ["STARTED", "POLICY", "ROWS", "MONTHS", "RESULT"],
    ...runs.map((run) => [
      timeOf(run.startedAt),
      run.policy,
      String(run.rowCount),
      monthsOf(run.partitions),
      run.error ?? (run.finishedAt === null ? "cut off" : run.isDryRun ? "counted only" : "done"),
    ]),
  ])
}

/** Of partitions such as interactions_2025_07: "2025-07 to 2025-10", or "-". */
function monthsOf(partitions: readonly string[]): string {
  const months = partitions.map((name) => name.slice(-7).replace("_", "-")).sort()
  const [first = "-", last = "-"] = [months[0], months.at(-1)]
  return first === last ? first : `${first} to ${last}`
}

const timeOf = (at: Date) => at.toISOString().slice(0, 16).replace("T", " ")

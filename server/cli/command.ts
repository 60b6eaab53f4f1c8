import { parseArgs } from "node:util"

export type OptionSpec =
  | { type: "boolean"; description: string }
  | { type: "string"; description: string; value: string; default?: string; required?: boolean }
  | { type: "integer"; description: string; value: string; default?: number; minimum?: number; required?: boolean }

export type OptionSpecs = Readonly<Record<string, OptionSpec>>

type Always<S> = S extends { required: true } | { default: string | number } ? true : false
type ValueOf<S extends OptionSpec> = S["type"] extends "boolean"
  ? boolean
  : S["type"] extends "integer"
    ? number | (Always<S> extends true ? never : undefined)
    : string | (Always<S> extends true ? never : undefined)

export type OptionValues<O extends OptionSpecs> = { [Name in keyof O]: ValueOf<O[Name]> }

export interface CommandInput<O extends OptionSpecs> {
  options: OptionValues<O>
  /** What was given besides options: file names. */
  operands: string[]
  json: boolean
}

export interface CommandOutput {
  /** Printed on one line with `--json`. */
  json: unknown
  /** Printed without `--json`; where it is absent the JSON is, indented. */
  text?: string
  /** Why the command did not succeed although it has something to show: goes to stderr, and the exit code is 1. */
  failed?: string
}

interface CommandSpec<O extends OptionSpecs> {
  /** The words after `studyin`. */
  name: string
  summary: string
  /** As the usage line shows them: "FILE…". Without it none are taken. */
  operands?: string
  details?: string
  options?: O
  /** Resolves to nothing when it prints by itself, as a server does. */
  run(input: CommandInput<O>): Promise<CommandOutput | undefined>
}

export interface Command {
  name: string
  summary: string
  help(): string
  /** @throws CommandError when the arguments cannot be used, and what the command throws */
  run(args: readonly string[]): Promise<{ output: CommandOutput | undefined; json: boolean }>
}

/** Something the person can put right. The message is one sentence, or a few. */
export class CommandError extends Error {
  override name = "CommandError"
}

/** A command of `studyin`; `--help` and `--json` come by themselves. */
export function defineCommand<const O extends OptionSpecs>(spec: CommandSpec<O>): Command {
  const specs: OptionSpecs = spec.options ?? {}
  return {
    name: spec.name,
    summary: spec.summary,
    help: () => helpOf(spec, specs),
    async run(args) {
      const { options, operands, json } = parseCommandLine(args, specs, spec)
      return { output: await spec.run({ options: options as OptionValues<O>, operands, json }), json }
    },
  }
}

/** Exported for its tests. @throws CommandError */
export function parseCommandLine(
  args: readonly string[],
  specs: OptionSpecs,
  { name, operands }: { name: string; operands?: string },
): { options: Record<string, string | number | boolean | undefined>; operands: string[]; json: boolean } {
  const { values, positionals } = parse(args, specs, name)
  if (operands === undefined && positionals.length > 0)
    throw new CommandError(`\`studyin ${name}\` takes no "${positionals[0]}". See \`studyin ${name} --help\`.`)
  const options: Record<string, string | number | boolean | undefined> = {}
  for (const [option, spec] of Object.entries(specs)) options[option] = optionValue(option, spec, values[option], name)
  return { options, operands: positionals, json: values.json === true }
}

function parse(args: readonly string[], specs: OptionSpecs, name: string) {
  const options = Object.fromEntries(
    Object.entries(specs).map(([option, { type }]) => [
      option,
      { type: type === "boolean" ? ("boolean" as const) : ("string" as const) },
    ]),
  )
  try {
    return parseArgs({
      args: [...args],
      options: { ...options, json: { type: "boolean" } },
      allowPositionals: true,
    }) as { values: Record<string, string | boolean | undefined>; positionals: string[] }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (!code?.startsWith("ERR_PARSE_ARGS")) throw error
    // Node's first sentence says what is wrong; the following ones are for programmers.
    const [what] = (error as Error).message.split(/\.(?:\s|$)/)
    throw new CommandError(`${what}. See \`studyin ${name} --help\`.`)
  }
}

function optionValue(option: string, spec: OptionSpec, given: string | boolean | undefined, name: string) {
  if (spec.type === "boolean") return given === true
  if (given === undefined || given === "") {
    if (spec.required === true)
      throw new CommandError(`\`studyin ${name}\` needs --${option} ${spec.value}. See \`studyin ${name} --help\`.`)
    return spec.default
  }
  if (spec.type === "string") return String(given)
  const number = Number(given)
  if (!Number.isInteger(number) || number < (spec.minimum ?? 0))
    throw new CommandError(`--${option} takes a whole number from ${spec.minimum ?? 0} up, not "${given}".`)
  return number
}

function helpOf(
  spec: { name: string; summary: string; operands?: string; details?: string },
  specs: OptionSpecs,
): string {
  const rows = Object.entries(specs).map(([option, one]): [string, string] => [
    one.type === "boolean" ? `--${option}` : `--${option} ${one.value}`,
    one.type === "boolean" ? one.description : one.description + noteOf(one),
  ])
  rows.push(["--json", "print JSON on one line"], ["--help", "show this"])
  const usage = ["studyin", spec.name, "[options]", ...(spec.operands === undefined ? [] : [spec.operands])].join(" ")
  const parts = [`Usage: ${usage}`, spec.summary, ...(spec.details === undefined ? [] : [spec.details])]
  return `${parts.join("\n\n")}\n\nOptions:\n${tableOf(rows)}`
}

function noteOf(option: { default?: string | number; required?: boolean }): string {
  if (option.required === true) return " (required)"
  return option.default === undefined ? "" : ` (default ${option.default})`
}

/** Rows in columns, two spaces in. The last column is not filled up. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  const widths: number[] = []
  for (const row of rows)
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length)
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd())
    .join("\n")
}

import packageJson from "../../package.json" with { type: "json" }
import { ConfigError } from "../platform/config.ts"
import { DataFolderLockedError, SchemaMismatchError } from "../platform/database/index.ts"
import { DomainError } from "../shared/errors.ts"
import { type Command, CommandError, tableOf } from "./command.ts"
import { commands } from "./commands.ts"

export interface Terminal {
  /** To stdout, with a line feed. */
  print(text: string): void
  /** To stderr, with a line feed. */
  complain(text: string): void
}

/** Runs `studyin ARGS…` and resolves to the exit code: 0 only when the command did what it was asked to. */
export async function runCommandLine(args: readonly string[], { print, complain }: Terminal): Promise<number> {
  try {
    const { command, rest, words } = await findCommand(args)
    if (command === undefined) {
      if (rest[0] === "--version") print(packageJson.version)
      else if (rest.length === 0 || isHelp(rest[0])) print(await overview(words))
      else throw new CommandError(`There is no command "${[...words, rest[0]].join(" ")}". See \`studyin --help\`.`)
      return 0
    }
    if (rest.some(isHelp)) {
      print(command.help())
      return 0
    }
    const { output, json } = await command.run(rest)
    if (output === undefined) return 0
    print(json ? JSON.stringify(output.json) : (output.text ?? JSON.stringify(output.json, null, 2)))
    if (output.failed === undefined) return 0
    complain(output.failed)
    return 1
  } catch (error) {
    complain(explain(error))
    return 1
  }
}

function isHelp(word: string | undefined): boolean {
  return word === "--help" || word === "-h" || word === "help"
}

/** The longest command the first words name. `words`: those that only begin one, such as "evaluate". */
async function findCommand(
  args: readonly string[],
): Promise<{ command?: Command; words: string[]; rest: readonly string[] }> {
  for (let count = Math.min(2, args.length); count > 0; count--) {
    const load = commands[args.slice(0, count).join(" ")]
    if (load !== undefined) return { command: await load(), words: [], rest: args.slice(count) }
  }
  const [first = ""] = args
  const begins = Object.keys(commands).some((name) => name.startsWith(`${first} `))
  return begins ? { words: [first], rest: args.slice(1) } : { words: [], rest: args }
}

async function overview(words: readonly string[]): Promise<string> {
  const names = Object.keys(commands).filter((name) => words.every((word, at) => name.split(" ")[at] === word))
  const rows: string[][] = []
  for (const name of names) rows.push([name, (await commands[name]?.())?.summary ?? ""])
  const start = ["Usage: studyin", ...words, "COMMAND [options]"].join(" ")
  return `${start}\n\n${tableOf(rows)}\n\nEach has its own --help, and --json for programs. Settings come from the environment: \`studyin settings\`.`
}

/** One sentence for the person at the terminal. What nobody foresaw says where it happened when LOG_LEVEL is debug or trace. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return `StudyIn failed: ${String(error)}`
  const isForeseen =
    error instanceof CommandError ||
    error instanceof ConfigError ||
    error instanceof DataFolderLockedError ||
    error instanceof SchemaMismatchError ||
    error instanceof DomainError
  if (isForeseen) return error.message
  const isAskedFor = process.env.LOG_LEVEL === "debug" || process.env.LOG_LEVEL === "trace"
  return isAskedFor
    ? (error.stack ?? error.message)
    : `StudyIn failed: ${error.message || error.name}. LOG_LEVEL=debug shows where.`
}

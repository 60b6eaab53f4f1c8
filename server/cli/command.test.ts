import { expect, test } from "vitest"
import { CommandError, defineCommand, type OptionSpecs, parseCommandLine, tableOf } from "./command.ts"

const specs = {
  port: { type: "integer", value: "N", description: "where to listen" },
  hour: { type: "integer", value: "HOUR", description: "when", default: 4, minimum: 1 },
  log: { type: "string", value: "FILE", description: "what to read", required: true },
  quiet: { type: "boolean", description: "say nothing" },
} as const satisfies OptionSpecs

const parse = (...args: string[]) => parseCommandLine(args, specs, { name: "try", operands: "FILE…" })

test("gives options, defaults, operands and --json", () => {
  expect(parse("--log", "a.csv", "--port=0", "one", "--quiet", "two")).toEqual({
    options: { port: 0, hour: 4, log: "a.csv", quiet: true },
    operands: ["one", "two"],
    json: false,
  })
  expect(parse("--log=a", "--json").json).toBe(true)
  // What follows a lone -- is a name, however it begins.
  expect(parse("--log=a", "--", "--quiet").operands).toEqual(["--quiet"])
})

test.each([
  [["--port", "1"], "needs --log FILE"],
  [["--log="], "needs --log FILE"],
  [["--log", "a", "--port", "many"], '--port takes a whole number from 0 up, not "many"'],
  [["--log", "a", "--port=-1"], "from 0 up"],
  [["--log", "a", "--hour", "0"], "from 1 up"],
  [["--log", "a", "--hour", "1.5"], "whole number"],
  [["--log", "a", "--loud"], "Unknown option '--loud'"],
  [["--log", "a", "--quiet=yes"], "'--quiet' does not take an argument"],
  [["--log"], "'--log <value>' argument missing"],
])("says in a sentence what is wrong with %j", (args, words) => {
  expect(() => parse(...args)).toThrow(CommandError)
  expect(() => parse(...args)).toThrow(words)
})

test("takes operands only where the command does", () => {
  expect(() => parseCommandLine(["file"], {}, { name: "worker" })).toThrow('`studyin worker` takes no "file"')
})

test("help shows usage, every option with its default, and both that come by themselves", async () => {
  const command = defineCommand({
    name: "try",
    summary: "Try it",
    operands: "FILE…",
    options: specs,
    async run({ options, operands }) {
      return { json: { hour: options.hour, operands } }
    },
  })
  const help = command.help()
  expect(help).toContain("Usage: studyin try [options] FILE…")
  expect(help).toMatch(/--log FILE +what to read \(required\)/)
  expect(help).toMatch(/--hour HOUR +when \(default 4\)/)
  expect(help).toMatch(/--json/)
  expect(await command.run(["--log=a", "x"])).toEqual({ output: { json: { hour: 4, operands: ["x"] } }, json: false })
})

test("a table's columns line up", () => {
  expect(
    tableOf([
      ["a", "bcd"],
      ["long", "e"],
      ["f", ""],
    ]),
  ).toBe("  a     bcd\n  long  e\n  f")
})

import { expect, test } from "vitest"
import { runCommandLine } from "./run-command-line.ts"

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = []
  const err: string[] = []
  const code = await runCommandLine(args, { print: (text) => out.push(text), complain: (text) => err.push(text) })
  return { code, out: out.join("\n"), err: err.join("\n") }
}

test("lists the commands, those of a group too, and each one's own help", async () => {
  expect((await run()).out).toMatch(/serve +Start the server/)
  expect((await run("--help")).code).toBe(0)
  const group = await run("evaluate", "--help")
  expect(group.out).toContain("evaluate reviews")
  expect(group.out).not.toContain("doctor")
  expect((await run("smoke", "--help")).out).toContain("Usage: studyin smoke [options] FILE…")
  expect((await run("--version")).out).toMatch(/^\d+\.\d+\.\d+$/)
})

test("prints JSON on one line when asked to", async () => {
  const { code, out } = await run("settings", "--json")
  expect(code).toBe(0)
  expect(out).not.toContain("\n")
  expect(JSON.parse(out)).toContainEqual(expect.objectContaining({ name: "PORT", default: "3000" }))
})

test.each([
  [["fly"], 'There is no command "fly". See `studyin --help`.'],
  [["evaluate", "weather"], 'There is no command "evaluate weather". See `studyin --help`.'],
  [["smoke"], "`studyin smoke` needs a file. See `studyin smoke --help`."],
  [["smoke", "no/such.pdf"], "no/such.pdf cannot be read (ENOENT)."],
  [["migrate", "sideways"], '`studyin migrate` takes up, down or status, not "sideways".'],
  [["evaluate", "reviews", "--log", "no/such.csv"], "no/such.csv cannot be read (ENOENT)."],
])("says what is wrong with %j on stderr alone, with exit code 1", async (args, sentence) => {
  expect(await run(...args)).toEqual({ code: 1, out: "", err: sentence })
})

import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { root } from "./source-files.ts"

const read = (file: string) => readFileSync(join(root, file), "utf8")
const document = read("docs/security.md")
const asvs = read("docs/asvs.md")

/** What stands in code marks and is a file by its looks: with folders, or with an ending that ours have. */
const filesNamedIn = (text: string) =>
  [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)*)`/g)]
    .map(([, file = ""]) => file)
    .filter((file) => /\.(?:tsx?|mjs|md|json|ya?ml|sql|sh)$/.test(file) || file === "Dockerfile")

test.each([
  ["docs/security.md", document, 60],
  ["docs/asvs.md", asvs, 200],
])("every file that %s names exists", (_name, text, least) => {
  const named = filesNamedIn(text)
  expect(named.length).toBeGreaterThan(least)
  expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([])
})

test("every part of a page that docs/asvs.md points to is there", () => {
  const parts = [...asvs.matchAll(/`(docs\/[\w/-]+\.md)` \(([^)]+)\)/g)].flatMap(([, file = "", names = ""]) =>
    names.split(", ").map((name) => ({ file, name })),
  )
  expect(parts.length).toBeGreaterThan(15)
  expect(parts.filter(({ file, name }) => !new RegExp(`^#{2,3} ${name}$`, "m").test(read(file)))).toEqual([])
})

test("every threat has a defence and a test", () => {
  const threats = document.split("## Threats")[1]?.split("\n## ")[0] ?? ""
  const rows = threats.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| threat"))
  expect(rows.length).toBeGreaterThan(30)
  for (const row of rows) {
    const [, threat = "", defence = "", proof = ""] = row.split(" | ").length === 3 ? ["", ...row.split(" | ")] : []
    expect([threat.length > 5, defence.length > 10, /`[\w./-]+\.test\.tsx?`/.test(proof)], row).toEqual([
      true,
      true,
      true,
    ])
  }
})

describe("of the requirements of OWASP ASVS", () => {
  const cellsOf = (line: string) => line.split("|").map((cell) => cell.trim())
  const items = asvs
    .split("\n")
    .filter((line) => /^\| \d+\.\d+\.\d+.* \| (?:1|2|1, 2) \| /.test(line))
    .map((line) => {
      const [, number = "", , , state = "", evidence = ""] = cellsOf(line)
      return { number, state, evidence }
    })
  const numbersOf = (wanted: string) => items.filter(({ state }) => state === wanted).map(({ number }) => number)

  test("each has one of five states, once, and what is met wholly or partly has evidence", () => {
    expect(items.length).toBeGreaterThan(190)
    expect(new Set(items.map(({ number }) => number)).size).toBe(items.length)
    const states = ["met", "partly", "not met", "operator's part", "not applicable"]
    expect(items.filter(({ state }) => !states.includes(state))).toEqual([])
    const without = items.filter(
      ({ state, evidence }) => (state === "met" || state === "partly") && filesNamedIn(evidence).length === 0,
    )
    expect(without).toEqual([])
    expect(items.filter(({ evidence }) => evidence.length < 5)).toEqual([])
  })

  test("those not met stand at the top with what they would take, and both documents count alike", () => {
    const top = asvs.split("## What is not met")[1]?.split("\n## ")[0] ?? ""
    const listed = [...top.matchAll(/^\| (\d+\.\d+\.\d+)/gm)].map(([, number]) => number)
    expect(listed).toEqual(numbersOf("not met"))
    for (const state of ["partly", "not met"])
      expect(asvs).toMatch(new RegExp(`^\\| ${state} \\|.*\\| ${numbersOf(state).length} \\|$`, "m"))
    const said = `${numbersOf("partly").length} partly, ${numbersOf("not met").length} not`
    expect(document).toContain(said)
  })
})

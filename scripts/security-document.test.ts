import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { root } from "./source-files.ts"

const document = readFileSync(join(root, "docs/security.md"), "utf8")

test("every test that docs/security.md names exists", () => {
  const named = [...document.matchAll(/`([\w./-]+\.test\.tsx?)`/g)].map(([, file = ""]) => file)
  expect(named.length).toBeGreaterThan(50)
  expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([])
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

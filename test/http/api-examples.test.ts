import { execFile, spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { promisify } from "node:util"
import { hash } from "@node-rs/argon2"
import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { keyScopes } from "../../server/platform/api/index.ts"
import { openTarget, type Target } from "./attacks/target.ts"

// What docs/api.md tells people to type is typed here.
const text = readFileSync(new URL("../../docs/api.md", import.meta.url), "utf8")
const examples = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, script = ""]) => script)
const hasTools = ["curl", "bash", "python3"].every((tool) => spawnSync(tool, ["--version"]).status === 0)
const password = "a quiet river at night"

describe.skipIf(!hasTools)("the examples of docs/api.md (with curl, bash and python3)", () => {
  let target: Target
  let env: Record<string, string>

  beforeAll(async () => {
    target = await openTarget()
    const person = await target.person()
    await sql`update users set password_hash = ${await hash(password)} where id = ${person.userId}`.execute(
      target.database.admin,
    )
    const made = await target.app.inject({
      method: "POST",
      url: "/api/v1/me/api-keys",
      headers: person.headers,
      payload: { name: "Examples", scopes: ["write"], expiresInDays: 30, password },
    })
    const STUDYIN = await target.app.listen({ port: 0, host: "127.0.0.1" })
    env = { ...(process.env as Record<string, string>), STUDYIN, KEY: made.json().key, no_proxy: "127.0.0.1" }
  })
  afterAll(() => target?.close())

  test("are there", () => {
    expect(examples.length).toBeGreaterThanOrEqual(5)
  })

  test.each(examples)("%s", async (script) => {
    const { stdout } = await promisify(execFile)("bash", ["-euo", "pipefail", "-c", script], { env })
    expect(stdout).toMatch(/^\{/)
  })
})

test("every scope is in the table of docs/api.md, and no other", () => {
  const documented = [...text.matchAll(/^\| (`[a-z:`, ]+`) \| (?!.*\b40[13])/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([a-z]+(?::[a-z]+)?)`/g)].map(([, scope]) => scope),
  )
  expect(documented.sort()).toEqual([...keyScopes].sort())
})

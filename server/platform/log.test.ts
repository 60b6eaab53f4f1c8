import { expect, test } from "vitest"
import { createLog } from "./log.ts"

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = []
  write(createLog("trace", { write: (line: string) => void lines.push(line) }))
  return lines.join("")
}

test("keeps secrets and personal values out, wherever they are", () => {
  const text = logged((log) => {
    log.info(
      { email: "ada@example.test", token: "tok-1", user: { password: "pw-1", profile: { displayName: "Ada L" } } },
      "x",
    )
    log.info({ headers: { authorization: "Bearer tok-2", cookie: "c=1" }, apiKey: "key-1" }, "x")
  })
  for (const secret of ["ada@", "tok-1", "pw-1", "Ada L", "tok-2", "c=1", "key-1"]) expect(text).not.toContain(secret)
  expect(text).toContain("[removed]")
})

test("keeps of an error what locates it, not the values it carries", () => {
  const error = Object.assign(new Error("duplicate key"), {
    code: "23505",
    detail: "Key (email)=(ada@example.test) exists",
    parameters: ["ada@example.test"],
  })
  const text = logged((log) => log.error({ err: error }, "failed"))
  expect(JSON.parse(text).err).toMatchObject({ message: "duplicate key", code: "23505" })
  expect(text).not.toContain("ada@")
})

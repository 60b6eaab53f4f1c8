import fc from "fast-check"
import { expect, test } from "vitest"
import { createLog } from "./log.ts"
import { maskSecrets } from "./mask-secrets.ts"

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = []
  write(createLog("trace", { write: (line: string) => void lines.push(line) }))
  return lines.join("")
}

/** Canaries: each must be gone, wherever it stands. */
const canaries: Record<string, string> = {
  "password of the database": "postgres://studyin:CANARY-pw@db.internal:5432/studyin",
  "password of the database with an @ in it": "postgres://studyin:x@CANARY@db.internal/studyin",
  "password of Redis": "rediss://default:CANARY-redis@cache:6379/0",
  "password of the mail server": "smtp://letters:CANARY-mail@smtp.example:587",
  "user name alone": "https://CANARY-user@example.test/x",
  "bearer token": "Authorization: Bearer CANARY.token.value",
  "basic credentials": "Basic Q0FOQVJZOnB3Cg==CANARY",
  "JSON Web Token": "eyJhbGciOiJIUzI1NiJ9.eyJDQU5BUlkiOjF9CANARY.c2lnbmF0dXJl",
  "export link": "/api/v1/me/export/archive?ticket=CANARY123456",
  "key of a model": "sk-CANARY0123456789abcdef",
  "password in a query": "GET /x?password=CANARYpw&y=1",
  "cookie value": "refresh_token=CANARYvalue",
  "e-mail address": "canary@example.org is taken, CANARY".replace("CANARY", ""),
  "signed address": "https://s3.example/b?X-Amz-Signature=CANARYabc",
}

test.each(Object.entries(canaries))("%s is masked in messages, errors, causes, stacks and values", (_name, text) => {
  const error = new Error(`failed: ${text}`, { cause: new Error(`because of ${text}`, { cause: new Error(text) }) })
  const written = logged((log) => {
    log.error({ err: error }, `could not connect: ${text}`)
    log.warn({ deep: { deeper: { deepest: { list: [text] } } }, url: text, job: { payload: { note: text } } }, "x")
    log.error(error)
    log.child({ about: text }).info("child")
  })
  expect(written).not.toMatch(/CANARY|canary@/)
  expect(written).toContain("[removed]")
  for (const line of written.trim().split("\n")) expect(() => JSON.parse(line)).not.toThrow()
})

test("members with telling names are masked at any depth", () => {
  const secret = {
    a: { b: { c: { d: { password: 'CANARY "1"', resetToken: "CANARY2", apiKey: "CANARY3", cookie: "CANARY4" } } } },
  }
  const written = logged((log) => log.info(secret, "x"))
  expect(written).not.toContain("CANARY")
  expect(JSON.parse(written).a.b.c.d.password).toBe("[removed]")
})

test("what locates a fault stays", () => {
  const line =
    '{"level":"warn","route":"POST /api/v1/sessions","statement":"select token_hash from sessions where id = $1","ms":1200}'
  expect(maskSecrets(line)).toBe(line)
})

test("a line stays JSON, and masking ends, whatever is in it", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (value, text) => {
      expect(() => JSON.parse(maskSecrets(JSON.stringify({ value, text })))).not.toThrow()
    }),
  )
  for (const piece of ["a@", "a.", "eyJaaaaa.", "x://a", "password=", "sk-", '\\"', "Bearer "])
    expect(typeof maskSecrets(piece.repeat(20_000))).toBe("string")
})

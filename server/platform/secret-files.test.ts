import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { readConfig } from "./config.ts"
import { secretSettings } from "./environment.ts"
import { readSecretFiles } from "./secret-files.ts"

const folder = mkdtempSync(join(tmpdir(), "studyin-secrets-"))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, contents: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, contents)
  return path
}

test("every secret setting can stand in a file", () => {
  for (const name of secretSettings) {
    const path = file(name, `what ${name} is\n`)
    const { variables, faults } = readSecretFiles({ [`${name}_FILE`]: path, PORT: "80" })
    expect({ variables, faults }).toEqual({ variables: { [name]: `what ${name} is`, PORT: "80" }, faults: [] })
    // What comes out of it goes in again as it is.
    expect(readSecretFiles(variables).variables).toEqual(variables)
  }
})

test("configures as the variable itself would, through the links that Kubernetes makes, with spaces kept", () => {
  mkdirSync(join(folder, "..data"))
  writeFileSync(join(folder, "..data", "token"), " thirty-two characters and then some \r\n")
  symlinkSync(join("..data", "token"), join(folder, "token"))
  const config = readConfig({
    TOKEN_SECRET_FILE: join(folder, "token"),
    DATABASE_URL_FILE: file("url", "postgres://u:p@h/d"),
    TOKEN_SECRET_BEFORE_FILE: file("before", "one, two\n"),
    SMTP_URL_FILE: "",
  })
  expect(config.tokenSecret).toBe(" thirty-two characters and then some ")
  expect(config.database.url).toBe("postgres://u:p@h/d")
  expect(config.formerTokenSecrets).toEqual(["one", "two"])
})

test("says what is wrong with a file, all at once, and never what it holds", () => {
  const closed = file("closed", "hidden-value")
  chmodSync(closed, 0)
  const env = {
    DATABASE_URL_FILE: join(folder, "nowhere"),
    REDIS_URL_FILE: file("empty", "\n"),
    TOKEN_SECRET_FILE: file("lines", "hidden-value one\nhidden-value two\n"),
    TOKEN_SECRET_BEFORE_FILE: folder,
    SMTP_URL_FILE: file("bytes", Buffer.from([0xff, 0xfe, 0x41])),
    MODEL_API_KEY_FILE: file("large", "hidden-value".repeat(10_000)),
    METRICS_TOKEN_FILE: file("metrics", "hidden-value"),
    METRICS_TOKEN: "a token of sixteen or more",
  }
  const { faults, variables } = readSecretFiles(env)
  expect(faults).toEqual([
    `DATABASE_URL_FILE: ${env.DATABASE_URL_FILE} does not exist.`,
    `REDIS_URL_FILE: ${env.REDIS_URL_FILE} is empty.`,
    `TOKEN_SECRET_FILE: ${env.TOKEN_SECRET_FILE} holds more than one line.`,
    `TOKEN_SECRET_BEFORE_FILE: ${folder} is a folder.`,
    `SMTP_URL_FILE: ${env.SMTP_URL_FILE} is not text (UTF-8).`,
    `MODEL_API_KEY_FILE: ${env.MODEL_API_KEY_FILE} is too large to be a secret.`,
    "METRICS_TOKEN and METRICS_TOKEN_FILE are both set. Keep one of them.",
  ])
  expect(JSON.stringify({ faults, variables })).not.toContain("hidden-value")
  expect(() => readConfig(env)).toThrow(/These settings cannot be used:[\s\S]*is empty\.[\s\S]*both set/)
  // Root may read everything.
  if (process.getuid?.() !== 0)
    expect(readSecretFiles({ TOKEN_SECRET_FILE: closed }).faults[0]).toContain("may not be read by the user")
})

test("what a file says is checked as the setting is, without showing it", () => {
  const path = file("short", "hidden-value")
  expect(() => readConfig({ TOKEN_SECRET_FILE: path })).toThrow("TOKEN_SECRET")
  expect(() => readConfig({ TOKEN_SECRET_FILE: path })).not.toThrow("hidden-value")
})

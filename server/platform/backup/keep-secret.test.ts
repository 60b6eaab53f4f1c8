import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { createSeals } from "../seals.ts"
import { formerSecretName, loadFormerSecrets, loadOrCreateSecret } from "../tokens.ts"
import { keepSecret } from "./keep-secret.ts"

let folder: string
const old = Buffer.from("the secret of the machine that is gone, long enough")

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "studyin-keep-secret-"))
})
afterEach(() => rm(folder, { recursive: true }))

test("a secret out of a backup signs on a new machine", async () => {
  await keepSecret(folder, "token-secret", old, false)
  expect(Buffer.from(await loadOrCreateSecret(folder))).toEqual(old)
  expect((await stat(join(folder, "token-secret"))).mode & 0o077).toBe(0)
  expect(await readdir(folder)).toEqual(["token-secret"])
})

test.each([
  ["beside one of its own", false],
  ["beside TOKEN_SECRET", true],
])("%s it still opens what came with it", async (_where, signsElsewhere) => {
  const sealed = createSeals(old).seal("totp", "somebody", Buffer.from("a key"))
  const present = signsElsewhere
    ? Buffer.from("from the environment, long enough as well")
    : await loadOrCreateSecret(folder)
  await keepSecret(folder, "token-secret", old, signsElsewhere)
  await keepSecret(folder, "token-secret", old, signsElsewhere)
  const names = await readdir(folder)
  expect(names.filter((name) => formerSecretName.test(name))).toHaveLength(1)
  if (!signsElsewhere) expect(await readFile(join(folder, "token-secret"))).toEqual(present)
  const seals = createSeals(present, await loadFormerSecrets(folder))
  expect(seals.open("totp", "somebody", sealed)).toEqual({ contents: Buffer.from("a key"), isOutdated: true })
})

test("only files that are named as former secrets count as such", async () => {
  await writeFile(join(folder, "token-secret.bak"), "x")
  await writeFile(join(folder, "token-secret.former-2025"), old)
  expect(await loadFormerSecrets(folder)).toEqual([old])
})

test("a name that leads elsewhere is left alone", async () => {
  await keepSecret(folder, "../token-secret", old, false)
  await keepSecret(folder, "config.json", old, false)
  expect(await readdir(folder)).toEqual([])
})

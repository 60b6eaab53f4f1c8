import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { fixedClock } from "../shared/clock.ts"
import { newId } from "../shared/ids.ts"
import type { Learner } from "./api/index.ts"
import { createTokens, loadOrCreateSecret } from "./tokens.ts"

const secret = new TextEncoder().encode("one secret that is long enough to sign with")
const learner: Learner = { userId: newId(), role: "instructor", sessionId: newId() }

describe("access tokens", () => {
  test("say who somebody is, for a quarter of an hour", async () => {
    const clock = fixedClock("2026-11-21T08:00:00Z")
    const tokens = createTokens(secret, clock)
    const { token, expiresAt } = await tokens.signAccessToken(learner)
    expect(expiresAt).toEqual(new Date("2026-11-21T08:15:00Z"))
    expect(await tokens.verifyAccessToken(token)).toEqual(learner)
    clock.set("2026-11-21T08:14:59Z")
    expect(await tokens.verifyAccessToken(token)).toEqual(learner)
    clock.set("2026-11-21T08:15:01Z")
    await expect(tokens.verifyAccessToken(token)).rejects.toMatchObject({ status: 401, type: "token-expired" })
  })

  test("of another secret, changed or of another kind are refused", async () => {
    const clock = fixedClock("2026-11-21T08:00:00Z")
    const tokens = createTokens(secret, clock)
    const { token } = await createTokens(
      new TextEncoder().encode("another secret that is long enough, too"),
      clock,
    ).signAccessToken(learner)
    const { token: own } = await tokens.signAccessToken(learner)
    const [header, payload, signature] = own.split(".")
    const promoted = Buffer.from(payload ?? "", "base64url")
      .toString()
      .replace("instructor", "admin")
    const { token: strange } = await tokens.signAccessToken({ ...learner, role: "owner" as "admin" })
    for (const wrong of [
      token,
      "",
      "x.y.z",
      `${header}.${Buffer.from(promoted).toString("base64url")}.${signature}`,
      strange,
    ]) {
      await expect(tokens.verifyAccessToken(wrong)).rejects.toMatchObject({ status: 401, type: "token-invalid" })
    }
  })
})

describe("the secret", () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "studyin-secret-"))
  })
  afterEach(() => rm(folder, { recursive: true }))

  test("is made once, for its owner's eyes only, even when many start together", async () => {
    const secrets = await Promise.all(Array.from({ length: 20 }, () => loadOrCreateSecret(folder)))
    expect(new Set(secrets.map((bytes) => Buffer.from(bytes).toString("hex"))).size).toBe(1)
    expect(secrets[0]?.length).toBe(48)
    expect((await stat(join(folder, "token-secret"))).mode & 0o077).toBe(0)
    expect(await loadOrCreateSecret(folder)).toEqual(await readFile(join(folder, "token-secret")))
  })

  test("that is too short is refused", async () => {
    await writeFile(join(folder, "token-secret"), "short")
    await expect(loadOrCreateSecret(folder)).rejects.toThrow("too short")
  })
})

describe("tickets", () => {
  const clock = fixedClock(new Date("2026-05-01T12:00:00Z"))
  const tokens = createTokens(new TextEncoder().encode("a secret for tests, long enough to sign with"), clock)
  const holder = { userId: newId(), sessionId: newId() }

  test("open one thing, until they run out", async () => {
    const { ticket, expiresAt } = await tokens.signTicket("download", holder, 60)
    expect(expiresAt).toEqual(new Date("2026-05-01T12:01:00Z"))
    expect(await tokens.verifyTicket("download", ticket)).toEqual(holder)
    await expect(tokens.verifyTicket("upload", ticket)).rejects.toMatchObject({ type: "ticket-invalid", status: 401 })
    clock.advance(61_000)
    await expect(tokens.verifyTicket("download", ticket)).rejects.toMatchObject({ type: "ticket-invalid" })
  })

  test("are no access tokens, and access tokens are no tickets", async () => {
    const { ticket } = await tokens.signTicket("download", holder, 60)
    await expect(tokens.verifyAccessToken(ticket)).rejects.toMatchObject({ type: "token-invalid" })
    const { token } = await tokens.signAccessToken({ ...holder, role: "admin" })
    await expect(tokens.verifyTicket("download", token)).rejects.toMatchObject({ type: "ticket-invalid" })
  })
})

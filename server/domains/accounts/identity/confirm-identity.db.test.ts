import { TOTP } from "otpauth"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { describeEachDatabase } from "../../../../test/database.ts"
import { openSignIns, refreshCookieOf, type SignInApp } from "../../../../test/http/open-sign-ins.ts"
import { createSoftwarePasskey } from "../../../../test/software-passkey.ts"
import { newId } from "../../../shared/ids.ts"

const password = "a quiet river at night"
const site = { rpId: "localhost", origin: "http://localhost:3000" }
const minutes = (count: number) => count * 60_000

/** What changes how somebody signs in, or lets something else in, with a body that the route would take. */
const guarded = [
  ["POST", "/me/second-factor/app"],
  ["POST", "/me/second-factor/app/confirm", { code: "123456" }],
  ["POST", "/me/second-factor/app/remove"],
  ["POST", "/me/second-factor/recovery-codes"],
  ["POST", "/me/passkeys/options"],
  [
    "POST",
    "/me/passkeys",
    {
      ticket: "x",
      name: "Mine",
      credential: { id: "AA", response: { clientDataJSON: "AA", attestationObject: "AA" } },
    },
  ],
  ["POST", `/me/passkeys/${newId()}/remove`],
  ["POST", "/me/api-keys", { name: "Mine", scopes: ["read"], expiresInDays: null }],
  ["POST", "/me/email", { email: "thief@example.org" }],
  ["DELETE", "/me/devices"],
  ["DELETE", `/me/devices/${newId()}`],
] as const
/** Take the password themselves, so that only a second factor is left to ask for. */
const guardedByFactor = [
  ["POST", "/me/password", { currentPassword: password, newPassword: "another quiet river" }],
  ["POST", "/me/close", { password }],
  ["POST", "/me/erase", { password }],
] as const

describeEachDatabase("confirming who one is", (open) => {
  let server: SignInApp
  let count = 0

  beforeAll(async () => {
    server = await openSignIns(open())
  })
  afterAll(() => server.close())

  const newLearner = async () => {
    count += 1
    const email = `here${count}@example.org`
    const reply = await server.send("POST", "/auth/sign-up", { body: { email, password, displayName: "Learner" } })
    expect(reply.statusCode, reply.body).toBe(201)
    const { accessToken, account } = reply.json()
    return { email, token: accessToken as string, userId: account.id as string, cookie: refreshCookieOf(reply) }
  }
  const later = (ms: number) => open().clock.advance(ms)
  const cookies = new Map<string, string>()
  /** The next access token of a sign-in: one lasts a quarter of an hour. */
  const anewFor = async (first: string): Promise<string> => {
    const reply = await server.send("POST", "/auth/refresh", { cookie: cookies.get(first) ?? first })
    cookies.set(first, refreshCookieOf(reply))
    return reply.json().accessToken
  }
  const confirm = (token: string, body: object) => server.send("POST", "/me/confirm-identity", { token, body })
  const typeOf = async (
    token: string,
    [method, url, body]: readonly ["POST" | "DELETE", string, object?],
  ): Promise<string | undefined> => JSON.parse((await server.send(method, url, { token, body })).body || "{}").type
  const codeOf = (key: string) => new TOTP({ secret: key }).generate({ timestamp: open().clock.now().getTime() })
  const withApp = async () => {
    const learner = await newLearner()
    const { key } = (await server.send("POST", "/me/second-factor/app", { token: learner.token })).json()
    const body = { code: codeOf(key) }
    const reply = await server.send("POST", "/me/second-factor/app/confirm", { token: learner.token, body })
    return { ...learner, key: key as string, recoveryCodes: reply.json().recoveryCodes as string[] }
  }
  const audited = async (userId: string) => {
    const { rows } = await open().db.execute(
      `select event, error_message as why, new_values->>'by' as how from audit_logs where actor_id = '${userId}' order by id`,
    )
    return rows.map(({ event, why, how }) => [event, why ?? how].filter((one) => one !== null).join(": ")).sort()
  }

  it("is demanded of the routes that are named here, and the API's description says so", () => {
    const paths = (server.app.swagger() as unknown as { paths: Record<string, Record<string, object>> }).paths
    const found = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, route]) => {
        const asked = (route as Record<string, unknown>)["x-confirm-identity"]
        return asked === undefined ? [] : [`${asked} ${method.toUpperCase()} ${path.replace("/api/v1", "")}`]
      }),
    )
    const named = (asked: string, routes: readonly (readonly [string, string, object?])[]) =>
      routes.map(
        ([method, url]) =>
          `${asked} ${method} ${url.replace(/(devices\/)[\w-]{36}/, "$1{familyId}").replace(/[\w-]{36}/, "{id}")}`,
      )
    expect(found.sort()).toEqual(
      [
        ...named("always", guarded),
        ...named("with-second-factor", guardedByFactor),
        "with-second-factor POST /admin/accounts/{id}/erase",
      ].sort(),
    )
  })

  it("is not asked for within ten minutes of signing in, and is asked for by each of them afterwards", async () => {
    const { token, userId } = await newLearner()
    later(minutes(9))
    expect(await typeOf(token, guarded[0])).toBeUndefined()
    later(minutes(1))
    for (const route of guarded) expect(await typeOf(token, route), route[1]).toBe("confirm-identity")
    expect(await audited(userId)).toEqual(["signup_success"])
  })

  it("takes the password alone from who has no more; a wrong one is on record and opens nothing", async () => {
    const { token, userId, cookie } = await newLearner()
    later(minutes(10))
    expect((await confirm(token, { password: "not this one" })).json().errors).toMatchObject([{ path: "password" }])
    expect((await confirm(token, {})).json().errors).toMatchObject([{ path: "password" }])
    expect(await typeOf(token, guarded[0])).toBe("confirm-identity")
    const reply = await confirm(token, { password })
    expect(reply.json()).toEqual({ until: new Date(open().clock.now().getTime() + minutes(10)).toISOString() })
    expect(await typeOf(token, guarded[0])).toBeUndefined()
    // It belongs to the sign-in, not to one token of it.
    later(minutes(5))
    const next = await anewFor(cookie)
    expect(await typeOf(next, guarded[4])).toBeUndefined()
    later(minutes(5))
    expect(await typeOf(next, guarded[4])).toBe("confirm-identity")
    expect(await audited(userId)).toEqual([
      "identity_confirmed: password",
      "identity_refused: wrong password",
      "signup_success",
    ])
  })

  it("counts in the sign-in where it was done, and no other", async () => {
    const { email, token } = await newLearner()
    const other = (await server.send("POST", "/auth/sign-in", { body: { email, password } })).json().accessToken
    later(minutes(10))
    expect((await confirm(token, { password })).statusCode).toBe(200)
    expect(await typeOf(other, guarded[0])).toBe("confirm-identity")
    const stranger = await newLearner()
    later(minutes(10))
    expect(await typeOf(stranger.token, guarded[0])).toBe("confirm-identity")
  })

  it("takes the second factor, too, of who has one: the password alone is not enough", async () => {
    const { token, key, recoveryCodes, userId } = await withApp()
    later(minutes(10))
    for (const route of [...guarded, ...guardedByFactor])
      expect(await typeOf(token, route), route[1]).toBe("confirm-identity")
    expect((await confirm(token, { password })).json().errors).toMatchObject([{ path: "code" }])
    expect((await confirm(token, { password, code: "000000" })).statusCode).toBe(422)
    expect((await confirm(token, { password: "not this one", code: codeOf(key) })).statusCode).toBe(422)
    expect((await confirm(token, { code: codeOf(key) })).statusCode).toBe(422)
    expect(await typeOf(token, guarded[2])).toBe("confirm-identity")
    const code = codeOf(key)
    expect((await confirm(token, { password, code })).statusCode).toBe(200)
    expect((await confirm(token, { password, code })).json().detail).toContain("used already")
    expect((await confirm(token, { password, code: recoveryCodes[0] })).statusCode).toBe(200)
    expect(await typeOf(token, guarded[2])).toBeUndefined()
    expect(
      (await audited(userId)).filter((entry) => /identity|second_factor_failed|recovery_code_used/.test(entry)),
    ).toEqual([
      "identity_confirmed: password, app",
      "identity_confirmed: password, recovery-code",
      "identity_refused: wrong password",
      "recovery_code_used",
      "second_factor_failed: code used before",
      "second_factor_failed: not a code",
      "second_factor_failed: wrong code",
    ])
  })

  it("lets who has no second factor do with the password alone what takes the password", async () => {
    const { token } = await newLearner()
    later(minutes(10))
    expect(await typeOf(token, guardedByFactor[1])).toBeUndefined()
  })

  describe("by a passkey", () => {
    const withPasskey = async () => {
      const learner = await newLearner()
      const passkey = createSoftwarePasskey(site)
      const { ticket, options } = (await server.send("POST", "/me/passkeys/options", { token: learner.token })).json()
      const body = { ticket, name: "Phone", credential: passkey.register(options) }
      expect((await server.send("POST", "/me/passkeys", { token: learner.token, body })).statusCode).toBe(201)
      later(minutes(10))
      return { ...learner, passkey }
    }
    const ask = async (token: string) => (await server.send("POST", "/me/confirm-identity/options", { token })).json()

    it("alone, where it made sure who holds it; once, in time, and only its own learner's", async () => {
      const stranger = await newLearner()
      const { token, passkey, cookie } = await withPasskey()
      const { ticket, passkeyOptions, methods } = await ask(token)
      expect(methods).toEqual(["passkey", "recovery-code"])
      const touched = passkey.answer(passkeyOptions, { isVerified: false })
      expect((await confirm(token, { passkey: touched, ticket })).json().errors).toMatchObject([{ path: "password" }])
      expect(await typeOf(token, guarded[0])).toBe("confirm-identity")
      const answer = passkey.answer(passkeyOptions)
      expect((await confirm(token, { passkey: answer })).statusCode).toBe(422)
      expect((await confirm(stranger.token, { passkey: answer, ticket })).statusCode).toBe(422)
      const anew = await ask(token)
      const right = { passkey: passkey.answer(anew.passkeyOptions), ticket: anew.ticket }
      expect((await confirm(token, right)).statusCode).toBe(200)
      expect(await typeOf(token, guarded[0])).toBeUndefined()
      expect((await confirm(token, right)).statusCode).toBe(422)
      const late = await ask(await anewFor(cookie))
      later(minutes(6))
      const tooLate = { passkey: passkey.answer(late.passkeyOptions), ticket: late.ticket }
      expect((await confirm(await anewFor(cookie), tooLate)).json().type).toBe("passkey-expired")
    })

    it("and the password, where it was only touched", async () => {
      const { token, passkey } = await withPasskey()
      const { ticket, passkeyOptions } = await ask(token)
      const touched = passkey.answer(passkeyOptions, { isVerified: false })
      expect((await confirm(token, { password, passkey: touched, ticket })).statusCode).toBe(200)
      expect(await typeOf(token, guarded[0])).toBeUndefined()
    })
  })

  it("cannot be asked of the demo learner, who has no password", async () => {
    const { token, userId } = await newLearner()
    await open().db.execute(`update users set password_hash = null where id = '${userId}'`)
    expect(await typeOf(token, guarded[7])).toBe("no-password")
    expect((await confirm(token, { password })).json().type).toBe("no-password")
  })
})

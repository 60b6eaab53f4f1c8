import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { describeEachDatabase } from "../../../../test/database.ts"
import { openApp, type TestApp } from "../../../../test/http/open-app.ts"
import { createSoftwarePasskey } from "../../../../test/software-passkey.ts"
import { newId } from "../../../shared/ids.ts"
import { handleOf } from "./passkey-challenge.ts"

const password = "a quiet river at night"
const site = { rpId: "localhost", origin: "http://localhost:3000" }

interface Challenge {
  options: { challenge: string; user: { id: string } }
  ticket: string
}

describeEachDatabase("passkeys", (open) => {
  let server: TestApp
  let count = 0

  beforeAll(async () => {
    server = await openApp(open())
  })
  afterAll(() => server.close())

  const request = (
    method: "GET" | "POST" | "PATCH",
    url: string,
    body?: object,
    { token, cookie }: { token?: string; cookie?: string | undefined } = {},
  ) =>
    server.app.inject({
      method,
      url: `/api/v1${url}`,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(cookie ? { cookie: `studyin_passkey=${cookie}` } : {}),
      },
      ...(body ? { payload: body } : {}),
    })

  const newLearner = async () => {
    count += 1
    const email = `passkey${count}@example.org`
    const reply = await request("POST", "/auth/sign-up", { email, password, displayName: "Learner" })
    expect(reply.statusCode, reply.body).toBe(201)
    const { accessToken, account } = reply.json()
    return { email, token: accessToken as string, userId: account.id as string }
  }
  const begin = async (token: string): Promise<Challenge> => {
    const reply = await request("POST", "/me/passkeys/options", undefined, { token })
    expect(reply.statusCode, reply.body).toBe(200)
    return reply.json()
  }
  const withPasskey = async () => {
    const learner = await newLearner()
    const passkey = createSoftwarePasskey(site)
    const { ticket, options } = await begin(learner.token)
    const body = { ticket, name: "Phone", credential: passkey.register(options) }
    const reply = await request("POST", "/me/passkeys", body, { token: learner.token })
    expect(reply.statusCode, reply.body).toBe(201)
    return { ...learner, passkey, id: reply.json().id as string, recoveryCodes: reply.json().recoveryCodes as string[] }
  }

  /** Options, and the cookie of the browser that asked for them. */
  const ask = async () => {
    const reply = await request("POST", "/auth/passkey/options")
    expect(reply.statusCode, reply.body).toBe(200)
    const cookie = reply.cookies.find(({ name }) => name === "studyin_passkey")
    return { options: reply.json().options as { challenge: string }, cookie: cookie?.value, reply }
  }
  const enter = (answer: object, cookie: string | undefined, more: object = {}) =>
    request("POST", "/auth/passkey", { passkey: answer, ...more }, { cookie })
  const signIn = (email: string) => request("POST", "/auth/sign-in", { email, password })
  const audited = async (where: string) => {
    const { rows } = await open().db.execute(
      `select event, error_message as why from audit_logs where ${where} order by id`,
    )
    return rows.map(({ event, why }) => (why === null ? event : `${event}: ${why}`)).sort()
  }

  describe("made", () => {
    it("are named, listed, renamed and removed", async () => {
      const { email, id, recoveryCodes, token: own, userId } = await withPasskey()
      expect(recoveryCodes).toHaveLength(10)
      const list = async () => (await request("GET", "/me/second-factor", undefined, { token: own })).json()
      expect(await list()).toMatchObject({
        passkeys: [{ id, name: "Phone", isSynced: false, lastUsedAt: null }],
        recoveryCodes: { left: 10 },
        passkeyOrigin: site.origin,
      })
      expect((await request("PATCH", `/me/passkeys/${id}`, { name: " Old phone " }, { token: own })).statusCode).toBe(
        204,
      )
      expect((await list()).passkeys[0].name).toBe("Old phone")
      expect((await request("POST", `/me/passkeys/${id}/remove`, undefined, { token: own })).statusCode).toBe(204)
      expect(await list()).toMatchObject({ passkeys: [], recoveryCodes: null })
      expect((await signIn(email)).statusCode).toBe(200)
      expect(await audited(`actor_id = '${userId}'`)).toEqual([
        "passkey_renamed",
        "second_factor_added",
        "second_factor_removed",
        "signin_success",
        "signup_success",
      ])
    })

    it("belong to one learner: others neither see, rename nor remove them", async () => {
      const { id } = await withPasskey()
      const { token } = await newLearner()
      expect((await request("PATCH", `/me/passkeys/${id}`, { name: "Mine" }, { token })).statusCode).toBe(404)
      expect((await request("POST", `/me/passkeys/${id}/remove`, undefined, { token })).statusCode).toBe(404)
    })

    it("tell the authenticator no name but the learner's own, and which passkeys are there", async () => {
      const { token, userId, email, passkey } = await withPasskey()
      const { options } = await begin(token)
      expect(options).toMatchObject({
        rp: { id: "localhost", name: "StudyIn" },
        user: { id: Buffer.from(handleOf(userId)).toString("base64url"), name: email },
        excludeCredentials: [{ id: passkey.id }],
        authenticatorSelection: { residentKey: "required", userVerification: "preferred" },
        attestation: "none",
      })
    })

    it("answer one challenge of one learner, once, in time and for this place", async () => {
      const [ann, bob] = [await newLearner(), await newLearner()]
      const add = ({ ticket }: Challenge, credential: object, token = ann.token) =>
        request("POST", "/me/passkeys", { ticket, name: "Key", credential }, { token })
      const passkey = createSoftwarePasskey(site)
      const first = await begin(ann.token)
      const ofAnother = await begin(bob.token)
      for (const [what, reply] of [
        ["another's ticket", await add(ofAnother, passkey.register(ofAnother.options))],
        ["another challenge", await add(first, passkey.register(ofAnother.options))],
        ["another origin", await add(first, passkey.register(first.options, { origin: "https://evil.example" }))],
        ["another site", await add(first, passkey.register(first.options, { rpId: "evil.example" }))],
        ["no ticket", await add({ ...first, ticket: "x" }, passkey.register(first.options))],
        [
          "an assertion",
          await add(first, { id: passkey.id, response: { clientDataJSON: "AAAA", attestationObject: "AAAA" } }),
        ],
      ] as const)
        expect(reply.json(), what).toMatchObject({ status: 422, type: "passkey-refused" })
      const made = passkey.register(first.options)
      expect((await add(first, made)).statusCode).toBe(201)
      expect((await add(first, made)).json()).toMatchObject({ status: 422, detail: "This passkey was added already." })
      const second = await begin(ann.token)
      expect((await add(second, passkey.register(second.options))).json()).toMatchObject({ type: "passkey-exists" })
      const third = await begin(ann.token)
      open().clock.set(new Date(open().clock.now().getTime() + 301_000))
      expect((await add(third, createSoftwarePasskey(site).register(third.options))).statusCode).toBe(422)
    })

    it("are twenty at most", async () => {
      const { userId, token } = await newLearner()
      await open().db.execute(`insert into passkeys (user_id, id, credential_id, public_key, name)
        select '${userId}', gen_random_uuid(), decode(md5(n::text), 'hex'), '\\x00', 'Key ' || n from generate_series(1, 20) n`)
      const reply = await request("POST", "/me/passkeys/options", undefined, { token })
      expect(reply.json()).toMatchObject({ status: 409, type: "passkeys-full" })
    })
  })

  describe("in place of the password", () => {
    it("sign in whoever they belong to, without a second factor", async () => {
      const { email, passkey, userId } = await withPasskey()
      const { options, cookie } = await ask()
      const reply = await enter(passkey.answer(options), cookie, { rememberMe: true })
      expect(reply.statusCode, reply.body).toBe(200)
      expect(reply.json().account.email).toBe(email)
      expect(reply.cookies.find(({ name }) => name === "studyin_refresh")?.expires).toBeInstanceOf(Date)
      const rows = await open().db.execute(
        `select new_values as how from audit_logs where actor_id = '${userId}' and event = 'signin_success'`,
      )
      expect(rows.rows).toEqual([{ how: { secondFactor: "passkey" } }])
    })

    it("are asked for without telling of any account, from a browser that no script can read", async () => {
      await withPasskey()
      const { options, reply } = await ask()
      expect(Object.keys(options).sort()).toEqual(["challenge", "rpId", "timeout", "userVerification"])
      expect(options).toMatchObject({ rpId: "localhost", userVerification: "required" })
      const header = String(reply.headers["set-cookie"])
      expect(header).toMatch(/HttpOnly/)
      expect(header).toMatch(/SameSite=Strict/)
      const two = await ask()
      expect(two.options.challenge).not.toBe(options.challenge)
    })

    it("count once, in the browser that asked, in time", async () => {
      const { passkey } = await withPasskey()
      const [mine, other] = [await ask(), await ask()]
      const answer = passkey.answer(mine.options)
      expect((await enter(answer, other.cookie)).json()).toMatchObject({ status: 401, type: "passkey-expired" })
      expect((await enter(answer, undefined)).json()).toMatchObject({ status: 401, type: "passkey-expired" })
      expect((await enter(answer, mine.cookie)).statusCode).toBe(200)
      expect((await enter(answer, mine.cookie)).json()).toMatchObject({ status: 401, type: "passkey-wrong" })
      const late = await ask()
      open().clock.set(new Date(open().clock.now().getTime() + 301_000))
      expect((await enter(passkey.answer(late.options), late.cookie)).json()).toMatchObject({ type: "passkey-expired" })
    })

    it("that do not count signatures answer no challenge twice either, one after the other or at once", async () => {
      const { passkey, userId } = await withPasskey()
      const { options, cookie } = await ask()
      const answer = passkey.answer(options, { count: 0 })
      const replies = await Promise.all([enter(answer, cookie), enter(answer, cookie), enter(answer, cookie)])
      expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 401, 401])
      expect((await enter(answer, cookie)).statusCode).toBe(401)
      expect(await audited(`actor_id = '${userId}' and not is_success`)).toEqual(
        Array(3).fill("signin_failed: answer used before"),
      )
    })

    it("whose counter went back are refused, and the log says why", async () => {
      const { passkey, userId } = await withPasskey()
      const counted = async (count: number) => {
        const { options, cookie } = await ask()
        return (await enter(passkey.answer(options, { count }), cookie)).statusCode
      }
      expect([await counted(7), await counted(7), await counted(3), await counted(0), await counted(8)]).toEqual([
        200, 401, 401, 401, 200,
      ])
      const log = await audited(`actor_id = '${userId}' and not is_success`)
      expect(log.filter((line) => line === "passkey_copy_suspected: its counter went back")).toHaveLength(3)
    })

    it("of nobody, of somebody else or forged get one and the same answer", async () => {
      const [ann, bob] = [await withPasskey(), await withPasskey()]
      const strange = createSoftwarePasskey(site)
      const handle = (id: string) => Buffer.from(handleOf(id)).toString("base64url")
      const answers = async (make: (options: { challenge: string }) => object) => {
        const { options, cookie } = await ask()
        const { requestId: _, ...rest } = (await enter(make(options), cookie)).json()
        return rest
      }
      const told = [
        await answers((options) => strange.answer(options, { userHandle: handle(newId()) })),
        await answers((options) => strange.answer(options, { userHandle: handle(ann.userId) })),
        await answers((options) => ({
          ...strange.answer(options, { userHandle: handle(ann.userId) }),
          id: ann.passkey.id,
        })),
        await answers((options) => ann.passkey.answer(options, { userHandle: handle(bob.userId) })),
        await answers((options) => ann.passkey.answer(options, { userHandle: "AAAA" })),
        await answers((options) => ann.passkey.answer(options, { origin: "https://evil.example" })),
        await answers((options) => ann.passkey.answer(options, { rpId: "evil.example" })),
      ]
      for (const one of told) expect(one).toEqual(told[0])
      expect(told[0]).toMatchObject({ status: 401, type: "passkey-wrong" })
    })

    it("without proof of who holds them are a second factor only", async () => {
      const { passkey, email } = await withPasskey()
      const { options, cookie } = await ask()
      const reply = await enter(passkey.answer(options, { isVerified: false }), cookie)
      expect(reply.json()).toMatchObject({ status: 401, type: "passkey-unverified" })
      const half = (await signIn(email)).json()
      const body = { ticket: half.ticket, passkey: passkey.answer(half.passkeyOptions, { isVerified: false }) }
      expect((await request("POST", "/auth/sign-in/second-factor", body)).statusCode).toBe(200)
    })

    it("open neither a suspended account nor, unasked, a closed one", async () => {
      const suspended = await withPasskey()
      await open().db.execute(`update users set status = 'suspended' where id = '${suspended.userId}'`)
      const one = await ask()
      expect((await enter(suspended.passkey.answer(one.options), one.cookie)).json().type).toBe("account-suspended")
      const closed = await withPasskey()
      await request("POST", "/me/close", { password }, { token: closed.token })
      const two = await ask()
      const answer = closed.passkey.answer(two.options, { count: 0 })
      expect((await enter(answer, two.cookie)).json()).toMatchObject({ status: 409, type: "account-closed" })
      expect((await enter(answer, two.cookie, { restoresAccount: true })).statusCode).toBe(200)
      expect((await enter(answer, two.cookie, { restoresAccount: true })).statusCode).toBe(401)
    })
  })

  describe("after the password", () => {
    it("are asked for by name and complete the sign-in once", async () => {
      const { email, passkey } = await withPasskey()
      const half = (await signIn(email)).json()
      expect(half.methods).toEqual(["passkey", "recovery-code"])
      expect(half.passkeyOptions).toMatchObject({ allowCredentials: [{ id: passkey.id }], rpId: "localhost" })
      const body = { ticket: half.ticket, passkey: passkey.answer(half.passkeyOptions) }
      expect((await request("POST", "/auth/sign-in/second-factor", body)).statusCode).toBe(200)
      expect((await request("POST", "/auth/sign-in/second-factor", body)).json().type).toBe("sign-in-expired")
    })

    it("answer the challenge of their own ticket only", async () => {
      const { email, passkey } = await withPasskey()
      const [one, two] = [(await signIn(email)).json(), (await signIn(email)).json()]
      const other = await withPasskey()
      for (const answer of [passkey.answer(two.passkeyOptions), other.passkey.answer(one.passkeyOptions)]) {
        const reply = await request("POST", "/auth/sign-in/second-factor", { ticket: one.ticket, passkey: answer })
        expect(reply.json()).toMatchObject({ status: 422, type: "second-factor-wrong" })
      }
      const elsewhere = (await ask()).options
      const body = { ticket: one.ticket, passkey: passkey.answer(elsewhere) }
      expect((await request("POST", "/auth/sign-in/second-factor", body)).statusCode).toBe(422)
    })

    it("give way to a recovery code", async () => {
      const { email, recoveryCodes } = await withPasskey()
      const body = { ticket: (await signIn(email)).json().ticket, code: recoveryCodes[9] }
      expect((await request("POST", "/auth/sign-in/second-factor", body)).statusCode).toBe(200)
    })
  })
})

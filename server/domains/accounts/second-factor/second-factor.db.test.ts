import { TOTP } from "otpauth"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { describeEachDatabase, type TestDatabase } from "../../../../test/database.ts"
import { drainJobs } from "../../../../test/drain-jobs.ts"
import { openSignIns, type SignInApp } from "../../../../test/http/open-sign-ins.ts"
import { createSeals } from "../../../platform/seals.ts"
import { jobs } from "../accounts.jobs.ts"
import { removeSecondFactors } from "./remove-second-factors.ts"

const password = "a quiet river at night"

describeEachDatabase("second factors", (open) => {
  let server: SignInApp
  let count = 0

  beforeAll(async () => {
    server = await openSignIns(open())
  })
  afterAll(() => server.close())

  const request = (
    method: "GET" | "POST" | "PATCH" | "DELETE",
    url: string,
    body?: object,
    token?: string,
    remoteAddress?: string,
  ) => server.send(method, url, { body, token, remoteAddress })

  const newLearner = async () => {
    count += 1
    const email = `factor${count}@example.org`
    const reply = await request("POST", "/auth/sign-up", { email, password, displayName: "Learner" })
    expect(reply.statusCode, reply.body).toBe(201)
    const { accessToken, account } = reply.json()
    return { email, token: accessToken as string, userId: account.id as string }
  }

  const signIn = (email: string, more: object = {}, address?: string) =>
    request("POST", "/auth/sign-in", { email, password, ...more }, undefined, address)
  const ticketFor = async (email: string, address?: string): Promise<string> => {
    const reply = await signIn(email, {}, address)
    expect(reply.statusCode, reply.body).toBe(202)
    return reply.json().ticket
  }
  const complete = (ticket: string, code: string, address?: string) =>
    request("POST", "/auth/sign-in/second-factor", { ticket, code }, undefined, address)

  /** Codes of an app with this key; `steps` of 30 seconds ahead of the test's clock. */
  const codeOf = (key: string, steps = 0) =>
    new TOTP({ secret: key }).generate({ timestamp: open().clock.now().getTime() + steps * 30_000 })
  const later = (database: TestDatabase, seconds: number) =>
    database.clock.set(new Date(database.clock.now().getTime() + seconds * 1000))

  const withApp = async () => {
    const learner = await newLearner()
    const { key } = (await request("POST", "/me/second-factor/app", undefined, learner.token)).json()
    const reply = await request("POST", "/me/second-factor/app/confirm", { code: codeOf(key) }, learner.token)
    expect(reply.statusCode, reply.body).toBe(200)
    // The code that confirmed it is used up.
    later(open(), 30)
    return { ...learner, key: key as string, recoveryCodes: reply.json().recoveryCodes as string[] }
  }

  const audited = async (userId: string) => {
    const { rows } = await open().db.execute(
      `select event, is_success, error_message from audit_logs where actor_id = '${userId}' order by id`,
    )
    return rows.map(({ event, error_message: why }) => (why === null ? event : `${event}: ${why}`))
  }

  /** What the owner is told of changes, whoever made them; the newest first. */
  const lettersTo = async (email: string) => {
    for (const { error } of await drainJobs(open(), server.deps, jobs)) if (error) throw error
    const letters = await server.deps.mail.list({ to: email, limit: 50 })
    return letters.filter(({ kind }) => kind === "factors-changed").map(({ text }) => text)
  }

  describe("an authenticator app", () => {
    it("counts only once a code has shown that it has the key", async () => {
      const { email, token, userId } = await newLearner()
      const begun = (await request("POST", "/me/second-factor/app", undefined, token)).json()
      expect(begun.address).toContain(`secret=${begun.key}`)
      expect((await signIn(email)).statusCode).toBe(200)
      expect((await request("GET", "/me/second-factor", undefined, token)).json()).toMatchObject({
        app: null,
        passkeys: [],
        recoveryCodes: null,
      })
      const wrong = await request("POST", "/me/second-factor/app/confirm", { code: "000000" }, token)
      expect(wrong.json()).toMatchObject({ status: 422, errors: [{ path: "code" }] })
      const right = await request("POST", "/me/second-factor/app/confirm", { code: codeOf(begun.key) }, token)
      expect(right.json().recoveryCodes).toHaveLength(10)
      expect((await signIn(email)).statusCode).toBe(202)
      expect((await request("GET", "/me/second-factor", undefined, token)).json()).toMatchObject({
        app: { isReadable: true },
        recoveryCodes: { left: 10 },
      })
      expect(await audited(userId)).toContain("second_factor_added")
      expect(await lettersTo(email)).toEqual([expect.stringContaining("an authenticator app was set up")])
      const again = await request("POST", "/me/second-factor/app", undefined, token)
      expect(again.json()).toMatchObject({ status: 409, type: "app-exists" })
    })

    it("keeps its key encrypted, for one person only", async () => {
      const { userId, key } = await withApp()
      const { rows } = await open().db.execute(
        `select sealed_secret as sealed from totp_secrets where user_id = '${userId}'`,
      )
      const sealed = rows[0]?.sealed as Uint8Array
      const opened = server.deps.seals.open("totp", userId, sealed)
      expect(new TOTP({ secret: key }).secret.bytes).toEqual(Uint8Array.from(opened?.contents ?? []))
      expect(Buffer.from(sealed).includes(Buffer.from(opened?.contents ?? []))).toBe(false)
    })

    it("signs in with the code of now, of the step before or after, and of no other", async () => {
      const { email, key } = await withApp()
      later(open(), 30)
      for (const steps of [-2, 2]) {
        expect((await complete(await ticketFor(email), codeOf(key, steps))).statusCode).toBe(422)
      }
      for (const steps of [-1, 0, 1]) {
        const reply = await complete(await ticketFor(email), codeOf(key, steps))
        expect(reply.statusCode, reply.body).toBe(200)
        expect(reply.json().account.email).toBe(email)
        expect(reply.cookies.some(({ name }) => name === "studyin_refresh")).toBe(true)
      }
    })

    it("takes no code twice, and none older than the last", async () => {
      const { email, key } = await withApp()
      const [now, before] = [codeOf(key), codeOf(key, -1)]
      expect((await complete(await ticketFor(email), now)).statusCode).toBe(200)
      for (const code of [now, before]) {
        const replayed = await complete(await ticketFor(email), code)
        expect(replayed.statusCode, replayed.body).toBe(422)
        expect(replayed.json().detail).toContain("used already")
      }
    })

    it("lets one of several win that send the same code at once", async () => {
      const { email, key } = await withApp()
      const tickets = [await ticketFor(email), await ticketFor(email), await ticketFor(email)]
      const replies = await Promise.all(tickets.map((ticket) => complete(ticket, codeOf(key))))
      expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 422, 422])
    })

    it("makes guessing wait, whatever address it comes from, and lets the owner in with a recovery code", async () => {
      const { email, key, recoveryCodes, userId } = await withApp()
      for (let tries = 0; tries < 5; tries++) {
        const address = `192.0.2.${tries}`
        const reply = await complete(await ticketFor(email, address), "000000", address)
        expect(reply.statusCode).toBe(422)
      }
      const stopped = await complete(await ticketFor(email, "192.0.2.99"), codeOf(key), "192.0.2.99")
      expect(stopped.json()).toMatchObject({ status: 429, type: "too-many-codes" })
      expect(Number(stopped.headers["retry-after"])).toBeGreaterThan(0)
      expect((await complete(await ticketFor(email), recoveryCodes[0] ?? "")).statusCode).toBe(200)
      later(open(), 61)
      expect((await complete(await ticketFor(email), codeOf(key))).statusCode).toBe(200)
      expect(await audited(userId)).toContain("second_factor_failed: too many wrong codes")
    })

    it("counts each of many wrong codes that come at once", async () => {
      const { email } = await withApp()
      const ticket = await ticketFor(email)
      const replies = await Promise.all(Array.from({ length: 9 }, () => complete(ticket, "000000")))
      const codes = replies.map(({ statusCode }) => statusCode).sort()
      expect(codes).toEqual([422, 422, 422, 422, 422, 429, 429, 429, 429])
    })

    it("goes with the password, and the password alone is enough again", async () => {
      const { email, token, userId } = await withApp()
      expect((await request("POST", "/me/second-factor/app/remove", undefined, token)).statusCode).toBe(204)
      expect((await signIn(email)).statusCode).toBe(200)
      expect((await request("GET", "/me/second-factor", undefined, token)).json()).toMatchObject({
        app: null,
        recoveryCodes: null,
      })
      expect(await audited(userId)).toContain("second_factor_removed")
    })
  })

  describe("the ticket of a right password", () => {
    it("is worth nothing by itself", async () => {
      const { email } = await withApp()
      const ticket = await ticketFor(email)
      expect((await request("GET", "/me", undefined, ticket)).statusCode).toBe(401)
      expect((await request("POST", "/auth/sign-in/second-factor", { ticket })).statusCode).toBe(422)
      expect((await complete(ticket, "")).statusCode).toBe(422)
      for (const wrong of ["", "x", `${ticket}x`, ticket.slice(0, -4), ticket.replace(".", ".-")])
        expect((await complete(wrong, "000000")).statusCode, wrong).toBe(401)
    })

    it("goes with nobody else's code", async () => {
      const [ann, bob] = [await withApp(), await withApp()]
      const ofBob = codeOf(bob.key)
      const reply = await complete(await ticketFor(ann.email), ofBob)
      expect(reply.statusCode).toBe(422)
      expect((await complete(await ticketFor(ann.email), bob.recoveryCodes[0] ?? "")).statusCode).toBe(422)
      const [, secret] = (await ticketFor(bob.email)).split(".")
      expect((await complete(`${ann.userId}.${secret}`, codeOf(ann.key))).statusCode).toBe(401)
      // Bob's code was not used up by it.
      expect((await complete(await ticketFor(bob.email), ofBob)).statusCode).toBe(200)
    })

    it("ends with its first success", async () => {
      const { email, key, recoveryCodes } = await withApp()
      const ticket = await ticketFor(email)
      expect((await complete(ticket, "111111")).statusCode).toBe(422)
      expect((await complete(ticket, codeOf(key))).statusCode).toBe(200)
      const again = await complete(ticket, recoveryCodes[0] ?? "")
      expect(again.json()).toMatchObject({ status: 401, type: "sign-in-expired" })
    })

    it("ends after five minutes", async () => {
      const { email, key } = await withApp()
      const ticket = await ticketFor(email)
      later(open(), 299)
      expect((await complete(ticket, "111111")).statusCode).toBe(422)
      later(open(), 2)
      expect((await complete(ticket, codeOf(key))).json()).toMatchObject({ status: 401, type: "sign-in-expired" })
    })

    it("ends when the password changes, while the factor stays", async () => {
      const { email, key } = await withApp()
      const session = (await complete(await ticketFor(email), codeOf(key))).json()
      later(open(), 30)
      const ticket = await ticketFor(email)
      const next = "another river by day"
      const body = { currentPassword: password, newPassword: next }
      expect((await request("POST", "/me/password", body, session.accessToken)).statusCode).toBe(204)
      expect((await complete(ticket, codeOf(key))).statusCode).toBe(401)
      const anew = await request("POST", "/auth/sign-in", { email, password: next })
      expect(anew.statusCode).toBe(202)
      expect((await complete(anew.json().ticket, codeOf(key))).statusCode).toBe(200)
    })

    it("does not get a suspended person in", async () => {
      const { email, key, userId } = await withApp()
      const ticket = await ticketFor(email)
      await open().db.execute(`update users set status = 'suspended' where id = '${userId}'`)
      expect((await complete(ticket, codeOf(key))).json()).toMatchObject({ status: 403, type: "account-suspended" })
    })

    it("keeps what was ticked beside the password", async () => {
      const { email, key } = await withApp()
      const ticket = (await signIn(email, { rememberMe: true })).json().ticket
      const reply = await complete(ticket, codeOf(key))
      expect(String(reply.headers["set-cookie"])).toMatch(/Expires/)
    })

    it("brings a closed account back only with the second factor", async () => {
      const { email, key, token } = await withApp()
      expect((await request("POST", "/me/close", { password }, token)).statusCode).toBe(204)
      expect((await signIn(email)).json()).toMatchObject({ status: 409, type: "account-closed" })
      const half = await signIn(email, { restoresAccount: true })
      expect(half.statusCode).toBe(202)
      expect((await signIn(email)).statusCode).toBe(409)
      expect((await complete(half.json().ticket, codeOf(key))).statusCode).toBe(200)
    })
  })

  describe("recovery codes", () => {
    it("work once each, however they are typed", async () => {
      const { email, recoveryCodes, userId, token } = await withApp()
      const code = (recoveryCodes[3] ?? "").toLowerCase().replaceAll("-", " ")
      expect((await complete(await ticketFor(email), code)).statusCode).toBe(200)
      const again = await complete(await ticketFor(email), recoveryCodes[3] ?? "")
      expect(again.json()).toMatchObject({ status: 422, type: "second-factor-wrong" })
      expect((await request("GET", "/me/second-factor", undefined, token)).json().recoveryCodes.left).toBe(9)
      expect(await audited(userId)).toEqual(expect.arrayContaining(["recovery_code_used"]))
    })

    it("let one of two win that use the same at once", async () => {
      const { email, recoveryCodes } = await withApp()
      const tickets = [await ticketFor(email), await ticketFor(email)]
      const replies = await Promise.all(tickets.map((ticket) => complete(ticket, recoveryCodes[0] ?? "")))
      expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 422])
    })

    it("let one of two win that use one ticket at once, and cost one code", async () => {
      const { email, recoveryCodes, token } = await withApp()
      const ticket = await ticketFor(email)
      const replies = await Promise.all(recoveryCodes.slice(0, 2).map((code) => complete(ticket, code)))
      expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 401])
      expect((await request("GET", "/me/second-factor", undefined, token)).json().recoveryCodes.left).toBe(9)
    })

    it("are kept as hashes, and new ones end the old", async () => {
      const { email, recoveryCodes, token, userId } = await withApp()
      const { rows } = await open().db.execute(
        `select encode(code_hash, 'escape') as kept from recovery_codes where user_id = '${userId}'`,
      )
      expect(rows).toHaveLength(10)
      const plain = recoveryCodes.map((code) => code.replaceAll("-", ""))
      expect(rows.some(({ kept }) => [...plain, ...recoveryCodes].some((code) => String(kept).includes(code)))).toBe(
        false,
      )
      const renewed = await request("POST", "/me/second-factor/recovery-codes", undefined, token)
      expect((await complete(await ticketFor(email), recoveryCodes[0] ?? "")).statusCode).toBe(422)
      expect((await complete(await ticketFor(email), renewed.json().recoveryCodes[0])).statusCode).toBe(200)
    })

    it("are made for nobody without a factor", async () => {
      const { token } = await newLearner()
      const reply = await request("POST", "/me/second-factor/recovery-codes", undefined, token)
      expect(reply.json()).toMatchObject({ status: 409, type: "no-second-factor" })
    })
  })

  it("a wrong password does not tell whether there is a second factor", async () => {
    const [guarded, plain] = [await withApp(), await newLearner()]
    const replies = await Promise.all(
      [guarded.email, plain.email, "nobody@example.org"].map((email) =>
        request("POST", "/auth/sign-in", { email, password: "not this one" }),
      ),
    )
    const told = replies.map((reply) => {
      const { requestId: _, ...rest } = reply.json()
      return { status: reply.statusCode, ...rest }
    })
    expect(told[0]).toMatchObject({ status: 401, type: "credentials-wrong" })
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1)
  })

  describe("a lost factor", () => {
    it("is switched off by an administrator or operator, which ends sign-ins that wait for it", async () => {
      const { email, key, userId } = await withApp()
      const ticket = await ticketFor(email)
      const removed = await removeSecondFactors(server.deps, { userId, by: "command" })
      expect(removed).toEqual({ authenticatorApp: true, passkeys: 0, recoveryCodes: 10 })
      expect((await complete(ticket, codeOf(key))).statusCode).toBe(401)
      expect((await signIn(email)).statusCode).toBe(200)
      expect((await lettersTo(email))[0]).toContain("an administrator removed the authenticator app")
      const { rows } = await open().db.execute(
        `select new_values as "newValues" from audit_logs where event = 'second_factor_removed' and entity_id = '${userId}'`,
      )
      expect(rows).toMatchObject([{ newValues: { by: "command" } }])
    })

    it("includes one whose key cannot be read after a restore: recovery codes go on working", async () => {
      const { email, key, recoveryCodes } = await withApp()
      const { seals } = server.deps
      server.deps.seals = createSeals(new TextEncoder().encode("the secret of another machine, long enough"))
      try {
        const half = (await signIn(email)).json()
        expect(half.methods).toEqual(["recovery-code"])
        expect((await complete(half.ticket, codeOf(key))).json().detail).toContain("cannot read the key")
        expect((await complete(half.ticket, recoveryCodes[0] ?? "")).statusCode).toBe(200)
      } finally {
        server.deps.seals = seals
      }
    })

    it("does not include one whose secret was replaced while the former one is known: its key is encrypted anew", async () => {
      const { email, key, userId } = await withApp()
      const { seals } = server.deps
      const former = new TextEncoder().encode("a secret for tests, long enough to sign with")
      const current = new TextEncoder().encode("the secret that took its place, long enough")
      server.deps.seals = createSeals(current, [former])
      try {
        expect((await complete(await ticketFor(email), codeOf(key))).statusCode).toBe(200)
        const { rows } = await open().db.execute(
          `select sealed_secret as sealed from totp_secrets where user_id = '${userId}'`,
        )
        expect(createSeals(current).open("totp", userId, rows[0]?.sealed as Uint8Array)).toBeDefined()
      } finally {
        server.deps.seals = seals
      }
    })
  })
})

import { TOTP } from "otpauth"
import { afterAll, beforeAll, expect, it } from "vitest"
import { describeEachDatabase } from "../../../../test/database.ts"
import { openSignIns, refreshCookieOf, type SignInApp } from "../../../../test/http/open-sign-ins.ts"
import { updateRole } from "../account-store.ts"
import { removeSecondFactors } from "../second-factor/remove-second-factors.ts"
import { demandFactors } from "./demand-factors.ts"

const password = "a quiet river at night"

describeEachDatabase("demanded second factors", (open) => {
  let server: SignInApp
  let count = 0
  let admin: Awaited<ReturnType<typeof signUp>>

  beforeAll(async () => {
    server = await openSignIns(open())
    admin = await signUp()
  })
  afterAll(() => server.close())

  async function signUp(role?: "instructor") {
    count += 1
    const email = `owing${count}@example.org`
    const reply = await server.send("POST", "/auth/sign-up", { body: { email, password, displayName: "Learner" } })
    expect(reply.statusCode, reply.body).toBe(201)
    const userId = reply.json().account.id as string
    if (role !== undefined) await open().db.asSystem("test", (tx) => updateRole(tx, userId, role, open().clock.now()))
    return { email, userId, token: reply.json().accessToken as string, cookie: refreshCookieOf(reply) }
  }
  const signIn = (email: string) => server.send("POST", "/auth/sign-in", { body: { email, password } })
  const demand = (requiredFrom: string | null, token = admin.token) =>
    server.send("PUT", "/admin/second-factors", { token, body: { requiredFrom } })
  const setUpApp = async (token: string) => {
    const { key } = (await server.send("POST", "/me/second-factor/app", { token })).json()
    const code = new TOTP({ secret: key }).generate({ timestamp: open().clock.now().getTime() })
    return server.send("POST", "/me/second-factor/app/confirm", { token, body: { code } })
  }
  const problemOf = (reply: { json(): { type?: string } }) => reply.json().type

  it("is asked of nobody at first, and of others only by an administrator who has one", async () => {
    const learner = await signUp()
    expect((await server.send("GET", "/admin/second-factors", { token: admin.token })).json()).toEqual({
      requiredFrom: null,
      roles: [
        { role: "student", people: 1, withoutFactor: 1 },
        { role: "instructor", people: 0, withoutFactor: 0 },
        { role: "admin", people: 1, withoutFactor: 1 },
      ],
    })
    expect((await demand("admin", learner.token)).statusCode).toBe(403)
    const refused = await demand("student")
    expect([refused.statusCode, problemOf(refused)]).toEqual([409, "own-second-factor-missing"])
    expect((await signIn(learner.email)).json()).toMatchObject({ owesSecondFactor: false })

    expect((await setUpApp(admin.token)).statusCode).toBe(200)
    const done = await demand("instructor")
    expect(done.statusCode, done.body).toBe(200)
    expect(done.json()).toMatchObject({ requiredFrom: "instructor", roles: { 2: { role: "admin", withoutFactor: 0 } } })
    // Told twice, recorded once.
    await demand("instructor")
    const { rows } = await open().db.execute(
      "select actor_id, old_values, new_values from audit_logs where event = 'second_factor_demanded'",
    )
    expect(rows).toEqual([
      { actor_id: admin.userId, old_values: { requiredFrom: null }, new_values: { requiredFrom: "instructor" } },
    ])
  })

  it("leads whoever has none to setting one up, and opens nothing else until then", async () => {
    await demand("instructor")
    const { email } = await signUp("instructor")
    const reply = await signIn(email)
    expect(reply.json()).toMatchObject({ owesSecondFactor: true })
    const token = reply.json().accessToken as string
    for (const [method, url] of [
      ["GET", "/materials"],
      ["PATCH", "/me/profile"],
      ["GET", "/me/devices"],
      ["POST", "/me/api-keys"],
      ["GET", "/events"],
    ] as const) {
      const refused = await server.send(method, url, { token })
      expect([url, refused.statusCode, problemOf(refused)]).toEqual([url, 403, "second-factor-required"])
    }
    expect((await server.send("GET", "/me", { token })).statusCode).toBe(200)
    expect((await setUpApp(token)).json().recoveryCodes).toHaveLength(10)
    // The token that was for setting up stays what it was; the next one opens everything.
    expect((await server.send("GET", "/materials", { token })).statusCode).toBe(403)
    const next = await server.send("POST", "/auth/refresh", { cookie: refreshCookieOf(reply) })
    expect(next.json()).toMatchObject({ owesSecondFactor: false })
    expect((await server.send("GET", "/materials", { token: next.json().accessToken })).statusCode).toBe(200)
  })

  it("meets a sign-in that stands with its next access token, and not one below the role", async () => {
    await demand(null)
    const [instructor, learner] = [await signUp("instructor"), await signUp()]
    await demand("instructor")
    const refreshed = await server.send("POST", "/auth/refresh", { cookie: instructor.cookie })
    expect(refreshed.json()).toMatchObject({ owesSecondFactor: true })
    expect((await server.send("POST", "/auth/refresh", { cookie: learner.cookie })).json()).toMatchObject({
      owesSecondFactor: false,
    })
    // What was begun goes on: the token from before holds for its quarter of an hour.
    expect((await server.send("GET", "/materials", { token: learner.token })).statusCode).toBe(200)
  })

  it("lets nobody who owes one remove it, and API keys rest meanwhile", async () => {
    await demand(null)
    const learner = await signUp()
    const made = await server.send("POST", "/me/api-keys", {
      token: learner.token,
      body: { name: "Notes", scopes: ["read"], expiresInDays: null },
    })
    const { key } = made.json()
    expect((await server.send("GET", "/materials", { token: key })).statusCode).toBe(200)
    await demand("student")
    // What is known of a key is looked up anew after five seconds.
    const later = () => open().clock.set(new Date(open().clock.now().getTime() + 6000))
    later()
    for (const url of ["/materials", "/me"]) {
      const refused = await server.send("GET", url, { token: key })
      expect([url, refused.statusCode, problemOf(refused)]).toEqual([url, 403, "second-factor-required"])
    }
    expect((await setUpApp(learner.token)).statusCode).toBe(200)
    later()
    expect((await server.send("GET", "/materials", { token: key })).statusCode).toBe(200)
    const kept = await server.send("POST", "/me/second-factor/app/remove", { token: learner.token })
    expect([kept.statusCode, problemOf(kept)]).toEqual([409, "second-factor-demanded"])
    expect((await server.send("GET", "/me/second-factor", { token: learner.token })).json().app).not.toBeNull()
    await demand(null)
    const gone = await server.send("POST", "/me/second-factor/app/remove", { token: learner.token })
    expect(gone.statusCode).toBe(204)
  })

  it("can be taken back at the console, and an administrator whose factors were removed there gets back in", async () => {
    await demand("student")
    await removeSecondFactors(server.deps, { userId: admin.userId, by: "command" })
    const reply = await signIn(admin.email)
    expect(reply.json()).toMatchObject({ owesSecondFactor: true })
    expect(problemOf(await demand(null, reply.json().accessToken))).toBe("second-factor-required")
    await demandFactors(server.deps, "command", null)
    const next = await server.send("POST", "/auth/refresh", { cookie: refreshCookieOf(reply) })
    expect(next.json()).toMatchObject({ owesSecondFactor: false })
    const { rows } = await open().db.execute(
      "select new_values from audit_logs where event = 'second_factor_demanded' and actor_id is null",
    )
    expect(rows).toEqual([{ new_values: { requiredFrom: null } }])
  })
})

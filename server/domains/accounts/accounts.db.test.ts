import { hash } from "@node-rs/argon2"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, it } from "vitest"
import { describeEachDatabase } from "../../../test/database.ts"
import { openSignIns, refreshCookieOf, type SignInApp } from "../../../test/http/open-sign-ins.ts"

const browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

describeEachDatabase("accounts", (open) => {
  let server: SignInApp
  let count = 0

  beforeAll(async () => {
    server = await openSignIns(open())
  })
  afterAll(() => server.close())

  const request: SignInApp["send"] = (method, url, options = {}) =>
    server.send(method, url, { agent: browser, ...options })

  const signUp = async (rememberMe = false) => {
    count += 1
    const email = `learner${count}@example.org`
    const reply = await request("POST", "/auth/sign-up", {
      body: {
        email,
        password: "a quiet river at night",
        displayName: "Learner",
        timeZone: "Europe/Berlin",
        rememberMe,
      },
    })
    expect(reply.statusCode).toBe(201)
    return { email, session: reply.json(), cookie: refreshCookieOf(reply), reply }
  }

  it("makes the first account the administrator, and nobody after it", async () => {
    expect((await request("GET", "/auth/state")).json()).toMatchObject({ hasAccounts: false })
    const [first, second] = [await signUp(), await signUp()]
    expect([first.session.account.role, second.session.account.role]).toEqual(["admin", "student"])
  })

  it("keeps the refresh token where no script and no other site can reach it", async () => {
    const { reply } = await signUp()
    const header = String(reply.headers["set-cookie"])
    expect(header).toMatch(/HttpOnly/)
    expect(header).toMatch(/SameSite=Strict/)
    expect(header).toMatch(/Path=\/api\/v1\/auth/)
    expect(header).not.toMatch(/Expires|Max-Age/)
    const { rows } = await sql<{
      found: boolean
    }>`select exists (select from refresh_tokens where encode(token_hash, 'escape') like '%' || ${refreshCookieOf(reply).split(".")[1]} || '%') as found`.execute(
      open().admin,
    )
    expect(rows[0]?.found).toBe(false)
  })

  it("names every faulty field at once", async () => {
    const reply = await request("POST", "/auth/sign-up", {
      body: { email: "no address", password: "short", displayName: "x" },
    })
    expect(reply.statusCode).toBe(422)
    const { errors } = reply.json() as { errors: { path: string }[] }
    expect(errors.map(({ path }) => path).sort()).toEqual(["displayName", "email", "password"])
    const common = await request("POST", "/auth/sign-up", {
      body: { email: "a@example.org", password: "password123", displayName: "Ann" },
    })
    expect(common.json().errors).toMatchObject([{ path: "password" }])
  })

  it("does not let an address be taken twice, whatever its case", async () => {
    const { email } = await signUp()
    const reply = await request("POST", "/auth/sign-up", {
      body: { email: email.toUpperCase(), password: "another quiet river", displayName: "Twin" },
    })
    expect(reply.statusCode).toBe(409)
    expect(reply.json()).toMatchObject({ type: "email-taken" })
  })

  it("answers an unknown address and a wrong password alike", async () => {
    const { email } = await signUp()
    const wrong = await request("POST", "/auth/sign-in", { body: { email, password: "not the password" } })
    const unknown = await request("POST", "/auth/sign-in", {
      body: { email: "nobody@example.org", password: "not the password" },
    })
    expect([wrong.statusCode, unknown.statusCode]).toEqual([401, 401])
    expect({ ...wrong.json(), requestId: "" }).toEqual({ ...unknown.json(), requestId: "" })
  })

  it("limits sign-in tries of one account", async () => {
    const codes = []
    for (let i = 0; i < 7; i += 1) {
      codes.push(
        (await request("POST", "/auth/sign-in", { body: { email: "target@example.org", password: "guess" } }))
          .statusCode,
      )
    }
    expect(codes).toEqual([401, 401, 401, 401, 401, 429, 429])
  })

  it("rotates refresh tokens and ends the family when one is used again", async () => {
    const { cookie: stolen } = await signUp()
    const rotated = await request("POST", "/auth/refresh", { cookie: stolen })
    expect(rotated.statusCode).toBe(200)
    const current = refreshCookieOf(rotated)
    expect(current).not.toBe(stolen)

    open().clock.advance(60_000)
    expect((await request("POST", "/auth/refresh", { cookie: stolen })).statusCode).toBe(401)
    // The rightful owner is signed out too: who of the two is the thief cannot be known.
    expect((await request("POST", "/auth/refresh", { cookie: current })).statusCode).toBe(401)
    expect((await request("GET", "/me", { token: rotated.json().accessToken })).statusCode).toBe(401)
  })

  it("lets two tabs refresh at the same moment, but not another browser", async () => {
    const { cookie } = await signUp()
    const [one, two] = await Promise.all([
      request("POST", "/auth/refresh", { cookie }),
      request("POST", "/auth/refresh", { cookie }),
    ])
    expect([one.statusCode, two.statusCode]).toEqual([200, 200])
    expect([refreshCookieOf(one), refreshCookieOf(two)].filter((value) => value !== "")).toHaveLength(1)
    expect((await request("POST", "/auth/refresh", { cookie, agent: "curl/8" })).statusCode).toBe(401)
  })

  it("ends a sign-in after a day without use, with remember-me after thirty", async () => {
    const [short, remembered] = [await signUp(), await signUp(true)]
    expect(String(remembered.reply.headers["set-cookie"])).toMatch(/Expires/)
    const before = open().clock.now()
    open().clock.advance(25 * 3_600_000)
    expect((await request("POST", "/auth/refresh", { cookie: short.cookie })).statusCode).toBe(401)
    expect((await request("POST", "/auth/refresh", { cookie: remembered.cookie })).statusCode).toBe(200)
    open().clock.set(before)
  })

  it("signs out at once, and shows and ends other devices", async () => {
    const { email, session, cookie } = await signUp()
    const phone = await request("POST", "/auth/sign-in", {
      body: { email, password: "a quiet river at night" },
      agent: "Mozilla/5.0 (iPhone) Safari/604.1",
    })
    const { items } = (await request("GET", "/me/devices", { token: session.accessToken })).json()
    expect(items.map((one: { device: string; isCurrent: boolean }) => [one.device, one.isCurrent])).toEqual(
      expect.arrayContaining([
        ["Firefox on Linux", true],
        ["Safari on iPhone", false],
      ]),
    )
    const other = items.find((one: { isCurrent: boolean }) => !one.isCurrent)
    expect((await request("DELETE", `/me/devices/${other.familyId}`, { token: session.accessToken })).statusCode).toBe(
      204,
    )
    expect((await request("GET", "/me", { token: phone.json().accessToken })).statusCode).toBe(401)

    expect((await request("POST", "/auth/sign-out", { cookie })).statusCode).toBe(204)
    expect((await request("GET", "/me", { token: session.accessToken })).statusCode).toBe(401)
  })

  it("cannot end a device of somebody else", async () => {
    const [mine, theirs] = [await signUp(), await signUp()]
    const { items } = (await request("GET", "/me/devices", { token: theirs.session.accessToken })).json()
    const reply = await request("DELETE", `/me/devices/${items[0].familyId}`, { token: mine.session.accessToken })
    expect(reply.statusCode).toBe(404)
    expect((await request("GET", "/me", { token: theirs.session.accessToken })).statusCode).toBe(200)
  })

  it("changes profile and settings, and refuses a time zone that does not exist", async () => {
    const { session } = await signUp()
    const token = session.accessToken
    const profile = await request("PATCH", "/me/profile", {
      token,
      body: { university: "Charité", timeZone: "America/New_York", username: "ann.b" },
    })
    expect(profile.json()).toMatchObject({
      username: "ann.b",
      profile: { university: "Charité", timeZone: "America/New_York" },
    })
    const settings = await request("PATCH", "/me/settings", {
      token,
      body: { theme: "dark", dailyGoalMinutes: 45, shortcuts: { next: "n" } },
    })
    expect(settings.json().settings).toMatchObject({
      theme: "dark",
      dailyGoalMinutes: 45,
      shortcuts: { next: "n" },
      dayStartHour: 4,
    })
    expect((await request("PATCH", "/me/profile", { token, body: { timeZone: "Mars/Olympus" } })).statusCode).toBe(422)
    const twin = await signUp()
    expect(
      (await request("PATCH", "/me/profile", { token: twin.session.accessToken, body: { username: "ANN.B" } }))
        .statusCode,
    ).toBe(409)
  })

  it("makes a hash of less work anew when its person signs in, and at no wrong password", async () => {
    const { email } = await signUp()
    const password = "a quiet river at night"
    const weak = await hash(password, { memoryCost: 4096, timeCost: 1, parallelism: 1 })
    await sql`update users set password_hash = ${weak} where email = ${email}`.execute(open().admin)
    const kept = async () => {
      const { rows } = await sql<{
        kept: string
      }>`select password_hash as kept from users where email = ${email}`.execute(open().admin)
      return rows[0]?.kept
    }
    const signIn = (given: string) => request("POST", "/auth/sign-in", { body: { email, password: given } })
    expect((await signIn("not this one")).statusCode).toBe(401)
    expect(await kept()).toBe(weak)
    expect((await signIn(password)).statusCode).toBe(200)
    expect(await kept()).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect((await signIn(password)).statusCode).toBe(200)
  })

  it("changes the password and signs every other device out", async () => {
    const { email, session } = await signUp()
    const other = await request("POST", "/auth/sign-in", { body: { email, password: "a quiet river at night" } })
    const body = { currentPassword: "a quiet river at night", newPassword: "a loud river by day" }
    expect(
      (
        await request("POST", "/me/password", {
          token: session.accessToken,
          body: { ...body, currentPassword: "wrong" },
        })
      ).statusCode,
    ).toBe(422)
    expect((await request("POST", "/me/password", { token: session.accessToken, body })).statusCode).toBe(204)
    expect((await request("GET", "/me", { token: session.accessToken })).statusCode).toBe(200)
    expect((await request("GET", "/me", { token: other.json().accessToken })).statusCode).toBe(401)
    expect((await request("POST", "/auth/sign-in", { body: { email, password: body.newPassword } })).statusCode).toBe(
      200,
    )
  })
})

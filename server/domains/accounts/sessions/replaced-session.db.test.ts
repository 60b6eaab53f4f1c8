import { afterAll, beforeAll, expect, it } from "vitest"
import { describeEachDatabase } from "../../../../test/database.ts"
import { openSignIns, refreshCookieOf, type SignInApp } from "../../../../test/http/open-sign-ins.ts"

const password = "a quiet river at night"

describeEachDatabase("a sign-in that takes another's place", (open) => {
  let server: SignInApp
  let count = 0

  beforeAll(async () => {
    server = await openSignIns(open())
  })
  afterAll(() => server.close())

  const signUp = async (cookie?: string) => {
    count += 1
    const email = `before${count}@example.org`
    const reply = await server.send("POST", "/auth/sign-up", {
      cookie,
      body: { email, password, displayName: "Learner" },
    })
    expect(reply.statusCode, reply.body).toBe(201)
    return { email, cookie: refreshCookieOf(reply), token: reply.json().accessToken as string }
  }
  const signIn = (email: string, cookie?: string, right = password) =>
    server.send("POST", "/auth/sign-in", { cookie, body: { email, password: right } })
  const isOpen = async (token: string) => (await server.send("GET", "/me", { token })).statusCode === 200

  it("ends the one that the browser held, access token and all, and says so in the audit log", async () => {
    const before = await signUp()
    const reply = await signIn(before.email, before.cookie)
    expect(reply.statusCode).toBe(200)
    expect(await isOpen(before.token)).toBe(false)
    expect((await server.send("POST", "/auth/refresh", { cookie: before.cookie })).statusCode).toBe(401)
    expect(await isOpen(reply.json().accessToken)).toBe(true)
    const { rows } = await open().db.execute("select event from audit_logs where event = 'session_replaced'")
    expect(rows).toHaveLength(1)
  })

  it("ends it for whoever signs in next at that browser, by signing up too, and nowhere else", async () => {
    const [one, other] = [await signUp(), await signUp()]
    const elsewhere = (await signIn(one.email)).json().accessToken as string
    await signIn(other.email, one.cookie)
    expect([await isOpen(one.token), await isOpen(elsewhere), await isOpen(other.token)]).toEqual([false, true, true])
    await signUp(other.cookie)
    expect(await isOpen(other.token)).toBe(false)
  })

  it("ends nothing when it fails, or by a cookie that was made up", async () => {
    const [one, other] = [await signUp(), await signUp()]
    expect((await signIn(one.email, one.cookie, "not this one")).statusCode).toBe(401)
    const [userId] = other.cookie.split(".")
    const forged = `${userId}.${Buffer.alloc(32, 7).toString("base64url")}`
    for (const cookie of [forged, `${userId}.`, "nonsense", one.cookie.slice(0, -2)])
      expect((await signIn(one.email, cookie)).statusCode).toBe(200)
    expect([await isOpen(one.token), await isOpen(other.token)]).toEqual([true, true])
  })

  it("does not see the cookie where a page of another origin signs in", async () => {
    const one = await signUp()
    server.deps.config.http.corsOrigins.push("https://notes.example")
    const from = (headers: Record<string, string>) =>
      server.app.inject({
        method: "POST",
        url: "/api/v1/auth/sign-in",
        headers: { cookie: `studyin_refresh=${one.cookie}`, ...headers },
        payload: { email: one.email, password },
      })
    const cross = { origin: "https://notes.example", "sec-fetch-site": "cross-site" }
    expect((await from(cross)).statusCode).toBe(200)
    expect(await isOpen(one.token)).toBe(true)
    expect((await from({ origin: "https://evil.example", "sec-fetch-site": "cross-site" })).statusCode).toBe(403)
    expect(await isOpen(one.token)).toBe(true)
    expect((await from({ "sec-fetch-site": "same-origin" })).statusCode).toBe(200)
    expect(await isOpen(one.token)).toBe(false)
  })
})

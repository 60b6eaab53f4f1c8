import { sql } from "kysely"
import { afterAll, beforeAll, expect, it } from "vitest"
import { describeEachDatabase } from "../../../../test/database.ts"
import { openApp, type TestApp } from "../../../../test/http/open-app.ts"
import { createSessions } from "../../../rooms.ts"
import { newId } from "../../../shared/ids.ts"

const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

/** Somebody with a browser: what they hold, and what the server answers them. */
interface Person {
  agent: string
  address: string
  cookie: string
  access: string
}

const victimAt = { agent: firefox, address: "192.0.2.10" }
/** The worst case: same browser, but another place. */
const thiefAt = { agent: firefox, address: "198.51.100.66" }

describeEachDatabase("stolen refresh token", (open) => {
  let server: TestApp
  let count = 0
  beforeAll(async () => {
    server = await openApp(open())
    const { db, clock } = open()
    Object.assign(server.deps.sessions, createSessions({ db, clock, cache: server.deps.cache }))
  })
  afterAll(() => server.close())

  const send = (
    person: Omit<Person, "cookie" | "access"> & Partial<Person>,
    method: "GET" | "POST",
    url: string,
    payload?: object,
  ) =>
    server.app.inject({
      method,
      url: `/api/v1${url}`,
      remoteAddress: person.address,
      headers: {
        "user-agent": person.agent,
        ...(person.cookie ? { cookie: `studyin_refresh=${person.cookie}` } : {}),
        ...(person.access ? { authorization: `Bearer ${person.access}` } : {}),
      },
      ...(payload ? { payload } : {}),
    })

  const signUp = async (): Promise<Person & { userId: string }> => {
    count += 1
    const reply = await send({ ...victimAt }, "POST", "/auth/sign-up", {
      email: `victim${count}@example.org`,
      password: "a quiet river at night",
      displayName: "Victim",
    })
    const { accessToken, account } = reply.json()
    return { ...victimAt, cookie: cookieOf(reply), access: accessToken, userId: account.id }
  }

  const cookieOf = (reply: { cookies: { name: string; value: string }[] }) =>
    reply.cookies.find(({ name }) => name === "studyin_refresh")?.value ?? ""

  /** As a browser does: what comes back takes the place of what was sent. */
  const refresh = async (person: Person): Promise<number> => {
    const reply = await send(person, "POST", "/auth/refresh")
    if (reply.statusCode === 200) {
      person.access = reply.json().accessToken
      person.cookie = cookieOf(reply) || person.cookie
    }
    return reply.statusCode
  }
  const mayRead = async (person: Person) => (await send({ ...person, cookie: "" }, "GET", "/me")).statusCode === 200
  const alarms = async (userId: string) => {
    const { rows } = await sql<{ address: string; success: boolean }>`
      select host(ip_address) as address, is_success as success from audit_logs
      where event = 'token_reuse_detected' and actor_id = ${userId}`.execute(open().admin)
    return rows
  }
  const steal = (victim: Person): Person => ({ ...thiefAt, cookie: victim.cookie, access: "" })

  it("ends the whole family when the thief is first and the victim goes on", async () => {
    const victim = await signUp()
    const thief = steal(victim)
    expect(await refresh(thief)).toBe(200)
    expect(await mayRead(thief)).toBe(true)
    open().clock.advance(5 * 60_000)
    // The victim's browser sends the token it has: the one that was exchanged already.
    expect(await refresh(victim)).toBe(401)
    expect(await mayRead(thief)).toBe(false)
    expect(await refresh(thief)).toBe(401)
    expect(await mayRead(victim)).toBe(false)
    expect(await alarms(victim.userId)).toEqual([{ address: victimAt.address, success: false }])
  })

  it("ends the whole family when the victim is first and the thief replays", async () => {
    const victim = await signUp()
    const thief = steal(victim)
    expect(await refresh(victim)).toBe(200)
    expect(await mayRead(victim)).toBe(true)
    open().clock.advance(60_000)
    expect(await refresh(thief)).toBe(401)
    // Who of the two is the thief cannot be known: both are out, at once.
    expect(await mayRead(victim)).toBe(false)
    expect(await refresh(victim)).toBe(401)
    expect(await alarms(victim.userId)).toEqual([{ address: thiefAt.address, success: false }])
  })

  it("gives a thief nothing at the same moment from another address, whoever is first", async () => {
    for (const isThiefFirst of [true, false]) {
      const victim = await signUp()
      const thief = steal(victim)
      const [first, second] = isThiefFirst ? [thief, victim] : [victim, thief]
      expect(await refresh(first)).toBe(200)
      open().clock.advance(2000)
      expect(await refresh(second)).toBe(401)
      expect(await mayRead(first)).toBe(false)
      expect(await alarms(victim.userId)).toHaveLength(1)
    }
  })

  it("gives a thief in the victim's own network and browser, within ten seconds, no more than the family has", async () => {
    const victim = await signUp()
    const thief = { ...steal(victim), address: victim.address }
    expect(await refresh(victim)).toBe(200)
    open().clock.advance(9000)
    const stolen = thief.cookie
    expect(await refresh(thief)).toBe(200)
    // No refresh token: there is no going on.
    expect(thief.cookie).toBe(stolen)
    open().clock.advance(2000)
    expect(await refresh(thief)).toBe(401)
    expect(await mayRead(thief)).toBe(false)
    expect(await alarms(victim.userId)).toHaveLength(1)
  })

  it("does not let a token of long ago be replayed, however often the victim went on", async () => {
    const victim = await signUp()
    const thief = steal(victim)
    for (let i = 0; i < 5; i += 1) {
      open().clock.advance(10 * 60_000)
      expect(await refresh(victim)).toBe(200)
    }
    expect(await refresh(thief)).toBe(401)
    expect(await mayRead(victim)).toBe(false)
  })

  it("ends nobody else's sign-in, and none of the victim's other ones", async () => {
    const [victim, bystander] = [await signUp(), await signUp()]
    const phone: Person = { ...victimAt, agent: "Mozilla/5.0 (iPhone) Safari/604.1", cookie: "", access: "" }
    const reply = await send(phone, "POST", "/auth/sign-in", {
      email: `victim${count - 1}@example.org`,
      password: "a quiet river at night",
    })
    Object.assign(phone, { cookie: cookieOf(reply), access: reply.json().accessToken })
    const thief = steal(victim)
    await refresh(victim)
    open().clock.advance(60_000)
    await refresh(thief)
    expect([await mayRead(victim), await mayRead(phone), await mayRead(bystander)]).toEqual([false, true, true])
  })

  it("takes no access token for a refresh token, and no token with a piece changed", async () => {
    const victim = await signUp()
    const [userId, secret = ""] = victim.cookie.split(".")
    const flipped = `${userId}.${secret.startsWith("A") ? "B" : "A"}${secret.slice(1)}`
    for (const cookie of [victim.access, flipped, `${userId}.`, `.${secret}`, `${victim.cookie}.x`, "x".repeat(3000)])
      expect(await refresh({ ...thiefAt, cookie, access: "" })).toBe(401)
    // What was made up is no reuse: a stranger signs nobody out.
    expect(await refresh(victim)).toBe(200)
    expect(await alarms(victim.userId)).toEqual([])
  })

  it("lets many tabs refresh at once, all of which go on", async () => {
    const victim = await signUp()
    const tabs = Array.from({ length: 6 }, () => ({ ...victim }))
    expect(await Promise.all(tabs.map(refresh))).toEqual(tabs.map(() => 200))
    const cookies = new Set(tabs.map(({ cookie }) => cookie).filter((cookie) => cookie !== victim.cookie))
    expect(cookies.size).toBe(1)
    for (const tab of tabs) expect(await mayRead(tab)).toBe(true)
    open().clock.advance(60_000)
    victim.cookie = [...cookies][0] ?? ""
    expect(await refresh(victim)).toBe(200)
  })

  it("signs out everywhere else, and only there", async () => {
    const victim = await signUp()
    const others: Person[] = []
    for (const agent of [firefox, "curl/8", "Mozilla/5.0 (iPhone) Safari/604.1"]) {
      const person: Person = { ...thiefAt, agent, cookie: "", access: "" }
      const reply = await send(person, "POST", "/auth/sign-in", {
        email: `victim${count}@example.org`,
        password: "a quiet river at night",
      })
      others.push(Object.assign(person, { cookie: cookieOf(reply), access: reply.json().accessToken }))
    }
    const reply = await server.app.inject({
      method: "DELETE",
      url: "/api/v1/me/devices",
      headers: { authorization: `Bearer ${victim.access}` },
    })
    expect(reply.json()).toEqual({ ended: 3 })
    for (const other of others) expect([await mayRead(other), await refresh(other)]).toEqual([false, 401])
    expect(await mayRead(victim)).toBe(true)
    const { rows } = await sql`
      select new_values as values from audit_logs where event = 'other_sessions_revoked' and actor_id = ${victim.userId}`.execute(
      open().admin,
    )
    expect(rows).toEqual([{ values: { ended: 3 } }])
  })

  it("sweeps sign-ins that ended", async () => {
    const rule = server.deps.retention.rules.get("ended-sign-ins")
    if (rule === undefined) throw new Error("no such policy")
    const victim = await signUp()
    await refresh(victim)
    const before = new Date(open().clock.now().getTime() + 1000)
    expect(await rule.count(before)).toBeGreaterThan(0)
    while ((await rule.removeSome(before, 100)) > 0);
    // What still holds stays.
    expect(await refresh(victim)).toBe(200)
  })

  it("sweeps sign-ins that waited for a second factor and challenges that were answered, a while after their end", async () => {
    const rule = server.deps.retention.rules.get("ended-sign-ins")
    if (rule === undefined) throw new Error("no such policy")
    const { userId } = await signUp()
    const now = open().clock.now()
    const day = (days: number) => new Date(now.getTime() + days * 86_400_000)
    for (const end of [day(-8), day(-1)]) {
      await open().db.execute("insert into spent_challenges (user_id, id, expires_at) values ($1, $2, $3)", [
        userId,
        newId(),
        end,
      ])
      await open().db.execute(
        `insert into pending_sign_ins (user_id, id, secret_hash, password_mark, is_remembered, restores_account, created_at, expires_at)
         values ($1, $2, sha256(gen_random_uuid()::text::bytea), sha256('x'), false, false, $3::timestamptz - interval '5 minutes', $3)`,
        [userId, newId(), end],
      )
    }
    const before = await rule.count(day(-7))
    expect(before).toBeGreaterThanOrEqual(2)
    while ((await rule.removeSome(day(-7), 1)) > 0);
    const { rows } = await open().db.execute(
      "select expires_at from spent_challenges union all select expires_at from pending_sign_ins",
    )
    expect(rows).toEqual([{ expires_at: day(-1) }, { expires_at: day(-1) }])
  })
})

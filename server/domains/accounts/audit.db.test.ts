import { hash } from "@node-rs/argon2"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, it } from "vitest"
import { describeEachDatabase } from "../../../test/database.ts"
import { openApp, type SignedIn, type TestApp } from "../../../test/http/open-app.ts"
import { newId } from "../../shared/ids.ts"
import { recordAudit } from "../audit/index.ts"

interface Entry {
  id: string
  event: string
  actorId: string | null
  actorName: string | null
  entityName: string | null
  oldValues: Record<string, unknown> | null
  newValues: Record<string, unknown> | null
  ipAddress: string | null
  userAgent: string | null
  sessionId: string | null
  isSuccess: boolean
  errorMessage: string | null
}

describeEachDatabase("the audit log", (open) => {
  let server: TestApp
  let admin: SignedIn
  let ann: SignedIn

  beforeAll(async () => {
    server = await openApp(open())
    admin = await server.signInAs({ role: "admin", displayName: "Ada Admin" })
    ann = await server.signInAs({ displayName: "Ann", email: "ann@example.test", username: "ann" })
    for (const { userId } of [admin, ann])
      await open()
        .admin.updateTable("users")
        .set({ password_hash: await hash("a quiet river at night") })
        .where("id", "=", userId)
        .execute()
  })
  afterAll(() => server.close())

  const send = (who: SignedIn, method: "GET" | "POST" | "PATCH", path: string, body?: object) => {
    // Entries of one moment have no order.
    open().clock.advance(1000)
    return server.app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { ...who.headers, "user-agent": "Firefox of the test" },
      ...(body ? { payload: body } : {}),
    })
  }

  async function entries(query: string): Promise<Entry[]> {
    const reply = await send(admin, "GET", `/admin/audit?${query}`)
    expect(reply.statusCode, reply.body).toBe(200)
    return reply.json<{ items: Entry[] }>().items
  }

  it("is for administrators", async () => {
    expect((await send(ann, "GET", "/admin/audit")).statusCode).toBe(403)
    expect((await server.app.inject({ method: "GET", url: "/api/v1/admin/audit" })).statusCode).toBe(401)
  })

  it("says what was changed, from what to what, by whom, from where and in which sign-in", async () => {
    await send(ann, "PATCH", "/me/profile", { university: "Uppsala", displayName: "Ann" })
    await send(ann, "PATCH", "/me/profile", { university: "Uppsala" })
    await send(ann, "PATCH", "/me/settings", { theme: "dark" })
    const found = await entries(`user=${ann.userId}&category=change`)
    expect(found).toMatchObject([
      { event: "settings_updated", oldValues: { theme: "system" }, newValues: { theme: "dark" } },
      {
        event: "profile_updated",
        oldValues: { university: null },
        newValues: { university: "Uppsala" },
        actorName: "Ann",
        entityName: "Ann",
        ipAddress: "127.0.0.1",
        userAgent: "Firefox of the test",
        isSuccess: true,
      },
    ])
    expect(found[0]?.sessionId).toEqual(expect.any(String))
  })

  it("says what was refused and why", async () => {
    await send(ann, "POST", "/me/password", { currentPassword: "no", newPassword: "another quiet river" })
    await send(ann, "POST", "/me/erase", { password: "no" })
    await send(admin, "POST", `/admin/accounts/${ann.userId}/erase`, { password: "no" })
    expect(await entries("outcome=failure")).toMatchObject([
      { event: "account_erasure_refused", actorId: admin.userId, isSuccess: false, errorMessage: "wrong password" },
      { event: "account_erasure_refused", actorId: ann.userId, isSuccess: false },
      { event: "password_change_failed", actorId: ann.userId, isSuccess: false },
    ])
  })

  it("is there with its change or not at all", async () => {
    const before = (await entries("limit=200")).length
    const { db, clock } = open()
    await expect(
      db.asSystem("test-audit", async (tx) => {
        await sql`update profiles set university = 'Lund' where user_id = ${ann.userId}`.execute(tx)
        await recordAudit(tx, { event: "profile_updated", actorId: ann.userId, at: clock.now() })
        throw new Error("changed my mind")
      }),
    ).rejects.toThrow("changed my mind")
    // The entry fails, and takes the change with it.
    await expect(
      db.asSystem("test-audit", async (tx) => {
        await sql`update profiles set university = 'Lund' where user_id = ${ann.userId}`.execute(tx)
        await recordAudit(tx, { event: "Not An Event" as never, actorId: ann.userId, at: clock.now() })
      }),
    ).rejects.toMatchObject({ code: "23514" })
    expect(await entries("limit=200")).toHaveLength(before)
    const row = await open()
      .admin.selectFrom("profiles")
      .select("university")
      .where("user_id", "=", ann.userId)
      .executeTakeFirst()
    expect(row?.university).toBe("Uppsala")
  })

  it("is searched by person, event, time and words", async () => {
    for (const user of [ann.userId, "ANN@example.test", "ann"])
      expect((await entries(`user=${encodeURIComponent(user)}`)).length, user).toBeGreaterThan(2)
    expect(await entries("user=nobody@example.test")).toEqual([])
    expect(new Set((await entries("event=profile_updated")).map(({ event }) => event))).toEqual(
      new Set(["profile_updated"]),
    )
    expect(await entries("event=profile_updated&category=auth")).toEqual([])
    expect(await entries("text=uppsala")).toHaveLength(1)
    expect(await entries("text=100%25")).toEqual([])
    const now = open().clock.now().getTime()
    const time = (ms: number) => encodeURIComponent(new Date(ms).toISOString())
    expect(await entries(`to=${time(now - 3_600_000)}`)).toEqual([])
    expect((await entries(`from=${time(now - 3_600_000)}&to=${time(now + 60_000)}`)).length).toBeGreaterThan(4)
  })

  it("is searched by address and network", async () => {
    const { db, clock } = open()
    await db.asSystem("test-audit", (tx) =>
      recordAudit(tx, {
        event: "signin_failed",
        actorId: null,
        origin: { ipAddress: "2001:db8::7", userAgent: "=HYPERLINK(1)" },
        isSuccess: false,
        at: clock.now(),
      }),
    )
    for (const network of ["2001:db8::7", "2001:db8::/32"])
      expect(await entries(`address=${encodeURIComponent(network)}`), network).toHaveLength(1)
    expect((await entries("address=127.0.0.0%2F8")).length).toBeGreaterThan(3)
    for (const wrong of ["127.0.0", "10.0.0.0/33", "::/129", "localhost", "1.2.3.4/x"])
      expect((await send(admin, "GET", `/admin/audit?address=${encodeURIComponent(wrong)}`)).statusCode, wrong).toBe(
        422,
      )
  })

  it("is exported as a file with what a search found, and no formula in it, for administrators alone", async () => {
    const ask = (who: SignedIn, body: object) => send(who, "POST", "/admin/audit/export", body)
    expect((await ask(ann, {})).statusCode).toBe(403)
    const { url } = (await ask(admin, { address: "2001:db8::/32" })).json()
    const file = await server.app.inject({ method: "GET", url })
    expect(file.headers["content-type"]).toContain("text/csv")
    const lines = file.body.trim().split("\r\n")
    expect(lines).toHaveLength(2)
    expect(lines[0]).toContain("time,event,outcome")
    expect(lines[1]).toContain("signin_failed,failure")
    expect(lines[1]).toContain("'=HYPERLINK(1)")
    const all = (await ask(admin, {})).json().url
    const { count } = (
      await sql<{ count: number }>`select count(*)::int as count from audit_logs`.execute(open().admin)
    ).rows[0] ?? { count: 0 }
    expect((await server.app.inject({ method: "GET", url: all })).body.trim().split("\r\n")).toHaveLength(count + 1)
    expect(await entries("event=audit_exported")).toHaveLength(2)
    const broken = await server.app.inject({ method: "GET", url: url.replace(/ticket=[^&]*/, "ticket=made.up.x") })
    expect(broken.statusCode).toBe(401)
    const { isActive } = server.deps.sessions
    server.deps.sessions.isActive = async (_user, _session, role) => role !== "admin"
    expect((await server.app.inject({ method: "GET", url })).statusCode, "after a demotion").toBe(401)
    server.deps.sessions.isActive = isActive
  })

  it("is read in pages that neither repeat nor skip", async () => {
    const { db, clock } = open()
    const sessionId = newId()
    await db.asSystem("test-audit", async (tx) => {
      for (let i = 0; i < 45; i++)
        await recordAudit(tx, { event: "signout", actorId: ann.userId, sessionId, at: clock.now() })
    })
    const seen: string[] = []
    let cursor: string | null = ""
    while (cursor !== null) {
      const reply = await send(
        admin,
        "GET",
        `/admin/audit?event=signout&limit=20${cursor === "" ? "" : `&cursor=${cursor}`}`,
      )
      const page: { items: Entry[]; nextCursor: string | null } = reply.json()
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    }
    expect(seen).toHaveLength(45)
    expect(new Set(seen).size).toBe(45)
    expect(seen).toEqual(seen.toSorted().toReversed())
  })

  it("knows who erased whom only as far as it may", async () => {
    expect(
      (
        await send(admin, "POST", `/admin/accounts/${admin.userId}/erase`, { password: "a quiet river at night" })
      ).json(),
    ).toMatchObject({ type: "own-account" })
    expect(
      (await send(ann, "POST", `/admin/accounts/${admin.userId}/erase`, { password: "a quiet river at night" }))
        .statusCode,
    ).toBe(403)
    expect((await send(admin, "POST", "/me/erase", { password: "a quiet river at night" })).json()).toMatchObject({
      type: "last-administrator",
    })
    const reply = await send(admin, "POST", `/admin/accounts/${ann.userId}/erase`, {
      password: "a quiet river at night",
    })
    expect(reply.statusCode, reply.body).toBe(200)
    const [entry] = await entries("event=account_erased")
    expect(entry).toMatchObject({
      actorId: admin.userId,
      actorName: "Ada Admin",
      newValues: { by: "administrator", role: "student" },
    })
    expect(JSON.stringify(entry)).not.toContain(ann.userId)
    // What she did is still told, without her.
    expect(await entries("event=profile_updated")).toMatchObject([
      { actorId: null, oldValues: null, newValues: null, userAgent: null },
    ])
    // Alone again, an administrator may go too.
    expect((await send(admin, "POST", "/me/erase", { password: "a quiet river at night" })).statusCode).toBe(200)
  })
})

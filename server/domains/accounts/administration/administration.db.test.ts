import { hash } from "@node-rs/argon2"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, it } from "vitest"
import { describeEachDatabase } from "../../../../test/database.ts"
import { openApp, type TestApp } from "../../../../test/http/open-app.ts"
import { createSessions } from "../../../rooms.ts"

const password = "a quiet river at night"
const browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

interface Signed {
  userId: string
  email: string
  token: string
  cookie: string
}

describeEachDatabase("administration of people", (open) => {
  let server: TestApp
  let passwordHash: string
  let admin: Signed
  let count = 0

  beforeAll(async () => {
    server = await openApp(open())
    const { db, clock } = open()
    Object.assign(server.deps.sessions, createSessions({ db, clock, cache: server.deps.cache }))
    passwordHash = await hash(password)
    admin = await person({ role: "admin", displayName: "Ada Admin" })
  })
  afterAll(() => server.close())

  const call = (
    method: "GET" | "POST" | "PUT" | "DELETE" | "PATCH",
    path: string,
    { by, body, cookie }: { by?: Signed; body?: object; cookie?: string } = {},
  ) => {
    open().clock.advance(10)
    return server.app.inject({
      method,
      url: `/api/v1${path}`,
      headers: {
        "user-agent": browser,
        ...(by ? { authorization: `Bearer ${by.token}` } : {}),
        ...(cookie ? { cookie: `studyin_refresh=${cookie}` } : {}),
      },
      ...(body ? { payload: body } : {}),
    })
  }
  const signIn = (email: string, secret = password) =>
    call("POST", "/auth/sign-in", { body: { email, password: secret } })

  async function person(
    more: { role?: "student" | "instructor" | "admin"; displayName?: string; username?: string } = {},
  ) {
    count += 1
    const email = `person${count}@people.example`
    open().clock.advance(10)
    const { userId } = await open().createLearner({ email, ...more })
    await open().admin.updateTable("users").set({ password_hash: passwordHash }).where("id", "=", userId).execute()
    return signed(userId, email)
  }
  async function signed(userId: string, email: string): Promise<Signed> {
    // Sign-ins of one address are limited by the minute.
    open().clock.advance(13_000)
    const reply = await signIn(email)
    expect(reply.statusCode, reply.body).toBe(200)
    const cookie = reply.cookies.find(({ name }) => name === "studyin_refresh")?.value ?? ""
    return { userId, email, token: reply.json().accessToken, cookie }
  }
  const list = async (query: string) => {
    const reply = await call("GET", `/admin/users?${query}`, { by: admin })
    expect(reply.statusCode, reply.body).toBe(200)
    return reply.json<{ items: { id: string; displayName: string }[]; nextCursor: string | null }>()
  }
  const names = async (query: string) => (await list(query)).items.map(({ displayName }) => displayName)
  const lastAudit = async (userId: string, event: string) => {
    const { rows } = await sql`
      select actor_id as "actorId", old_values as "oldValues", new_values as "newValues" from audit_logs
      where entity_type = 'user' and entity_id = ${userId} and event = ${event} order by id desc limit 1`.execute(
      open().admin,
    )
    return rows[0]
  }

  it("is for administrators, in every part", async () => {
    const teacher = await person({ role: "instructor" })
    const { userId } = await person()
    for (const [method, path, body] of [
      ["GET", "/admin/users"],
      ["POST", "/admin/users", { email: "x@example.org", displayName: "Xe", role: "student" }],
      ["GET", `/admin/users/${userId}`],
      ["PUT", `/admin/users/${userId}/role`, { role: "admin" }],
      ["POST", `/admin/users/${userId}/suspend`, { reason: "because" }],
      ["POST", `/admin/users/${userId}/reinstate`],
      ["POST", `/admin/users/${userId}/close`],
      ["POST", `/admin/users/${userId}/reopen`],
      ["POST", `/admin/users/${userId}/invitation`],
      ["DELETE", `/admin/users/${userId}/sign-ins`],
      ["GET", "/admin/sign-ins"],
    ] as const) {
      const reply = await call(method, path, { by: teacher, ...(body ? { body } : {}) })
      expect(reply.statusCode, `${method} ${path}`).toBe(403)
    }
  })

  it("finds people by beginnings of name, user name and address, whatever the case", async () => {
    await person({ displayName: "Ünal O'Brien-Łuk", username: "night.owl_7" })
    for (const text of ["ünal", "ÜNAL o'br", "łuk", "OWL", "night.owl_7", "7 brien", `person${count}@people`])
      expect(await names(`text=${encodeURIComponent(text)}`), text).toEqual(["Ünal O'Brien-Łuk"])
    for (const text of ["rien", "ünal nobody", "%", "'; drop table users", "ada|nobody", "ada:*&!x"])
      expect(await names(`text=${encodeURIComponent(text)}`), text).toEqual([])
    expect(await names("text=ada")).toEqual(["Ada Admin"])
  })

  it("lists by role, by status and in either order, page by page, without the library", async () => {
    const [teacher, late] = [
      await person({ role: "instructor", displayName: "Tilda" }),
      await person({ displayName: "Late" }),
    ]
    expect(await names("role=admin")).toEqual(["Ada Admin"])
    expect(await names("role=instructor")).toContain("Tilda")
    expect(await names("status=suspended")).toEqual([])
    expect(await names("limit=2")).toEqual(["Late", "Tilda"])
    const again = await signed(teacher.userId, teacher.email)
    expect(await names("sort=last-active&limit=2")).toEqual(["Tilda", "Late"])
    expect(again.userId).not.toBe(late.userId)
    const seen: string[] = []
    for (const sort of ["newest", "last-active"]) {
      seen.length = 0
      for (let cursor: string | null = ""; cursor !== null; ) {
        const page: Awaited<ReturnType<typeof list>> = await list(
          `sort=${sort}&limit=3${cursor && `&cursor=${cursor}`}`,
        )
        seen.push(...page.items.map(({ id }) => id))
        cursor = page.nextCursor
      }
      const all = await sql<{ id: string }>`select id from users where id <> app.library_user_id()`.execute(
        open().admin,
      )
      expect([...seen].sort(), sort).toEqual(all.rows.map(({ id }) => id).sort())
    }
  })

  it("shows an account and where it is signed in, and nothing of what is learned", async () => {
    const { userId, token } = await person({ displayName: "Mona" })
    await call("PATCH", "/me/profile", { by: { token } as Signed, body: { university: "Uppsala" } })
    const reply = await call("GET", `/admin/users/${userId}`, { by: admin })
    expect(reply.json()).toMatchObject({
      displayName: "Mona",
      university: "Uppsala",
      role: "student",
      status: "active",
      hasPassword: true,
      erasedFrom: null,
      signIns: [{ device: "Firefox on Linux", ipAddress: "127.0.0.1" }],
    })
    expect(reply.body).not.toMatch(/hash|secret|dailyGoal|material/i)
    expect((await call("GET", `/admin/users/00000000-0000-7000-8000-00000000dead`, { by: admin })).statusCode).toBe(404)
  })

  it("makes a change of role count with the next request, up and down", async () => {
    const someone = await person()
    const put = (role: string) => call("PUT", `/admin/users/${someone.userId}/role`, { by: admin, body: { role } })
    expect((await put("admin")).statusCode).toBe(204)
    // The old access token does not carry the new role; the page asks for another one by itself.
    expect((await call("GET", "/me", { by: someone })).statusCode).toBe(401)
    const renewed = await call("POST", "/auth/refresh", { cookie: someone.cookie })
    const promoted = { ...someone, token: renewed.json().accessToken as string }
    expect((await call("GET", "/admin/users", { by: promoted })).statusCode).toBe(200)
    expect((await put("student")).statusCode).toBe(204)
    expect((await call("GET", "/admin/users", { by: promoted })).statusCode).toBe(401)
    expect(await lastAudit(someone.userId, "role_changed")).toEqual({
      actorId: admin.userId,
      oldValues: { role: "admin" },
      newValues: { role: "student" },
    })
  })

  it("keeps a suspended person out everywhere, at once, and tells them why", async () => {
    const someone = await person()
    const other = await signed(someone.userId, someone.email)
    const ticket = (await call("POST", "/me/export", { by: someone }))
      .json<{ url: string }>()
      .url.replace("/api/v1", "")
    const reply = await call("POST", `/admin/users/${someone.userId}/suspend`, {
      by: admin,
      body: { reason: "Shared the exam." },
    })
    expect(reply.statusCode).toBe(204)
    for (const one of [someone, other]) {
      expect((await call("GET", "/me", { by: one })).statusCode).toBe(401)
      expect((await call("POST", "/auth/refresh", { cookie: one.cookie })).statusCode).toBe(401)
    }
    expect((await call("GET", ticket)).statusCode).toBe(401)
    const right = await signIn(someone.email)
    expect(right.statusCode).toBe(403)
    expect(right.json()).toMatchObject({ type: expect.stringContaining("account-suspended") })
    expect(right.json().detail).toContain("Shared the exam.")
    const [wrong, unknown] = [await signIn(someone.email, "no"), await signIn("nobody@people.example", "no")]
    expect([wrong.statusCode, { ...wrong.json(), requestId: "" }]).toEqual([
      unknown.statusCode,
      { ...unknown.json(), requestId: "" },
    ])
    expect(await lastAudit(someone.userId, "account_suspended")).toMatchObject({
      oldValues: { status: "active", reason: null },
      newValues: { status: "suspended", reason: "Shared the exam." },
    })
    const close = await call("POST", `/admin/users/${someone.userId}/close`, { by: admin })
    expect(close.json().type).toContain("account-suspended")

    expect((await call("POST", `/admin/users/${someone.userId}/reinstate`, { by: admin })).statusCode).toBe(204)
    // Nothing that was revoked comes back with them.
    expect((await call("GET", "/me", { by: someone })).statusCode).toBe(401)
    expect((await signIn(someone.email)).statusCode).toBe(200)
  })

  it("signs out one device of somebody, or all", async () => {
    const someone = await person()
    const [second, third] = [await signed(someone.userId, someone.email), await signed(someone.userId, someone.email)]
    const { signIns } = (await call("GET", `/admin/users/${someone.userId}`, { by: admin })).json()
    expect(signIns).toHaveLength(3)
    const path = `/admin/users/${someone.userId}/sign-ins`
    expect((await call("DELETE", `${path}/${signIns[0].familyId}`, { by: admin })).statusCode).toBe(204)
    expect((await call("DELETE", `${path}/${signIns[0].familyId}`, { by: admin })).statusCode).toBe(404)
    expect((await call("GET", "/me", { by: third })).statusCode).toBe(401)
    expect((await call("GET", "/me", { by: second })).statusCode).toBe(200)
    expect((await call("DELETE", path, { by: admin })).statusCode).toBe(204)
    for (const one of [someone, second]) expect((await call("GET", "/me", { by: one })).statusCode).toBe(401)
    // Of one's own, the one in use stays.
    expect((await call("DELETE", `/admin/users/${admin.userId}/sign-ins`, { by: admin })).statusCode).toBe(204)
    expect((await call("GET", "/me", { by: admin })).statusCode).toBe(200)
    const all = (await call("GET", "/admin/sign-ins?limit=200", { by: admin })).json()
    expect(all.items.map(({ userId }: Signed) => userId)).not.toContain(someone.userId)
    expect(all.items.map(({ userId }: Signed) => userId)).toContain(admin.userId)
    expect(all.count).toBe(all.items.length)
  })

  it("closes an account and brings it back, and says when it would be erased", async () => {
    const someone = await person()
    expect((await call("POST", `/admin/users/${someone.userId}/close`, { by: admin })).statusCode).toBe(204)
    expect((await call("GET", "/me", { by: someone })).statusCode).toBe(401)
    const { status, closedAt, erasedFrom } = (await call("GET", `/admin/users/${someone.userId}`, { by: admin })).json()
    expect(status).toBe("deleted")
    expect((Date.parse(erasedFrom) - Date.parse(closedAt)) / 86_400_000).toBe(30)
    expect(await names("status=deleted")).toHaveLength(1)
    const suspend = await call("POST", `/admin/users/${someone.userId}/suspend`, {
      by: admin,
      body: { reason: "late" },
    })
    expect(suspend.json().type).toContain("account-closed")
    expect((await call("POST", `/admin/users/${someone.userId}/reopen`, { by: admin })).statusCode).toBe(204)
    expect((await signIn(someone.email)).statusCode).toBe(200)
  })

  it("makes an account for somebody, who chooses a password with the link; nobody else gets one", async () => {
    const body = {
      email: "Invited@people.example",
      displayName: "In Vited",
      role: "instructor",
      timeZone: "Europe/Rome",
    }
    const reply = await call("POST", "/admin/users", { by: admin, body })
    expect(reply.statusCode, reply.body).toBe(201)
    const { userId, link } = reply.json()
    expect(link).toMatch(/\/reset-password\?invited#/)
    expect((await call("POST", "/admin/users", { by: admin, body })).json().type).toContain("email-taken")
    const again = (await call("POST", `/admin/users/${userId}/invitation`, { by: admin })).json()
    const choose = (token: string) =>
      call("POST", "/auth/reset-password", {
        body: { token: token.split("#")[1], newPassword: "a kettle on the moor" },
      })
    expect((await choose(link)).statusCode, "the link before").toBeGreaterThanOrEqual(400)
    expect((await choose(again.link)).statusCode).toBeLessThan(300)
    expect((await signIn(body.email, "a kettle on the moor")).json().account).toMatchObject({
      role: "instructor",
      profile: { timeZone: "Europe/Rome" },
    })
    expect((await choose(again.link)).statusCode, "twice").toBeGreaterThanOrEqual(400)
    const refused = await call("POST", `/admin/users/${userId}/invitation`, { by: admin })
    expect(refused.json().type).toContain("has-password")
    expect(JSON.stringify(await lastAudit(userId, "account_invited"))).not.toContain(link.split("#")[1])
  })

  it("leaves the library and the demo learner alone", async () => {
    const library = "00000000-0000-7000-8000-000000000001"
    const { rows } = await sql<{ id: string }>`select app.library_user_id() as id`.execute(open().admin)
    const demo = await person()
    await open().admin.updateTable("users").set({ is_demo: true }).where("id", "=", demo.userId).execute()
    for (const [id, status] of [
      [rows[0]?.id ?? library, 404],
      [demo.userId, 409],
    ] as const) {
      for (const [method, path, body] of [
        ["PUT", "role", { role: "admin" }],
        ["POST", "suspend", { reason: "because" }],
        ["POST", "close", undefined],
        ["DELETE", "sign-ins", undefined],
      ] as const)
        expect(
          (await call(method, `/admin/users/${id}/${path}`, { by: admin, ...(body ? { body } : {}) })).statusCode,
          `${path} ${id}`,
        ).toBe(status)
      const erased = await call("POST", `/admin/accounts/${id}/erase`, { by: admin, body: { password } })
      expect(erased.statusCode, `erase ${id}`).toBe(status)
    }
    await open().admin.updateTable("users").set({ is_demo: false }).where("id", "=", demo.userId).execute()
  })

  it("erases somebody with the administrator's own password", async () => {
    const someone = await person()
    const erase = (secret: string) =>
      call("POST", `/admin/accounts/${someone.userId}/erase`, { by: admin, body: { password: secret } })
    expect((await erase("wrong")).statusCode).toBe(422)
    expect((await erase(password)).json()).toMatchObject({ isFinished: true })
    expect((await call("GET", "/me", { by: someone })).statusCode).toBe(401)
    expect((await call("GET", `/admin/users/${someone.userId}`, { by: admin })).statusCode).toBe(404)
  })

  it("never takes away the last administrator, whichever way is tried", async () => {
    const tries: [string, () => ReturnType<typeof call>][] = [
      ["role", () => call("PUT", `/admin/users/${admin.userId}/role`, { by: admin, body: { role: "student" } })],
      ["suspend", () => call("POST", `/admin/users/${admin.userId}/suspend`, { by: admin, body: { reason: "tired" } })],
      ["close", () => call("POST", `/admin/users/${admin.userId}/close`, { by: admin })],
      ["close own", () => call("POST", "/me/close", { by: admin, body: { password } })],
      ["erase own", () => call("POST", "/me/erase", { by: admin, body: { password } })],
      ["erase", () => call("POST", `/admin/accounts/${admin.userId}/erase`, { by: admin, body: { password } })],
    ]
    for (const [name, attempt] of tries) {
      const reply = await attempt()
      expect(reply.statusCode, `${name}: ${reply.body}`).toBe(409)
    }
    // A suspended or closed administrator does not count as one who is left.
    const second = await person({ role: "admin" })
    await call("POST", `/admin/users/${second.userId}/suspend`, { by: admin, body: { reason: "on leave" } })
    expect((await tries[0]?.[1]())?.json().type).toContain("last-administrator")
    await call("POST", `/admin/users/${second.userId}/reinstate`, { by: admin })
    const back = await signed(second.userId, second.email)
    expect(
      (await call("POST", `/admin/users/${admin.userId}/suspend`, { by: back, body: { reason: "now I" } })).statusCode,
    ).toBe(204)
    expect(
      (await call("PUT", `/admin/users/${second.userId}/role`, { by: back, body: { role: "student" } })).statusCode,
    ).toBe(409)
    await call("POST", `/admin/users/${admin.userId}/reinstate`, { by: back })
    admin = await signed(admin.userId, admin.email)
    await call("PUT", `/admin/users/${second.userId}/role`, { by: admin, body: { role: "student" } })
  })

  it("leaves exactly one when administrators remove each other at the same moment", async () => {
    const active = async () => {
      const { rows } = await sql<{ id: string }>`
        select id from users where role = 'admin' and status = 'active' and not is_demo`.execute(open().admin)
      return rows.map(({ id }) => id)
    }
    for (let round = 0; round < 4; round += 1) {
      const second = await person({ role: "admin" })
      const pairs: [Signed, Signed][] = [
        [admin, second],
        [second, admin],
      ]
      const replies = await Promise.all(
        pairs.map(([by, whom], i) => {
          if (round === 0) return call("PUT", `/admin/users/${whom.userId}/role`, { by, body: { role: "student" } })
          if (round === 1) return call("POST", `/admin/users/${whom.userId}/suspend`, { by, body: { reason: "race" } })
          if (round === 2)
            return i === 0
              ? call("POST", "/me/close", { by, body: { password } })
              : call("PUT", `/admin/users/${by.userId}/role`, { by, body: { role: "student" } })
          return call("POST", `/admin/accounts/${whom.userId}/erase`, { by, body: { password } })
        }),
      )
      expect(await active(), replies.map(({ statusCode, body }) => `${statusCode} ${body}`).join("\n")).toHaveLength(1)
      // Whoever was left goes on; the others become students again.
      const [left] = await active()
      await open()
        .admin.updateTable("users")
        .set({ role: "student" })
        .where("role", "=", "admin")
        .where("id", "<>", left ?? "")
        .execute()
      const { rows } = await sql<{ email: string }>`select email from users where id = ${left}`.execute(open().admin)
      admin = await signed(left ?? "", rows[0]?.email ?? "")
    }
  })
})

import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { describeEachDatabase } from "../../../../test/database.ts"
import { openTestDeps } from "../../../../test/deps.ts"
import { openApp as openServerApp } from "../../../main.ts"
import type { Deps } from "../../../platform/deps.ts"
import { newId } from "../../../shared/ids.ts"
import { forgetApiKeys } from "./verify-key.ts"

const password = "a quiet river at night"

describeEachDatabase("API keys", (open) => {
  let deps: Deps
  let app: Awaited<ReturnType<typeof openServerApp>>
  let close: () => Promise<void>
  let count = 0

  beforeAll(async () => {
    const testDeps = await openTestDeps(open())
    ;({ deps, close } = testDeps)
    app = await openServerApp({ deps, db: open().db })
    await signUp()
  })
  afterAll(async () => {
    await app.close()
    await close()
  })

  type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE"
  const ask = (method: Method, url: string, token: string, body?: object, from = "192.0.2.1") =>
    app.inject({
      method,
      url: `/api/v1${url}`,
      remoteAddress: from,
      headers: { authorization: `Bearer ${token}` },
      ...(body ? { payload: body } : {}),
    })

  async function signUp() {
    count += 1
    const reply = await app.inject({
      method: "POST",
      url: "/api/v1/auth/sign-up",
      remoteAddress: `198.51.100.${count}`,
      payload: { email: `keys${count}@example.org`, password, displayName: "Keyholder" },
    })
    expect(reply.statusCode).toBe(201)
    const { accessToken, account } = reply.json()
    return { token: accessToken as string, userId: account.id as string }
  }

  async function makeKey(token: string, wish: object = {}) {
    const reply = await ask("POST", "/me/api-keys", token, {
      name: "Reader",
      scopes: ["read"],
      expiresInDays: null,
      ...wish,
    })
    expect(reply.statusCode, reply.body).toBe(201)
    return reply.json() as { key: string; apiKey: { id: string; shown: string; expiresAt: string | null } }
  }

  const auditOf = async (userId: string) => {
    const { rows } = await sql<{
      event: string
    }>`select event from audit_logs where actor_id = ${userId} and event like 'api_key%' order by id`.execute(
      open().admin,
    )
    return rows.map(({ event }) => event)
  }

  it("is shown once; of the key itself nothing is kept", async () => {
    const me = await signUp()
    const { key, apiKey } = await makeKey(me.token, { expiresInDays: 90 })
    expect(key).toMatch(/^studyin_[0-9A-Za-z]{70}$/)
    expect(key.startsWith(apiKey.shown)).toBe(true)
    const listed = (await ask("GET", "/me/api-keys", me.token)).json()
    expect(listed.items).toEqual([apiKey])
    const { rows } = await sql<{ row: string }>`select to_jsonb(k)::text as row from api_keys k`.execute(open().admin)
    expect(rows.some(({ row }) => row.includes(key.slice(16)))).toBe(false)
    expect(await auditOf(me.userId)).toEqual(["api_key_created"])
  })

  it("says which field of a wish is wrong", async () => {
    const me = await signUp()
    const wish = { name: "Mine", scopes: ["read"], expiresInDays: null }
    for (const fault of [{ scopes: [] }, { scopes: ["everything"] }, { name: " " }, { expiresInDays: 0 }])
      expect((await ask("POST", "/me/api-keys", me.token, { ...wish, ...fault })).json().errors).toMatchObject([
        { path: expect.stringMatching(`^${Object.keys(fault)[0]}`) },
      ])
    expect(await auditOf(me.userId)).toEqual([])
  })

  it("opens what its scopes say, and names the one that is missing", async () => {
    const me = await signUp()
    const { key } = await makeKey(me.token, { scopes: ["library:read", "reviews:write"] })
    expect((await ask("GET", "/materials", key)).statusCode).toBe(200)
    expect((await ask("GET", "/decks", key)).statusCode).toBe(200)
    expect((await ask("POST", "/decks", key, { id: newId(), name: "By key" })).statusCode).toBe(201)
    const refused = await ask("POST", "/materials/text", key, { title: "x", text: "y" })
    expect(refused.json()).toMatchObject({ status: 403, type: "scope-missing" })
    expect(refused.headers["www-authenticate"]).toContain('scope="library:write"')
    expect((await ask("GET", "/me", key)).json()).toMatchObject({ status: 403, type: "scope-missing" })
    const { key: all } = await makeKey(me.token, { scopes: ["read"] })
    expect((await ask("GET", "/me", all)).json()).toMatchObject({ id: me.userId })
  })

  it("never opens what is about the account, other keys or administration, whatever its scopes and role", async () => {
    const me = await signUp()
    await sql`update users set role = 'admin' where id = ${me.userId}`.execute(open().admin)
    await deps.cache.forget(`studyin:user:{${me.userId}}:generation:study`)
    const fresh = (
      await app.inject({
        method: "POST",
        url: "/api/v1/auth/sign-in",
        payload: { email: `keys${count}@example.org`, password },
      })
    ).json().accessToken
    const { key } = await makeKey(fresh, { scopes: ["read", "write"] })
    for (const [method, url] of [
      ["GET", "/me/api-keys"],
      ["POST", "/me/api-keys"],
      ["GET", "/me/devices"],
      ["POST", "/me/password"],
      ["POST", "/me/export"],
      ["POST", "/me/erase"],
      ["POST", "/me/close"],
      ["PATCH", "/me/profile"],
      ["GET", "/admin/audit"],
      ["GET", "/events"],
    ] as const) {
      const reply = await ask(method, url, key, method === "GET" ? undefined : {})
      expect(reply.json(), `${method} ${url}`).toMatchObject({ status: 403, type: "api-key-not-allowed" })
    }
  })

  it("never goes beyond the role its person has now", async () => {
    const me = await signUp()
    const { key } = await makeKey(me.token, { scopes: ["write"] })
    const roleOf = async () => (await deps.apiKeys.verify(key, { ipAddress: null, userAgent: null })).role
    expect(await roleOf()).toBe("student")
    for (const role of ["admin", "student"]) {
      await sql`update users set role = ${role} where id = ${me.userId}`.execute(open().admin)
      await forgetApiKeys(deps, me.userId)
      expect(await roleOf()).toBe(role)
    }
  })

  it("stays when its person changes the password, unless they ask for its end", async () => {
    const me = await signUp()
    const { key } = await makeKey(me.token)
    const change = (currentPassword: string, newPassword: string, more: object = {}) =>
      ask("POST", "/me/password", me.token, { currentPassword, newPassword, ...more })
    expect((await change(password, "another quiet river")).statusCode).toBe(204)
    expect((await ask("GET", "/materials", key)).statusCode).toBe(200)
    expect((await change("another quiet river", password, { revokesApiKeys: true })).statusCode).toBe(204)
    expect((await ask("GET", "/materials", key)).statusCode).toBe(401)
    const { rows } = await sql<{ values: unknown }>`
      select new_values as values from audit_logs where event = 'password_changed' and actor_id = ${me.userId}`.execute(
      open().admin,
    )
    // Both are of one moment of the test's clock: their order is nobody's.
    expect(rows.map(({ values }) => JSON.stringify(values)).sort()).toEqual(["null", '{"apiKeysRevoked":1}'])
  })

  it("ends at once when it is revoked, runs out, or its person is suspended or leaves", async () => {
    const me = await signUp()
    const { key, apiKey } = await makeKey(me.token)
    expect((await ask("GET", "/materials", key)).statusCode).toBe(200)
    const other = await signUp()
    expect((await ask("DELETE", `/me/api-keys/${apiKey.id}`, other.token)).statusCode).toBe(404)
    expect((await ask("DELETE", `/me/api-keys/${apiKey.id}`, me.token)).statusCode).toBe(204)
    const refused = await ask("GET", "/materials", key)
    expect(refused.json()).toMatchObject({ status: 401, type: "api-key-invalid" })
    expect(refused.headers["www-authenticate"]).toContain("invalid_token")
    expect((await ask("DELETE", `/me/api-keys/${apiKey.id}`, me.token)).statusCode).toBe(404)
    expect(new Set(await auditOf(me.userId))).toEqual(
      new Set(["api_key_created", "api_key_used_elsewhere", "api_key_revoked"]),
    )

    const { key: second } = await makeKey(me.token)
    for (const status of ["suspended", "deleted"]) {
      await sql`update users set status = ${status}, deleted_at = ${status === "deleted" ? new Date() : null} where id = ${me.userId}`.execute(
        open().admin,
      )
      await forgetApiKeys(deps, me.userId)
      expect((await ask("GET", "/materials", second)).statusCode, status).toBe(401)
    }
    await sql`update users set status = 'active', deleted_at = null where id = ${me.userId}`.execute(open().admin)
    await forgetApiKeys(deps, me.userId)
    expect((await ask("GET", "/materials", second)).statusCode).toBe(200)

    const { key: short } = await makeKey(me.token, { expiresInDays: 1 })
    expect((await ask("GET", "/materials", short)).statusCode).toBe(200)
    const { clock } = open()
    const start = clock.now()
    clock.set(new Date(start.getTime() + 86_400_001))
    expect((await ask("GET", "/materials", short)).statusCode).toBe(401)
    clock.set(start)
  })

  it("its use is noted once a minute, and told to the audit log when it comes from elsewhere", async () => {
    const me = await signUp()
    const { key } = await makeKey(me.token)
    const { clock } = open()
    const start = clock.now()
    const used = async () => (await ask("GET", "/me/api-keys", me.token)).json().items[0]
    const later = (ms: number) => clock.set(new Date(start.getTime() + ms))
    await ask("GET", "/materials", key, undefined, "203.0.113.7")
    expect(await used()).toMatchObject({ lastUsedAt: start.toISOString(), lastUsedFrom: "203.0.113.7" })
    later(30_000)
    await ask("GET", "/materials", key, undefined, "203.0.113.8")
    expect(await used()).toMatchObject({ lastUsedAt: start.toISOString(), lastUsedFrom: "203.0.113.7" })
    later(61_000)
    await ask("GET", "/materials", key, undefined, "203.0.113.7")
    later(122_000)
    await ask("GET", "/materials", key, undefined, "203.0.113.9")
    expect((await used()).lastUsedFrom).toBe("203.0.113.9")
    later(183_000)
    await ask("GET", "/materials", key, undefined, "2001:db8::1")
    later(244_000)
    // Another address of the same /64 is the same place.
    await ask("GET", "/materials", key, undefined, "2001:db8::2")
    expect((await auditOf(me.userId)).sort()).toEqual(["api_key_created", ...Array(3).fill("api_key_used_elsewhere")])
    clock.set(start)
  })

  it("twenty at most, also when they are made at the same moment", async () => {
    const me = await signUp()
    const { key: _key } = await makeKey(me.token)
    const { createApiKey } = await import("./manage-keys.ts")
    const tries = await Promise.allSettled(
      Array.from({ length: 24 }, () =>
        createApiKey(
          deps,
          { userId: me.userId, sessionId: me.userId, origin: { ipAddress: null, userAgent: null } },
          { name: "One of many", scopes: ["read"], expiresInDays: null },
        ),
      ),
    )
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(19)
    expect((await ask("GET", "/me/api-keys", me.token)).json().items).toHaveLength(20)
  }, 60_000)

  describe("that are wrong", () => {
    it("cost no query when they are no keys at all, and are limited by address; right ones go on", async () => {
      const me = await signUp()
      const { key } = await makeKey(me.token)
      expect((await ask("GET", "/materials", key, undefined, "192.0.2.77")).statusCode).toBe(200)
      const typo = key.slice(0, -1) + (key.endsWith("x") ? "y" : "x")
      expect((await ask("GET", "/materials", typo, undefined, "192.0.2.78")).json()).toMatchObject({
        status: 401,
        type: "api-key-malformed",
      })
      const statuses = []
      for (let i = 0; i < 33; i++)
        statuses.push((await ask("GET", "/materials", typo, undefined, "192.0.2.77")).statusCode)
      expect(statuses.slice(0, 30)).toEqual(Array(30).fill(401))
      expect(statuses.slice(30)).toEqual([429, 429, 429])
      expect((await ask("GET", "/materials", key, undefined, "192.0.2.77")).statusCode).toBe(200)
      expect((await ask("GET", "/materials", typo, undefined, "192.0.2.79")).statusCode).toBe(401)
    })

    it("say nobody on public routes", async () => {
      const reply = await ask("GET", "/auth/state", `studyin_${"0".repeat(70)}`)
      expect(reply.statusCode).toBe(200)
    })
  })
})

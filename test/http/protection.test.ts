import { describe, expect, test } from "vitest"
import type { App } from "../../server/platform/api/index.ts"
import { createLog } from "../../server/platform/log.ts"
import { newId } from "../../server/shared/ids.ts"
import { trustedSessions } from "../deps.ts"
import { openTestRoom } from "./test-room.ts"

const { open, get, tokenOf } = openTestRoom()

describe("roles", () => {
  test("a route without one keeps the server from starting", async () => {
    const forgetful = (app: App) => {
      app.get("/test/open", { schema: {} }, async () => ({}))
    }
    await expect(open({ routes: [forgetful] })).rejects.toThrow("GET /api/v1/test/open does not declare config.role")
    const misspelt = (app: App) => {
      app.get("/test/open", { schema: {}, config: { role: "everyone" as "public" } }, async () => ({}))
    }
    await expect(open({ routes: [misspelt] })).rejects.toThrow("config.role")
  })

  test("let in those of the same role or above", async () => {
    const app = await open()
    const userId = newId()
    expect((await get(app, "/api/v1/test/me", await tokenOf("student", userId))).json()).toEqual({
      who: userId,
      role: "student",
    })
    expect((await get(app, "/api/v1/test/me", await tokenOf("admin"))).statusCode).toBe(200)
    expect((await get(app, "/api/v1/test/admin", await tokenOf("student"))).json()).toMatchObject({
      status: 403,
      type: "role-missing",
    })
    expect((await get(app, "/api/v1/test/admin", await tokenOf("admin"))).statusCode).toBe(200)
  })

  test("leave a line in the log, at its usual level, of who tried what they may not do", async () => {
    const lines: string[] = []
    const app = await open({ log: createLog("warn", { write: (line) => lines.push(line) }) })
    const userId = newId()
    await get(app, "/api/v1/test/admin", await tokenOf("student", userId))
    await get(app, "/api/v1/test/none", await tokenOf("student", userId))
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({
        level: "warn",
        problem: "role-missing",
        method: "GET",
        route: "/api/v1/test/admin",
        userId,
      }),
    ])
  })

  test("and of tokens and keys that nobody was given; not of what everybody meets", async () => {
    const lines: string[] = []
    const log = createLog("warn", { write: (line) => lines.push(line) })
    const asked = {
      ...trustedSessions(),
      identityOf: async () => ({ isRecent: false, hasPassword: true, hasSecondFactor: false }),
    }
    const guardedRoute = (app: App) => {
      app.get(
        "/test/guarded",
        { schema: {}, config: { role: "student", confirmsIdentity: "always" } },
        async () => ({}),
      )
      app.get("/test/me", { schema: {}, config: { role: "student" } }, async () => ({}))
    }
    const app = await open({ log, sessions: asked, routes: [guardedRoute] })
    for (const token of ["a.b.c", `studyin_${"x".repeat(70)}`])
      await get(app, "/api/v1/test/me", { authorization: `Bearer ${token}` })
    await get(app, "/api/v1/test/me", await tokenOf("student", newId(), -1))
    expect((await get(app, "/api/v1/test/guarded", await tokenOf("student"))).json().type).toBe("confirm-identity")
    expect(lines.map((line) => JSON.parse(line).problem)).toEqual(["token-invalid", "api-key-malformed"])
  })

  test("an expired token, one signed by somebody else and an ended sign-in are nobody", async () => {
    const app = await open({ sessions: { ...trustedSessions(), isActive: async () => false } })
    const ended = await get(app, "/api/v1/test/me", await tokenOf("student"))
    expect(ended.json()).toMatchObject({ status: 401, type: "session-ended" })
    const expired = await get(app, "/api/v1/test/me", await tokenOf("student", newId(), -1))
    expect(expired.json()).toMatchObject({ status: 401, type: "token-expired" })
    expect(expired.headers["www-authenticate"]).toContain("Bearer")
    const unsigned = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from(JSON.stringify({ sub: newId(), role: "admin", sid: newId(), iss: "studyin", exp: 9e9 })).toString("base64url")}.`
    expect((await get(app, "/api/v1/test/me", { authorization: `Bearer ${unsigned}` })).json()).toMatchObject({
      status: 401,
      type: "token-invalid",
    })
    // Somebody whose token has run out must be able to use what needs none, such as signing in.
    expect((await get(app, "/api/v1/test/public", await tokenOf("student"))).json()).toEqual({ who: null })
  })
})

describe("limits", () => {
  test("of a route answer 429 and say when to try again", async () => {
    const app = await open()
    const statuses = []
    for (let i = 0; i < 3; i++) statuses.push((await get(app, "/api/v1/test/limited")).statusCode)
    expect(statuses).toEqual([200, 200, 429])
    const refused = await get(app, "/api/v1/test/limited")
    expect(refused.json()).toMatchObject({ status: 429, type: "too-many-requests" })
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0)
  })

  test("of the server count each learner apart", async () => {
    const app = await open({ http: { rateLimit: 2 } })
    const [one, two] = [await tokenOf("student"), await tokenOf("student")]
    for (const expected of [200, 200, 429]) expect((await get(app, "/api/v1/test/me", one)).statusCode).toBe(expected)
    expect((await get(app, "/api/v1/test/me", two)).statusCode).toBe(200)
  })

  test("of uploads hold", async () => {
    const app = await open({ http: { uploadLimitBytes: 1000 } })
    const upload = (size: number, files = 1) => {
      const form = Array.from(
        { length: files },
        () => `--b\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n${"x".repeat(size)}\r\n`,
      ).join("")
      return app.inject({
        method: "POST",
        url: "/api/v1/test/upload",
        headers: { "content-type": "multipart/form-data; boundary=b" },
        payload: `${form}--b--\r\n`,
      })
    }
    expect((await upload(1000)).json()).toEqual({ size: 1000, name: "a.pdf" })
    expect((await upload(1001)).json()).toMatchObject({ status: 413, type: "too-large" })
    expect((await app.inject({ method: "POST", url: "/api/v1/test/upload", payload: {} })).json()).toMatchObject({
      status: 415,
      type: "not-multipart",
    })
  })
})

describe("headers", () => {
  test("forbid inline scripts, frames and other origins", async () => {
    const app = await open()
    const { headers } = await get(app, "/api/v1/test/public", { origin: "https://evil.example" })
    expect(headers["content-security-policy"]).toContain("script-src 'self'")
    expect(headers["content-security-policy"]).not.toContain("unsafe")
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'")
    expect(headers["access-control-allow-origin"]).toBeUndefined()
    expect(headers["strict-transport-security"]).toBeUndefined()
    const secure = await open({ http: { publicUrl: "https://study.example" } })
    const strict = "max-age=31536000; includeSubDomains"
    expect((await get(secure, "/")).headers["strict-transport-security"]).toBe(strict)
    // No address goes without the policy, not even one that cannot be read.
    const unreadable = await get(app, "/%zz")
    expect(unreadable.statusCode).toBe(400)
    expect(unreadable.headers["content-security-policy"]).toContain("frame-ancestors 'none'")
  })

  test("allow the origins that are named, never with cookies", async () => {
    const app = await open({ http: { corsOrigins: ["https://app.example"] } })
    const origin = "https://app.example"
    const preflight = await app.inject({
      method: "OPTIONS",
      url: "/api/v1/test/me",
      headers: { origin, "access-control-request-method": "PATCH" },
    })
    expect(preflight.statusCode).toBe(204)
    expect(preflight.headers["access-control-allow-origin"]).toBe(origin)
    expect(preflight.headers["access-control-allow-credentials"]).toBeUndefined()
    expect(
      (await get(app, "/api/v1/test/public", { origin: "https://evil.example" })).headers[
        "access-control-allow-origin"
      ],
    ).toBeUndefined()
  })
})

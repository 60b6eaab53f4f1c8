import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { FastifyInstance } from "fastify"
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { z } from "zod"
import type { AppOptions } from "../../server/http/create-app.ts"
import { createApp } from "../../server/http/create-app.ts"
import type { App } from "../../server/platform/api/index.ts"
import {
  idParams,
  openEventStream,
  pageOf,
  pageQuery,
  sendDownload,
  timeField,
} from "../../server/platform/api/index.ts"
import type { Config } from "../../server/platform/config.ts"
import type { Deps } from "../../server/platform/deps.ts"
import { ConflictError, RateLimitedError } from "../../server/shared/errors.ts"
import { newId } from "../../server/shared/ids.ts"
import { openTestDatabase, type TestDatabase } from "../database.ts"
import { openTestDeps, type TestDeps } from "../deps.ts"

const note = z.object({ id: z.uuid(), body: z.string(), createdAt: timeField }).meta({ id: "TestNote" })

/** A room that shows what the server does around rooms. */
function routes(app: App, deps: Deps): void {
  app.get(
    "/test/public",
    { schema: { response: { 200: z.object({ who: z.string().nullable() }) } }, config: { role: "public" } },
    async (request) => ({ who: request.findLearner()?.userId ?? null }),
  )
  app.get(
    "/test/me",
    { schema: { response: { 200: z.object({ who: z.string(), role: z.string() }) } }, config: { role: "student" } },
    async ({ learner }) => ({ who: learner.userId, role: learner.role }),
  )
  app.get("/test/admin", { schema: {}, config: { role: "admin" } }, async () => ({ ok: true }))
  app.get(
    "/test/notes",
    { schema: { querystring: pageQuery, response: { 200: pageOf(note) } }, config: { role: "public" } },
    async () => ({
      // A row of the table may hold more than the reply may show.
      items: [{ id: newId(), body: "b", createdAt: new Date("2026-11-21T08:00:00Z"), passwordHash: "secret" }],
      nextCursor: null,
    }),
  )
  app.post(
    "/test/notes/:id",
    {
      schema: {
        params: idParams,
        body: z.object({ options: z.array(z.object({ text: z.string().min(1, "Say something.") })) }),
      },
      config: { role: "public" },
    },
    async ({ body }) => body,
  )
  app.get(
    "/test/fails/:how",
    { schema: { params: z.object({ how: z.string() }) }, config: { role: "public" } },
    async ({ params }) => {
      if (params.how === "conflict")
        throw Object.assign(new ConflictError("name-taken", "Somebody has this name."), {
          members: { materialId: "m1" },
        })
      if (params.how === "later")
        throw new RateLimitedError("slow-down", "Wait a little.", {
          retryAfterS: 1.2,
          fields: [{ path: "x", message: "too fast" }],
        })
      if (params.how === "thing") throw "a string"
      throw new Error("password of the database is hunter2")
    },
  )
  app.get(
    "/test/limited",
    { schema: {}, config: { role: "public", rateLimit: { max: 2, timeWindow: 60_000 } } },
    async () => ({ ok: true }),
  )
  app.post("/test/upload", { schema: {}, config: { role: "public" } }, async (request) => {
    const file = await request.file()
    return { size: (await file?.toBuffer())?.length, name: file?.filename }
  })
  app.get("/test/stream", { schema: {}, config: { role: "public" } }, async (request, reply) => {
    const stream = openEventStream(request, reply)
    await stream.send("text", { delta: "Hel\nlo" })
    await stream.send("done", { id: 1 })
    stream.end()
    return reply
  })
  app.get("/test/file", { schema: {}, config: { role: "public" } }, async (request, reply) => {
    const { sha256, sizeBytes } = await deps.files.put(newId(), Buffer.from("0123456789"))
    const bytes = Buffer.from("0123456789")
    const { Readable } = await import("node:stream")
    return sendDownload(request, reply, {
      sizeBytes,
      mediaType: "application/pdf",
      fileName: "A.pdf",
      etag: sha256,
      open: async (range) => Readable.from([range ? bytes.subarray(range.start, range.end + 1) : bytes]),
    })
  })
}

let database: TestDatabase
let testDeps: TestDeps
let webFolder: string
const apps: FastifyInstance[] = []

beforeAll(async () => {
  database = await openTestDatabase("pglite")
  testDeps = await openTestDeps(database)
  webFolder = await mkdtemp(join(tmpdir(), "studyin-web-"))
})
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close()
})
afterAll(async () => {
  await testDeps?.close()
  await database?.close()
  await rm(webFolder, { recursive: true, force: true })
})

async function open({
  http,
  sessions,
  ...options
}: Partial<AppOptions> & {
  http?: Partial<Config["http"]>
  sessions?: Deps["sessions"]
} = {}): Promise<FastifyInstance> {
  const config = { ...testDeps.deps.config, http: { ...testDeps.deps.config.http, ...http } }
  const deps = { ...testDeps.deps, config, sessions: sessions ?? { isActive: async () => true } }
  const app = await createApp(deps, { version: "1.0.0", routes: [routes], readiness: [], webFolder, ...options })
  apps.push(app)
  return app
}

const get = (app: FastifyInstance, url: string, headers: Record<string, string> = {}) =>
  app.inject({ method: "GET", url, headers })
const tokenOf = async (role: "student" | "admin", userId = newId(), ttlS?: number) => ({
  authorization: `Bearer ${(await testDeps.deps.tokens.signAccessToken({ userId, role, sessionId: newId() }, ttlS)).token}`,
})

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

  test("an expired token, one signed by somebody else and an ended sign-in are nobody", async () => {
    const app = await open({ sessions: { isActive: async () => false } })
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

describe("replies", () => {
  test("hold what the schema names and no more, times in UTC", async () => {
    const app = await open()
    const reply = await get(app, "/api/v1/test/notes")
    expect(reply.json()).toEqual({
      items: [{ id: expect.any(String), body: "b", createdAt: "2026-11-21T08:00:00.000Z" }],
      nextCursor: null,
    })
    expect(reply.headers["cache-control"]).toBe("no-store")
    expect(reply.headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/)
  })

  test("to what does not fit name the fields", async () => {
    const app = await open()
    const reply = await app.inject({
      method: "POST",
      url: `/api/v1/test/notes/${newId()}`,
      payload: { options: [{ text: "a" }, { text: "" }] },
    })
    expect(reply.json()).toMatchObject({
      status: 422,
      type: "request-invalid",
      errors: [{ path: "options.1.text", message: "Say something." }],
      requestId: reply.headers["x-request-id"],
    })
    expect(
      (await app.inject({ method: "POST", url: "/api/v1/test/notes/7", payload: { options: [] } })).json(),
    ).toMatchObject({ status: 422, errors: [{ path: "id" }] })
    expect((await get(app, "/api/v1/test/notes?limit=1000")).json()).toMatchObject({
      status: 422,
      errors: [{ path: "limit" }],
    })
    expect(
      (
        await app.inject({
          method: "POST",
          url: `/api/v1/test/notes/${newId()}`,
          payload: "{",
          headers: { "content-type": "application/json" },
        })
      ).json(),
    ).toMatchObject({ status: 400, type: "json-malformed" })
    expect(
      (
        await app.inject({
          method: "POST",
          url: `/api/v1/test/notes/${newId()}`,
          payload: "x".repeat(2_000_000),
          headers: { "content-type": "application/json" },
        })
      ).json(),
    ).toMatchObject({ status: 413, type: "too-large" })
  })

  test("to domain errors are problems with their own members; to anything else nothing of the inside", async () => {
    const app = await open()
    const conflict = await get(app, "/api/v1/test/fails/conflict")
    expect(conflict.json()).toEqual({
      type: "name-taken",
      title: "Conflict",
      status: 409,
      detail: "Somebody has this name.",
      materialId: "m1",
      requestId: expect.any(String),
    })
    expect(conflict.headers["content-type"]).toBe("application/problem+json; charset=utf-8")
    const later = await get(app, "/api/v1/test/fails/later")
    expect(later.headers["retry-after"]).toBe("2")
    expect(later.json()).toMatchObject({ errors: [{ path: "x", message: "too fast" }] })
    for (const how of ["error", "thing"]) {
      const failed = await get(app, `/api/v1/test/fails/${how}`)
      expect(failed.json()).toMatchObject({ status: 500, type: "internal" })
      expect(failed.body).not.toContain("hunter2")
    }
    expect((await get(app, "/api/v1/none")).json()).toMatchObject({ status: 404, type: "route-unknown" })
    expect((await app.inject({ method: "DELETE", url: "/nothing" })).json()).toMatchObject({ status: 404 })
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
    expect((await get(secure, "/")).headers["strict-transport-security"]).toContain("max-age=")
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

describe("the page", () => {
  test("says how to build it when there is none", async () => {
    const app = await open({ webFolder: join(webFolder, "none") })
    const reply = await get(app, "/")
    expect(reply.statusCode).toBe(503)
    expect(reply.body).toContain("npm start")
  })

  test("is index.html wherever the page routes, files where there are files", async () => {
    const { mkdir } = await import("node:fs/promises")
    await mkdir(join(webFolder, "assets"), { recursive: true })
    await writeFile(join(webFolder, "index.html"), "<!doctype html><title>page</title>")
    await writeFile(join(webFolder, "assets", "app-1a2b.js"), "plain")
    await writeFile(join(webFolder, "assets", "app-1a2b.js.br"), "small")
    await writeFile(join(webFolder, "icon.svg"), "<svg/>")
    const app = await open()
    for (const url of ["/", "/library", "/library/0190/sections/3?x=1", "/index.html"]) {
      const reply = await get(app, url)
      expect(reply.body, url).toContain("<title>page</title>")
      expect(reply.headers["cache-control"], url).toBe("no-cache")
      expect(reply.headers["content-type"], url).toContain("text/html")
    }
    const asset = await get(app, "/assets/app-1a2b.js")
    expect(asset.body).toBe("plain")
    expect(asset.headers["cache-control"]).toBe("public, max-age=31536000, immutable")
    const small = await get(app, "/assets/app-1a2b.js", { "accept-encoding": "br, gzip" })
    expect([small.body, small.headers["content-encoding"], small.headers["content-type"]]).toEqual([
      "small",
      "br",
      expect.stringContaining("javascript"),
    ])
    expect((await get(app, "/icon.svg")).headers["cache-control"]).toBe("no-cache")
    const missing = await get(app, "/assets/gone-9.js")
    expect([missing.statusCode, missing.headers["cache-control"]]).toEqual([404, "no-store"])
    expect((await get(app, "/api")).json()).toMatchObject({ status: 404 })
    for (const url of ["/../package.json", "/%2e%2e/package.json", "/assets/..%2f..%2fx.json", "/.env"]) {
      expect((await get(app, url)).body, url).not.toContain("studyin")
    }
  })
})

describe("the description", () => {
  test("is OpenAPI 3.1 with named schemas, roles and problems", async () => {
    const app = await open()
    const document = (await get(app, "/api/openapi.json")).json()
    expect(document.openapi).toBe("3.1.0")
    const route = document.paths["/api/v1/test/notes"].get
    expect(route["x-role"]).toBe("public")
    expect(route.responses["200"].content["application/json"].schema.properties.items.items).toEqual({
      $ref: "#/components/schemas/TestNote",
    })
    expect(route.responses["4XX"].content["application/problem+json"].schema).toEqual({
      $ref: "#/components/schemas/Problem",
    })
    expect(document.components.schemas.TestNote.properties.createdAt).toMatchObject({
      type: "string",
      format: "date-time",
    })
    expect(document.components.schemas.TestNoteInput).toBeUndefined()
    expect(Object.keys(document.paths)).not.toContain("/metrics")
  })

  test("has a readable page without inline scripts", async () => {
    const app = await open()
    const page = await get(app, "/api/docs")
    expect(page.headers["content-type"]).toContain("text/html")
    expect(page.body).not.toMatch(/<script(?![^>]* src=)|<style|onclick/)
    expect((await get(app, "/api/docs/page.js")).headers["content-type"]).toContain("javascript")
    expect((await get(app, "/api/docs/page.css")).headers["content-type"]).toContain("css")
  })
})

describe("health", () => {
  test("tells living from ready, and what is missing", async () => {
    const app = await open({
      readiness: [
        { name: "database", check: async () => {} },
        { name: "queue", check: () => Promise.reject(new Error("the password is hunter2")) },
      ],
    })
    expect((await get(app, "/health/live")).json()).toEqual({ status: "live" })
    const reply = await get(app, "/health/ready")
    expect([reply.statusCode, reply.json()]).toEqual([
      503,
      { status: "not-ready", checks: { database: "ok", queue: "failed" } },
    ])
    expect(reply.body).not.toContain("hunter2")
  })

  test("metrics are for this machine, or for whoever has the token", async () => {
    const app = await open()
    await testDeps.deps.queue.start([])
    const reply = await get(app, "/metrics")
    expect(reply.body).toContain("studyin_http_request_seconds")
    expect((await get(app, "/metrics", { "x-forwarded-for": "10.0.0.1" })).statusCode).toBe(403)
    const guarded = await open({ http: { metricsToken: "a token for the collector" } })
    expect((await get(guarded, "/metrics")).statusCode).toBe(403)
    const metricsToken = "abcdefghijklmnop"
    const withToken = await open({ http: { metricsToken } })
    expect((await get(withToken, "/metrics", { authorization: `Bearer ${metricsToken}` })).statusCode).toBe(200)
    expect((await get(withToken, "/metrics", { authorization: "Bearer abcdefghijklmnoq" })).statusCode).toBe(403)
  })
})

describe("streams and files", () => {
  test("events are framed as the standard says", async () => {
    const app = await open()
    const reply = await get(app, "/api/v1/test/stream")
    expect(reply.headers["content-type"]).toBe("text/event-stream; charset=utf-8")
    expect(reply.headers["content-security-policy"]).toBeDefined()
    expect(reply.body).toBe('event: text\ndata: {"delta":"Hel\\nlo"}\n\nevent: done\ndata: {"id":1}\n\n')
  })

  test("live updates reach the learner's page and end when the server stops", async () => {
    const app = await open()
    const url = await app.listen({ port: 0, host: "127.0.0.1" })
    const userId = newId()
    const response = await fetch(`${url}/api/v1/events`, { headers: await tokenOf("student", userId) })
    expect(response.headers.get("content-type")).toContain("text/event-stream")
    const received: string[] = []
    const reading = (async () => {
      for await (const piece of response.body ?? []) {
        received.push(Buffer.from(piece).toString())
        if (received.length === 1) {
          testDeps.deps.events.publish(newId(), { type: "due" })
          testDeps.deps.events.publish(userId, { type: "material", materialId: "m" })
        }
        if (received.join("").includes("material")) void app.close()
      }
    })()
    await reading
    expect(received.join("")).toBe(
      'event: message\ndata: {"type":"connected"}\n\nevent: message\ndata: {"type":"material","materialId":"m"}\n\n',
    )
    expect((await testDeps.deps.metrics.liveConnections.get()).values[0]?.value).toBe(0)
  })

  test("files come whole, in ranges, or not at all when they are known", async () => {
    const app = await open()
    const whole = await get(app, "/api/v1/test/file")
    expect([whole.statusCode, whole.body, whole.headers["content-length"]]).toEqual([200, "0123456789", "10"])
    expect(whole.headers["content-disposition"]).toContain("attachment")
    const part = await get(app, "/api/v1/test/file", { range: "bytes=2-4" })
    expect([part.statusCode, part.body, part.headers["content-range"]]).toEqual([206, "234", "bytes 2-4/10"])
    expect((await get(app, "/api/v1/test/file", { range: "bytes=10-" })).statusCode).toBe(416)
    expect((await get(app, "/api/v1/test/file", { "if-none-match": String(whole.headers.etag) })).statusCode).toBe(304)
    expect((await get(app, "/api/v1/test/file", { range: "bytes=2-4", "if-range": '"older"' })).statusCode).toBe(200)
  })
})

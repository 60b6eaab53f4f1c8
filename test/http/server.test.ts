import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { newId } from "../../server/shared/ids.ts"
import { openTestRoom } from "./test-room.ts"

const { open, get, tokenOf, deps, webFolder } = openTestRoom()

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

describe("the page", () => {
  test("says how to build it when there is none", async () => {
    const app = await open({ webFolder: join(webFolder(), "none") })
    const reply = await get(app, "/")
    expect(reply.statusCode).toBe(503)
    expect(reply.body).toContain("npm start")
  })

  test("is index.html wherever the page routes, files where there are files", async () => {
    await mkdir(join(webFolder(), "assets"), { recursive: true })
    await writeFile(join(webFolder(), "index.html"), "<!doctype html><title>page</title>")
    await writeFile(join(webFolder(), "assets", "app-1a2b.js"), "plain")
    await writeFile(join(webFolder(), "assets", "app-1a2b.js.br"), "small")
    await writeFile(join(webFolder(), "icon.svg"), "<svg/>")
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
    await deps().queue.start([])
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
          deps().events.publish(newId(), { type: "due" })
          deps().events.publish(userId, { type: "material", materialId: "m" })
        }
        if (received.join("").includes("material")) void app.close()
      }
    })()
    await reading
    expect(received.join("")).toBe(
      'event: message\ndata: {"type":"connected"}\n\nevent: message\ndata: {"type":"material","materialId":"m"}\n\n',
    )
    expect((await deps().metrics.liveConnections.get()).values[0]?.value).toBe(0)
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

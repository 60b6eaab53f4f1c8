import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { keyScopes } from "../../server/platform/api/index.ts"
import { newId } from "../../server/shared/ids.ts"
import { openTestDatabase, type TestDatabase } from "../database.ts"
import type { ApiDocument, ApiRoute } from "./api-document.ts"
import { addressOf, readApiDocument } from "./api-document.ts"
import { openApp, type SignedIn, type TestApp } from "./open-app.ts"
import { sampleOf } from "./sample-values.ts"

// Written against the OpenAPI document, so a new route is tried without a line here. The attacks on every route are in attacks/.
let database: TestDatabase
let server: TestApp
let document: ApiDocument
let people: Record<"student" | "instructor" | "admin", SignedIn>

beforeAll(async () => {
  database = await openTestDatabase("pglite")
  server = await openApp(database)
  document = await readApiDocument(server.app)
  people = {
    student: await server.signInAs({ role: "student" }),
    instructor: await server.signInAs({ role: "instructor" }),
    admin: await server.signInAs({ role: "admin" }),
  }
})

afterAll(async () => {
  await server?.close()
  await database?.close()
})

describe("every route", () => {
  test("says who may call it, by what means, what it does and how it fails", async () => {
    const reply = await server.app.inject({ method: "GET", url: "/api/openapi.json" })
    const raw = reply.json<{ paths: Record<string, Record<string, Record<string, unknown>>> }>()
    expect(document.routes.length).toBeGreaterThan(60)
    for (const route of document.routes) {
      const said = `${route.method} ${route.path}`
      const described = raw.paths[route.path]?.[route.method.toLowerCase()] ?? {}
      expect(["public", "student", "instructor", "admin"], said).toContain(route.role)
      expect(route.replies, said).toEqual(expect.arrayContaining(["4XX", "5XX"]))
      expect(String(described.summary ?? "").length, `${said} has no summary`).toBeGreaterThan(4)
      expect(described.tags, `${said} has no tag`).toHaveLength(1)
      const ways = [
        ...(route.readsCookie ? [{ refreshCookie: [] }] : route.role === "public" ? [] : [{ accessToken: [] }]),
        ...(route.keyScope === undefined ? [] : [{ apiKey: [route.keyScope] }]),
      ]
      expect(described.security, said).toEqual(ways)
      if (route.keyScope !== undefined) expect(keyScopes, said).toContain(route.keyScope)
    }
  })

  test("answers 404 for well-formed ids of things that are not there", async () => {
    for (const route of document.routes.filter(({ path, role }) => path.includes("{") && role !== "public")) {
      const body = sampleOf(route.body, document)
      const reply = await server.app.inject({
        method: route.method,
        url: addressOf(route, (_name, schema) =>
          schema.format === "uuid" ? newId() : String(sampleOf(schema, document) ?? "x"),
        ),
        headers: {
          ...people[route.role as keyof typeof people].headers,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      })
      const said = `${nameOf(route)} → ${reply.statusCode} ${reply.body.slice(0, 200)}`
      // A DELETE or PUT of something that is not there may also be done already, or not fit for another reason.
      expect([404, 403, 409, 422, 204, 415], said).toContain(reply.statusCode)
      if (route.method === "GET") expect(reply.statusCode, said).toBe(404)
    }
  })
})

function nameOf(route: ApiRoute): string {
  return `${route.method} ${route.path}`
}

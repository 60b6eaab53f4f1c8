import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { newId } from "../../server/shared/ids.ts"
import { openTestDatabase, type TestDatabase } from "../database.ts"
import type { ApiDocument, ApiRoute } from "./api-document.ts"
import { addressOf, readApiDocument } from "./api-document.ts"
import { openApp, type SignedIn, type TestApp } from "./open-app.ts"
import { hostileBodies, hostileSegments, sampleOf } from "./sample-values.ts"

// Written against the OpenAPI document, so a new route is tried without a line here.
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
  test("there are routes, and each says its role, summary and errors", () => {
    expect(document.routes.length).toBeGreaterThan(2)
    for (const route of document.routes) {
      expect(["public", "student", "instructor", "admin"], nameOf(route)).toContain(route.role)
      expect(route.replies, nameOf(route)).toEqual(expect.arrayContaining(["4XX", "5XX"]))
    }
  })

  test("answers 401 to nobody and to a wrong token, unless it is public", async () => {
    for (const route of guarded()) {
      for (const headers of [{}, { authorization: "Bearer nonsense" }, { authorization: "Basic eDp5" }]) {
        const reply = await call(route, { headers })
        expect(reply.statusCode, nameOf(route)).toBe(401)
        expectProblem(reply, route)
      }
    }
  })

  test("answers 403 to a role below its own", async () => {
    for (const route of guarded().filter(({ role }) => role !== "student")) {
      const reply = await call(route, { headers: people.student.headers })
      expect(reply.statusCode, nameOf(route)).toBe(403)
      expectProblem(reply, route)
    }
  })

  test("answers 404 for well-formed ids of things that are not there or not the caller's", async () => {
    for (const route of guarded().filter(({ path }) => path.includes("{"))) {
      const reply = await call(route, { headers: headersFor(route) })
      // A DELETE or PUT of something that is not there may also be done already, or not fit for another reason.
      expect(
        [404, 403, 409, 422, 204, 415],
        `${nameOf(route)} → ${reply.statusCode} ${reply.body.slice(0, 200)}`,
      ).toContain(reply.statusCode)
      if (route.method === "GET") expect(reply.statusCode, nameOf(route)).toBe(404)
    }
  })

  test("gives one learner nothing of another's", async () => {
    const owner = await server.signInAs({ role: "student" })
    const things = await createThings(owner)
    expect(
      things.length,
      "no POST route accepts its own sample; the other tests then know no real ids",
    ).toBeGreaterThanOrEqual(document.routes.some(({ method, path }) => method === "POST" && makesThings(path)) ? 1 : 0)
    for (const route of guarded().filter(({ path }) => path.includes("{"))) {
      for (const { family, id } of things.filter((thing) => thing.family === familyOf(route.path))) {
        const url = addressOf(route, (name, schema) =>
          name === "id" ? id : name === "ownerId" ? owner.userId : String(sampleOf(schema, document) ?? "x"),
        )
        const reply = await call(route, { headers: headersFor(route), url })
        const said = `${nameOf(route)} on another learner's ${family} → ${reply.statusCode} ${reply.body.slice(0, 200)}`
        // 422 and 415 come from a sample body that does not fit, before anything is looked up.
        expect([404, 403, 422, 415], said).toContain(reply.statusCode)
        expect(reply.body, said).not.toContain(owner.userId)
        if (route.method === "GET") expect(reply.statusCode, said).toBe(404)
      }
    }
    for (const { url } of things) {
      if (url === undefined) continue
      const reply = await server.app.inject({ method: "GET", url, headers: owner.headers })
      expect(reply.statusCode, `${url} of its owner, after everybody else tried`).toBe(200)
    }
  })

  test("refuses malformed addresses, querystrings and bodies without falling over", async () => {
    for (const route of document.routes) {
      for (const attempt of hostileRequests(route)) {
        const reply = await server.app.inject({
          method: route.method,
          headers: { ...headersFor(route), ...attempt.headers },
          url: attempt.url,
          ...(attempt.payload === undefined ? {} : { payload: attempt.payload }),
        })
        const said = `${nameOf(route)} with ${attempt.name} → ${reply.statusCode} ${reply.body.slice(0, 300)}`
        expect(reply.statusCode, said).toBeLessThan(500)
        if (attempt.mustFail) expect(reply.statusCode, said).toBeGreaterThanOrEqual(400)
        if (reply.statusCode >= 400) expectProblem(reply, route)
      }
    }
  })
})

interface Attempt {
  name: string
  url: string
  payload?: string
  headers?: Record<string, string>
  mustFail: boolean
}

function hostileRequests(route: ApiRoute): Attempt[] {
  const attempts: Attempt[] = []
  const path = goodAddress(route)
  const sample = sampleOf(route.body, document)
  const goodBody =
    sample === undefined ? {} : { payload: JSON.stringify(sample), headers: { "content-type": "application/json" } }
  for (const segment of route.path.includes("{") ? hostileSegments : []) {
    const url = route.path.replace(/\{[^}]+\}/g, segment.includes("%") ? segment : encodeURIComponent(segment))
    attempts.push({ name: `address ${url.slice(0, 60)}`, url, ...goodBody, mustFail: route.method === "GET" })
  }
  for (const { name } of route.parameters.filter((parameter) => parameter.in === "query")) {
    for (const value of ["%00", "-1", "1e999", "{}", "'", "x".repeat(3000)]) {
      attempts.push({
        name: `${name}=${value.slice(0, 10)}`,
        url: `${path}?${name}=${value}&${name}=again`,
        ...goodBody,
        mustFail: false,
      })
      attempts.push({
        name: `${name}=${value.slice(0, 10)}`,
        url: `${path}?${name}=${value}`,
        ...goodBody,
        mustFail: false,
      })
    }
  }
  if (route.method !== "GET" && route.body !== undefined) {
    for (const { name, payload, contentType } of hostileBodies(route, document)) {
      attempts.push({
        name: `body ${name}`,
        url: path,
        payload,
        headers: { "content-type": contentType ?? "application/json" },
        mustFail: false,
      })
    }
  }
  return attempts
}

interface Thing {
  /** First part of the address: routes that begin alike speak of the same things. */
  family: string
  id: string
  /** Where its owner reads it, when there is such a route. */
  url: string | undefined
}

const familyOf = (path: string) => path.split("/")[3] ?? ""
/** A route without parameters that makes something with an id of its own. */
const makesThings = (path: string) => !path.includes("{") && !["auth", "me"].includes(familyOf(path))

/** Whatever can be made with the samples the document gives: real ids, for others to try. */
async function createThings(owner: SignedIn): Promise<Thing[]> {
  const things: Thing[] = []
  for (const route of guarded().filter(
    ({ method, path, role }) => method === "POST" && role === "student" && makesThings(path),
  )) {
    const reply = await call(route, { headers: owner.headers })
    if (reply.statusCode >= 300 || reply.body === "") continue
    const { id } = reply.json<{ id?: unknown }>()
    if (typeof id !== "string") continue
    const family = familyOf(route.path)
    const reader = guarded().find(
      ({ method, path }) => method === "GET" && familyOf(path) === family && /^[^{]*(\{ownerId\}\/)?\{id\}$/.test(path),
    )
    const url = reader && addressOf(reader, (name) => (name === "id" ? id : owner.userId))
    things.push({ family, id, url })
  }
  return things
}

function guarded(): ApiRoute[] {
  return document.routes.filter(({ role }) => role !== "public")
}

function headersFor(route: ApiRoute): Record<string, string> {
  if (route.role === "public") return {}
  return people[route.role as keyof typeof people].headers
}

function goodAddress(route: ApiRoute): string {
  return addressOf(route, (_name, schema) =>
    schema.format === "uuid" ? newId() : String(sampleOf(schema, document) ?? "x"),
  )
}

function call(
  route: ApiRoute,
  { headers, url = goodAddress(route) }: { headers: Record<string, string>; url?: string },
) {
  const body = sampleOf(route.body, document)
  return server.app.inject({
    method: route.method,
    url,
    headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  })
}

function expectProblem(
  reply: { headers: Record<string, unknown>; body: string; statusCode: number },
  route: ApiRoute,
): void {
  const said = `${nameOf(route)} → ${reply.body.slice(0, 300)}`
  expect(reply.headers["content-type"], said).toMatch(/^application\/problem\+json/)
  const problem = JSON.parse(reply.body) as Record<string, unknown>
  expect(problem, said).toMatchObject({
    status: reply.statusCode,
    type: expect.stringMatching(/^[a-z][a-z0-9-]*$/),
    requestId: expect.any(String),
  })
  expect(String(problem.detail).length, said).toBeGreaterThan(5)
  // Nothing of the inside: no stack, no SQL, no path.
  expect(reply.body, said).not.toMatch(/node_modules|at \w+ \(|select .* from|pgboss/i)
}

function nameOf(route: ApiRoute): string {
  return `${route.method} ${route.path}`
}

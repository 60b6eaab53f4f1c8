import { afterAll, beforeAll, expect, test } from "vitest"
import { newId } from "../../server/shared/ids.ts"
import { openTestDatabase, type TestDatabase } from "../database.ts"
import { type ApiDocument, type ApiRoute, addressOf, readApiDocument, type Schema } from "./api-document.ts"
import { openApp, type SignedIn, type TestApp } from "./open-app.ts"
import { sampleOf } from "./sample-values.ts"

// Partitions follow the time in an id, so an id from a browser is taken only from the months that are there: whatever route it comes by.
let database: TestDatabase
let server: TestApp
let document: ApiDocument
let learner: SignedIn

beforeAll(async () => {
  database = await openTestDatabase("pglite")
  server = await openApp(database)
  document = await readApiDocument(server.app)
  learner = await server.signInAs({ role: "admin" })
})
afterAll(async () => {
  await server?.close()
  await database?.close()
})

const MS_PER_DAY = 86_400_000
/** What a body calls an id that the client makes. Others name things that are there. */
const clientMade = ["id", "interactionId", "answerId"]

function bodyOf(route: ApiRoute): Schema | undefined {
  const name = route.body?.$ref?.split("/").pop()
  return name === undefined ? route.body : document.schemas[name]
}

const takers = () =>
  document.routes.flatMap((route) => {
    const properties = bodyOf(route)?.properties ?? {}
    const names = clientMade.filter((name) => properties[name]?.format === "uuid")
    return route.method !== "GET" && names.length > 0 ? [{ route, names }] : []
  })

test("every route that takes an id from the client refuses one that is too old or from the future", async () => {
  const now = Date.now()
  expect(takers().length).toBeGreaterThan(10)
  for (const { route, names } of takers()) {
    for (const name of names) {
      const sample = sampleOf(bodyOf(route) ?? {}, document) as Record<string, unknown>
      // The others are fine, so that it is this one that is refused.
      for (const other of names) sample[other] = newId(now)
      for (const [kind, atMs] of [
        ["client-id-too-old", now - 91 * MS_PER_DAY],
        ["client-id-in-future", now + 10 * 60_000],
      ] as const) {
        const reply = await server.app.inject({
          method: route.method,
          url: addressOf(route, (_name, schema) => String(sampleOf(schema, document))),
          headers: learner.headers,
          payload: { ...sample, [name]: newId(atMs) },
        })
        const said = `${route.method} ${route.path} with ${name} → ${reply.statusCode} ${reply.body.slice(0, 200)}`
        expect(reply.statusCode, said).toBe(422)
        expect(reply.json().type, said).toContain(kind)
      }
    }
  }
})

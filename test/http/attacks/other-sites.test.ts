import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { newId } from "../../../server/shared/ids.ts"
import { type ApiRoute, addressOf } from "../api-document.ts"
import { sampleOf } from "../sample-values.ts"
import { faultsOf, inWords } from "./judge.ts"
import { plantedRoutes } from "./planted-routes.ts"
import { type Answer, send } from "./send.ts"
import { nameOf, openTarget, type Target } from "./target.ts"

// Cross-site request forgery: another site's page makes the victim's browser send something. It can bring the victim's cookies, and no header of
// its own choice.
let target: Target
let cookie: string

beforeAll(async () => {
  target = await openTarget({ moreRoutes: [plantedRoutes] })
  cookie = await signUp(target, "studyin_refresh")
}, 120_000)
afterAll(() => target?.close())

async function signUp({ app }: Target, name: string): Promise<string> {
  const reply = await app.inject({
    method: "POST",
    url: "/api/v1/auth/sign-up",
    payload: { email: `${newId()}@example.org`, password: "a quiet river at night", displayName: "Victim" },
  })
  expect(reply.statusCode, reply.body).toBe(201)
  const set = reply.cookies.find((one) => one.name === name)
  return `${name}=${set?.value}`
}

function shoot(route: ApiRoute, headers: Record<string, string>, app = target.app): Promise<Answer> {
  const body = sampleOf(route.body, target.document)
  return send(app, {
    method: route.method,
    url: addressOf(route, (_name, schema) =>
      schema.format === "uuid" ? newId() : String(sampleOf(schema, target.document) ?? "x"),
    ),
    headers: {
      host: "study.example",
      ...headers,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  })
}

const changing = () => target.document.routes.filter(({ method }) => method !== "GET")
const readers = () => target.document.routes.filter(({ readsCookie }) => readsCookie)
const foreign: Record<string, Record<string, string>> = {
  "what browsers say of another site": { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
  "a subdomain's neighbour": { "sec-fetch-site": "same-site", origin: "https://other.study.example" },
  "an old browser's origin": { origin: "https://evil.example" },
  "a form in a sandbox": { origin: "null" },
  "an origin that begins alike": { origin: "https://study.example.evil.example" },
  "an origin that is no address": { origin: "study.example" },
}

describe("a cookie alone", () => {
  test("is nobody, on every route but those that exchange and end a sign-in", async () => {
    expect(readers().map(nameOf).sort()).toEqual([
      "POST /api/v1/auth/passkey",
      "POST /api/v1/auth/refresh",
      "POST /api/v1/auth/sign-out",
    ])
    const findings: string[] = []
    for (const route of target.document.routes.filter(({ role }) => role !== "public")) {
      const answer = await shoot(route, { cookie })
      if (answer.status !== 401) findings.push(`${nameOf(route)}: ${answer.status} to a cookie`)
    }
    expect(inWords(findings)).toEqual([])
  })

  test("is seen by no other code: it is taken away before", async () => {
    const answer = await target.app.inject({
      method: "POST",
      url: "/api/v1/planted/by-cookie",
      headers: { cookie: `${cookie}; other=1` },
    })
    expect(answer.json()).toEqual({ cookies: {} })
  })

  test("no route sets one but those that sign in or out", async () => {
    const setters: string[] = []
    for (const route of target.document.routes) {
      const answer = await shoot(route, { authorization: "Bearer nobody" })
      if (answer.headers["set-cookie"] !== undefined && !route.path.startsWith("/api/v1/auth/"))
        setters.push(nameOf(route))
    }
    expect(setters).toEqual(["POST /api/v1/planted/by-cookie"])
  })
})

describe("another site", () => {
  test("cannot exchange or end a sign-in, or do anything else that changes something", async () => {
    const findings: string[] = []
    for (const route of changing()) {
      for (const [how, headers] of Object.entries(foreign)) {
        const answer = await shoot(route, { cookie, ...headers })
        const isRefused = answer.status === 403 && answer.body.includes('"other-site"')
        if (!isRefused) findings.push(`${nameOf(route)} for ${how}: ${answer.status} ${answer.body.slice(0, 80)}`)
        if (answer.headers["set-cookie"] !== undefined) findings.push(`${nameOf(route)} for ${how} sets a cookie`)
        findings.push(...faultsOf(answer).map((fault) => `${nameOf(route)} for ${how}: ${fault}`))
      }
    }
    expect(inWords(findings)).toEqual([])
  })

  test("this one's own page can, and so can a program that is no browser", async () => {
    const refresh = readers().find(({ path }) => path.endsWith("/refresh")) as ApiRoute
    let own = await signUp(target, "studyin_refresh")
    for (const headers of [{ "sec-fetch-site": "same-origin" }, { origin: "https://study.example" }, {}]) {
      const answer = await shoot(refresh, { cookie: own, ...headers })
      expect(answer.status, JSON.stringify(headers)).toBe(200)
      own = String(answer.headers["set-cookie"]).split(";")[0] ?? ""
    }
  })
})

describe("the cookie", () => {
  test("over http goes to the routes of signing in alone; over https no other host can set it", async () => {
    const secure = await openTarget({ http: { publicUrl: "https://study.example" } })
    try {
      for (const [app, name, parts] of [
        [target.app, "studyin_refresh", ["Path=/api/v1/auth"]],
        [secure.app, "__Host-studyin_refresh", ["Path=/", "Secure"]],
      ] as const) {
        const reply = await app.inject({
          method: "POST",
          url: "/api/v1/auth/sign-up",
          payload: { email: `${newId()}@example.org`, password: "a quiet river at night", displayName: "Victim" },
        })
        const attributes = String(reply.headers["set-cookie"]).split("; ")
        expect(attributes[0]).toContain(`${name}=`)
        expect(attributes.slice(1).sort()).toEqual([...parts, "HttpOnly", "SameSite=Strict"].sort())
      }
      const own = await signUp(secure, "__Host-studyin_refresh")
      const refresh = readers().find(({ path }) => path.endsWith("/refresh")) as ApiRoute
      expect((await shoot(refresh, { cookie: own }, secure.app)).status).toBe(200)
      // A cookie that a neighbouring host planted under the plain name is nothing.
      expect((await shoot(refresh, { cookie }, secure.app)).status).toBe(401)
    } finally {
      await secure.close()
    }
  })
})

import type { FastifyInstance } from "fastify"
import { describe, expect, test } from "vitest"
import { z } from "zod"
import type { App } from "../../server/platform/api/index.ts"
import { UnauthenticatedError } from "../../server/shared/errors.ts"
import { openTestRoom } from "./test-room.ts"

const { open, get, tokenOf } = openTestRoom()

/** A sign-in like the real one: its limits, and a password that everybody has. */
function signIn(app: App): void {
  app.post(
    "/sign-in",
    {
      schema: { body: z.object({ email: z.string(), password: z.string() }) },
      config: {
        role: "public",
        rateLimit: [
          {
            name: "sign-in",
            max: 5,
            timeWindow: 60_000,
            per: "address",
            accountOf: (request) => (request.body as { email: string }).email,
          },
          { name: "sign-in-failures", max: 8, timeWindow: 60_000, per: "address", failuresOnly: true },
        ],
      },
    },
    async ({ body }) => {
      if (body.password !== "right") throw new UnauthenticatedError("credentials-wrong", "Wrong.")
      return { ok: true }
    },
  )
}

const limited = { http: { trustProxy: 1 as const }, routes: [signIn] }

function trySignIn(app: FastifyInstance, email: string, password: string, from: string) {
  return app
    .inject({
      method: "POST",
      url: "/api/v1/sign-in",
      headers: { "x-forwarded-for": from },
      payload: { email, password },
    })
    .then(({ statusCode }) => statusCode)
}

async function tries(count: number, one: (i: number) => Promise<number>): Promise<number[]> {
  const statuses = []
  for (let i = 0; i < count; i++) statuses.push(await one(i))
  return statuses
}

describe("signing in", () => {
  test("five tries a minute for an account from an address, which keep nobody out elsewhere", async () => {
    const app = await open(limited)
    const attacks = await tries(7, () => trySignIn(app, "victim@example.test", "guess", "203.0.113.9"))
    expect(attacks).toEqual([401, 401, 401, 401, 401, 429, 429])
    expect(await trySignIn(app, "victim@example.test", "right", "198.51.100.7")).toBe(200)
    // The attacker's own machines are one: addresses of a /64 are no new ones.
    const spread = await tries(7, (i) => trySignIn(app, "victim@example.test", "guess", `2001:db8:0:1::${i + 1}`))
    expect(spread.slice(5)).toEqual([429, 429])
    expect(await trySignIn(app, "victim@example.test", "right", "2001:db8:0:2::1")).toBe(200)
  })

  test("one address that tries many accounts is refused, one whose people sign in is not", async () => {
    const app = await open(limited)
    const guesses = await tries(10, (i) => trySignIn(app, `person-${i}@example.test`, "guess", "203.0.113.9"))
    expect(guesses).toEqual([...Array(8).fill(401), 429, 429])
    const school = await tries(30, (i) => trySignIn(app, `pupil-${i}@example.test`, "right", "198.51.100.7"))
    expect(new Set(school)).toEqual(new Set([200]))
  })

  test("tries that come together are counted together", async () => {
    const app = await open(limited)
    const statuses = await Promise.all(
      Array.from({ length: 20 }, (_, i) => trySignIn(app, `many-${i}@example.test`, "guess", "203.0.113.9")),
    )
    expect(statuses.filter((status) => status === 401)).toHaveLength(8)
  })
})

describe("addresses", () => {
  const limit = { http: { rateLimit: 2, trustProxy: 1 as const } }
  const from = (forwarded: string) => ({ "x-forwarded-for": forwarded })

  test("are those the proxy saw, whatever the client claims", async () => {
    const app = await open(limit)
    const statuses = await tries(
      3,
      async (i) => (await get(app, "/api/v1/test/public", from(`10.9.9.${i}, 203.0.113.9`))).statusCode,
    )
    expect(statuses).toEqual([200, 200, 429])
    expect((await get(app, "/api/v1/test/public", from("203.0.113.10"))).statusCode).toBe(200)
  })

  test("are not believed without a proxy, nor from a neighbour that is none", async () => {
    const app = await open({ http: { rateLimit: 2 } })
    const statuses = await tries(
      3,
      async (i) => (await get(app, "/api/v1/test/public", from(`203.0.113.${i}`))).statusCode,
    )
    expect(statuses).toEqual([200, 200, 429])
    const behind = await open(limit)
    const direct = await tries(
      3,
      async (i) =>
        (
          await behind.inject({
            url: "/api/v1/test/public",
            remoteAddress: "198.51.100.1",
            headers: from(`203.0.113.${i}`),
          })
        ).statusCode,
    )
    expect(direct).toEqual([200, 200, 429])
  })

  test("do not limit those who are signed in: many share one", async () => {
    const app = await open(limit)
    for (let i = 0; i < 5; i++) {
      const headers = { ...(await tokenOf("student")), ...from("203.0.113.9") }
      expect((await get(app, "/api/v1/test/me", headers)).statusCode).toBe(200)
    }
  })
})

test("a refusal says when to come back and is counted", async () => {
  const app = await open({ http: { rateLimit: 1 } })
  const first = await get(app, "/api/v1/test/public")
  expect([first.headers["ratelimit-limit"], first.headers["ratelimit-remaining"]]).toEqual(["1", "0"])
  const refused = await get(app, "/api/v1/test/public")
  expect(refused.statusCode).toBe(429)
  const wait = Number(refused.headers["retry-after"])
  expect(wait).toBeGreaterThan(0)
  expect(wait).toBeLessThanOrEqual(120)
  expect((await get(app, "/metrics")).body).toMatch(/studyin_rate_limited_total\{limit="requests"\} \d+/)
})

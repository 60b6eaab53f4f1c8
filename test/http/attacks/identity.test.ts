import { randomBytes } from "node:crypto"
import { SignJWT, UnsecuredJWT } from "jose"
import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { forgetApiKeys } from "../../../server/domains/accounts/index.ts"
import { hasRole, keyScopes, type Role } from "../../../server/platform/api/index.ts"
import { newId } from "../../../server/shared/ids.ts"
import { testTokenSecret } from "../../deps.ts"
import { type ApiRoute, addressOf } from "../api-document.ts"
import { sampleOf } from "../sample-values.ts"
import { faultsOf, inWords } from "./judge.ts"
import { plantedRoutes } from "./planted-routes.ts"
import { type Answer, send } from "./send.ts"
import { nameOf, openTarget, type Person, type Target } from "./target.ts"

// Every route of the OpenAPI document, with every way of not being somebody who may call it.
let target: Target
let person: Person

beforeAll(async () => {
  target = await openTarget({ moreRoutes: [plantedRoutes] })
  person = await target.person()
}, 120_000)
afterAll(() => target?.close())

const guarded = () => target.document.routes.filter(({ role }) => role !== "public")

function shoot(route: ApiRoute, headers: Record<string, string>): Promise<Answer> {
  const body = sampleOf(route.body, target.document)
  return send(target.app, {
    method: route.method,
    url: addressOf(route, (_name, schema) =>
      schema.format === "uuid" ? newId() : String(sampleOf(schema, target.document) ?? "x"),
    ),
    headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  })
}

/** The status that every route must answer with these headers. */
async function expectFromAll(
  routes: readonly ApiRoute[],
  how: string,
  headers: Record<string, string> | ((route: ApiRoute) => Record<string, string>),
  status: number,
): Promise<void> {
  const findings: string[] = []
  for (const route of routes) {
    const answer = await shoot(route, typeof headers === "function" ? headers(route) : headers)
    const faults = faultsOf(answer)
    if (answer.status !== status) faults.push(`${answer.status} instead of ${status}: ${answer.body.slice(0, 120)}`)
    if (status === 401 && !String(answer.headers["www-authenticate"]).startsWith("Bearer"))
      faults.push("does not say how to sign in")
    findings.push(...faults.map((fault) => `${nameOf(route)} with ${how}: ${fault}`))
  }
  expect(inWords(findings)).toEqual([])
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

test("every route that changes how one signs in wants to know first who it is, ten minutes after they signed in", async () => {
  const { clock } = target.database
  const before = clock.now()
  const owner = await target.person()
  clock.advance(10 * 60_000)
  const asked = guarded().filter(({ confirmsIdentity }) => confirmsIdentity === "always")
  expect(asked.length).toBeGreaterThan(8)
  const answers = await Promise.all(
    asked.map(async (route) => `${nameOf(route)}: ${JSON.parse((await shoot(route, owner.headers)).body).type}`),
  )
  clock.set(before)
  expect(answers).toEqual(asked.map((route) => `${nameOf(route)}: confirm-identity`))
})

describe("every route that is not public refuses", () => {
  test("nobody, and what is no token", async () => {
    expect(guarded().length).toBeGreaterThan(50)
    await expectFromAll(guarded(), "no token", {}, 401)
    for (const authorization of ["Bearer", "Bearer null", "Basic eDp5", "Bearer a.b.c", `Bearer ${"x".repeat(8000)}`])
      await expectFromAll(guarded(), authorization.slice(0, 20), { authorization }, 401)
  })

  test("tokens that somebody else made, for somebody else, or that have run out", async () => {
    const { deps } = target
    const sessionId = newId()
    const claims = { role: "admin", sid: sessionId }
    const made = (issuer: string, algorithm = "HS256") =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: algorithm })
        .setIssuer(issuer)
        .setSubject(person.userId)
        .setIssuedAt()
        .setExpirationTime("1h")
    const valid = String(person.headers.authorization).slice("Bearer ".length)
    const [header = "", payload = "", signature = ""] = valid.split(".")
    const asAdmin = Buffer.from(
      JSON.stringify({ ...(JSON.parse(Buffer.from(payload, "base64url").toString()) as object), role: "admin" }),
    ).toString("base64url")
    const { ticket } = await deps.tokens.signTicket("export", { userId: person.userId, sessionId }, 600)
    const tokens: Record<string, string> = {
      "one that has run out": (
        await deps.tokens.signAccessToken({ userId: person.userId, role: "admin", sessionId }, -1)
      ).token,
      "one signed with another secret": await made("studyin").sign(randomBytes(48)),
      "one signed with no secret": await made("studyin").sign(new Uint8Array(32)),
      "one of another algorithm": await made("studyin", "HS512").sign(testTokenSecret),
      "one without a signature": new UnsecuredJWT(claims)
        .setIssuer("studyin")
        .setSubject(person.userId)
        .setExpirationTime("1h")
        .encode(),
      "one whose signature was cut off": `${header}.${payload}.`,
      "one whose contents were changed": `${header}.${asAdmin}.${signature}`,
      "one from another issuer": await made("somebody else").sign(testTokenSecret),
      "one without an end": await new SignJWT(claims)
        .setProtectedHeader({ alg: "HS256" })
        .setIssuer("studyin")
        .setSubject(person.userId)
        .sign(testTokenSecret),
      "one with a role that there is not": await new SignJWT({ ...claims, role: "root" })
        .setProtectedHeader({ alg: "HS256" })
        .setIssuer("studyin")
        .setSubject(person.userId)
        .setExpirationTime("1h")
        .sign(testTokenSecret),
      "a pass for a download": ticket,
      "one of a sign-in that never was": (
        await deps.tokens.signAccessToken({ userId: person.userId, role: "student", sessionId })
      ).token,
      "one of a person who never was": (
        await deps.tokens.signAccessToken({ userId: newId(), role: "admin", sessionId: newId() })
      ).token,
    }
    for (const [how, token] of Object.entries(tokens)) await expectFromAll(guarded(), how, bearer(token), 401)
  })

  test("a sign-in that has ended, and a person who was suspended or has left", async () => {
    const { admin } = target.database
    const ended = await target.person("admin")
    expect((await shoot(mineOf("GET", "/api/v1/me"), ended.headers)).status).toBe(200)
    await sql`update refresh_tokens set revoked_at = now() where user_id = ${ended.userId}`.execute(admin)
    await target.deps.cache.deleteByUser(ended.userId)
    await expectFromAll(guarded(), "an ended sign-in", ended.headers, 401)
    for (const status of ["suspended", "deleted"]) {
      const gone = await target.person("admin")
      expect((await shoot(mineOf("GET", "/api/v1/me"), gone.headers)).status).toBe(200)
      await sql`update users set status = ${status}, deleted_at = ${status === "deleted" ? new Date() : null} where id = ${gone.userId}`.execute(
        admin,
      )
      await target.deps.cache.deleteByUser(gone.userId)
      await expectFromAll(guarded(), `a ${status} person's token`, gone.headers, 401)
    }
  })

  test("a role below its own, and one that somebody has no more", async () => {
    for (const role of ["student", "instructor"] as const) {
      const low = await target.person(role)
      const above = guarded().filter((route) => !hasRole(role, route.role as Role))
      expect(above.length).toBeGreaterThan(10)
      await expectFromAll(above, `the role ${role}`, low.headers, 403)
    }
    const former = await target.person("admin")
    await sql`update users set role = 'student' where id = ${former.userId}`.execute(target.database.admin)
    await target.deps.cache.deleteByUser(former.userId)
    const above = guarded().filter(({ role }) => role === "admin")
    await expectFromAll(above, "a role that was taken away", former.headers, 401)
  })
})

const mineOf = (method: string, path: string) => {
  const route = target.document.routes.find((one) => one.method === method && one.path === path)
  if (!route) throw new Error(`no ${method} ${path}`)
  return route
}

describe("an API key", () => {
  let holder: Person

  beforeAll(async () => {
    holder = await target.person("admin")
  })

  async function keyWith(scopes: readonly string[], who = holder): Promise<{ key: string; id: string }> {
    const { hash } = await import("@node-rs/argon2")
    const password = "a quiet river at night"
    await sql`update users set password_hash = ${await hash(password)} where id = ${who.userId}`.execute(
      target.database.admin,
    )
    const reply = await target.app.inject({
      method: "POST",
      url: "/api/v1/me/api-keys",
      headers: who.headers,
      payload: { name: "Attack", scopes, expiresInDays: null, password },
    })
    expect(reply.statusCode, reply.body).toBe(201)
    return { key: reply.json().key, id: reply.json().apiKey.id }
  }

  test("without its scope opens nothing; with all scopes nothing that is closed to keys, whatever its person's role", async () => {
    const open = guarded().filter(({ keyScope }) => keyScope !== undefined)
    const closed = guarded().filter(({ keyScope }) => keyScope === undefined)
    expect(open.length).toBeGreaterThan(30)
    const { key } = await keyWith(["read", "write"])
    await expectFromAll(closed, "a key of an administrator", bearer(key), 403)
    // Half of the scopes at a time: each route meets a key with every scope but its own.
    for (const scope of keyScopes.filter((one) => one.includes(":"))) {
      const lacking = open.filter(({ keyScope }) => keyScope === scope)
      if (lacking.length === 0) continue
      const [area, access] = scope.split(":")
      const others = keyScopes.filter(
        (one) => one.includes(":") && one !== scope && !(access === "read" && one === `${area}:write`),
      )
      const made = await keyWith(others)
      await expectFromAll(lacking, `a key for all but ${scope}`, bearer(made.key), 403)
      await target.app.inject({ method: "DELETE", url: `/api/v1/me/api-keys/${made.id}`, headers: holder.headers })
    }
  }, 600_000)

  test("that is wrong, has run out, was revoked or belongs to somebody suspended opens nothing", async () => {
    const { key, id } = await keyWith(["read", "write"])
    const probe = guarded()
    await expectFromAll(probe, "a wrong key", bearer(`${key.slice(0, -1)}${key.endsWith("0") ? "1" : "0"}`), 401)
    await sql`update api_keys set expires_at = created_at + interval '1 microsecond' where id = ${id}`.execute(
      target.database.admin,
    )
    await forgetApiKeys(target.deps, holder.userId)
    await expectFromAll(probe, "a key that has run out", bearer(key), 401)
    await sql`update api_keys set expires_at = null, revoked_at = now() where id = ${id}`.execute(target.database.admin)
    await forgetApiKeys(target.deps, holder.userId)
    await expectFromAll(probe, "a revoked key", bearer(key), 401)
    await sql`update api_keys set revoked_at = null where id = ${id}`.execute(target.database.admin)
    await sql`update users set status = 'suspended' where id = ${holder.userId}`.execute(target.database.admin)
    await forgetApiKeys(target.deps, holder.userId)
    await expectFromAll(probe, "a suspended person's key", bearer(key), 401)
    await sql`update users set status = 'active' where id = ${holder.userId}`.execute(target.database.admin)
    await forgetApiKeys(target.deps, holder.userId)
  })

  test("with every scope does not lift its person's role", async () => {
    const low = await target.person("student")
    const { key } = await keyWith(["read", "write"], low)
    const above = guarded().filter(({ keyScope, role }) => keyScope !== undefined && !hasRole("student", role as Role))
    expect(above.map(nameOf)).toContain("GET /api/v1/planted/for-instructors")
    await expectFromAll(above, "a student's key", bearer(key), 403)
    await sql`update users set role = 'instructor' where id = ${low.userId}`.execute(target.database.admin)
    await forgetApiKeys(target.deps, low.userId)
    expect((await shoot(mineOf("GET", "/api/v1/planted/for-instructors"), bearer(key))).status).toBe(200)
  })

  test("opens no route about accounts, sign-in, keys, data or administration, by the document itself", () => {
    const opened = target.document.routes.filter(({ keyScope }) => keyScope !== undefined)
    const about =
      /\/(auth|me|admin|api-keys|devices|password|passkeys|totp|second-factor|export|erase|close|plans?|subscription)(\/|$)/
    expect(opened.map(nameOf).filter((name) => about.test(name))).toEqual(["GET /api/v1/me"])
  })
})

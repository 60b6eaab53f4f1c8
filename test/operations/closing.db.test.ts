import { sql } from "kysely"
import { afterAll, beforeAll, expect, it } from "vitest"
import { applyRetention } from "../../server/domains/operations/index.ts"
import { describeEachDatabase } from "../database.ts"
import { openApp, type TestApp } from "../http/open-app.ts"

const password = "correct horse battery"

describeEachDatabase("closing an account", (open) => {
  let server: TestApp
  beforeAll(async () => {
    open().clock.set(new Date("2026-09-01T10:00:00Z"))
    await open().coverTime(new Date("2026-06-01"), new Date("2026-12-01"))
    server = await openApp(open(), { clock: open().clock })
    await call("POST", "/auth/sign-up", { email: "first@example.org", password, displayName: "First One" })
  })
  afterAll(() => server.close())

  const call = async (method: "POST" | "GET", path: string, payload?: object, token?: string) =>
    server.app.inject({
      method,
      url: `/api/v1${path}`,
      ...(payload === undefined ? {} : { payload }),
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    })
  const signUp = async (email: string) => {
    const reply = await call("POST", "/auth/sign-up", { email, password, displayName: "Somebody New" })
    expect(reply.statusCode).toBe(201)
    return reply.json() as { accessToken: string; account: { id: string } }
  }
  const signIn = (email: string, more: object = {}) => call("POST", "/auth/sign-in", { email, password, ...more })

  it("needs the password, ends every sign-in and keeps everything", async () => {
    const { accessToken, account } = await signUp("leaves@example.org")
    const wrong = await call("POST", "/me/close", { password: "not this one" }, accessToken)
    expect(wrong.statusCode).toBe(422)
    expect((await signIn("leaves@example.org")).statusCode).toBe(200)
    expect((await call("POST", "/me/close", { password }, accessToken)).statusCode).toBe(204)
    const { rows } =
      await sql`select status, deleted_at is not null as is_closed from users where id = ${account.id}`.execute(
        open().admin,
      )
    expect(rows).toEqual([{ status: "deleted", is_closed: true }])
    const { rows: tokens } =
      await sql`select 1 from refresh_tokens where user_id = ${account.id} and revoked_at is null`.execute(open().admin)
    expect(tokens).toEqual([])
  })

  it("reserves the address, and signing in offers to bring the account back", async () => {
    const taken = await call("POST", "/auth/sign-up", {
      email: "Leaves@example.org",
      password,
      displayName: "Other One",
    })
    expect(taken.json()).toMatchObject({ status: 409 })
    const unknown = await call("POST", "/auth/sign-in", { email: "leaves@example.org", password: "a wrong password" })
    expect(unknown.json().type).toContain("credentials-wrong")
    const offered = await signIn("leaves@example.org")
    expect(offered.statusCode).toBe(409)
    expect(offered.json().type).toContain("account-closed")
    expect(offered.json().detail).toContain("on 1 October 2026;")
    const back = await signIn("leaves@example.org", { restoresAccount: true })
    expect(back.statusCode).toBe(200)
    expect((await signIn("leaves@example.org")).statusCode).toBe(200)
    const { rows } =
      await sql`select event from audit_logs where event like 'account%' order by recorded_at, event`.execute(
        open().admin,
      )
    expect(rows.map((row) => (row as { event: string }).event).sort()).toEqual([
      "account_close_refused",
      "account_closed",
      "account_reopened",
    ])
  })

  it("is refused to the only administrator of others", async () => {
    const admin = await signIn("first@example.org")
    const reply = await call("POST", "/me/close", { password }, admin.json().accessToken)
    expect(reply.statusCode).toBe(409)
    expect(reply.json().type).toContain("last-administrator")
  })

  it("is final after the period: the account is erased and its address free", async () => {
    const { accessToken, account } = await signUp("gone@example.org")
    await call("POST", "/me/close", { password }, accessToken)
    open().clock.set(new Date("2026-09-30T10:00:00Z"))
    const early = await applyRetention(server.deps, { policy: "closed-accounts", isDryRun: false })
    expect(early).toMatchObject([{ rowCount: 0, error: null }])
    open().clock.set(new Date("2026-10-02T10:00:00Z"))
    const late = await applyRetention(server.deps, { policy: "closed-accounts", isDryRun: false })
    expect(late).toMatchObject([{ rowCount: 1, error: null }])
    const { rows } = await sql`select 1 from users where id = ${account.id}`.execute(open().admin)
    expect(rows).toEqual([])
    expect((await signIn("gone@example.org")).statusCode).toBe(401)
    await signUp("gone@example.org")
  })
})

import { sql } from "kysely"
import { afterAll, beforeAll, expect, it } from "vitest"
import { describeEachDatabase } from "../../../../test/database.ts"
import { drainJobs } from "../../../../test/drain-jobs.ts"
import { openApp, type TestApp } from "../../../../test/http/open-app.ts"
import { requestFromAnew } from "../../../../test/http/request-from-anew.ts"
import { hearStatements } from "../../../../test/statement-recorder.ts"
import type { SentMail } from "../../../platform/mail/index.ts"
import { createSessions } from "../../../rooms.ts"
import { UnavailableError } from "../../../shared/errors.ts"
import { newId } from "../../../shared/ids.ts"
import { jobs } from "../accounts.jobs.ts"

const password = "a quiet river at night"
const MINUTE = 60_000

describeEachDatabase("letters", (open) => {
  let server: TestApp
  let count = 0

  beforeAll(async () => {
    server = await openApp(open())
    const { db, clock } = open()
    Object.assign(server.deps.sessions, createSessions({ db, clock, cache: server.deps.cache }))
  })
  afterAll(() => server.close())

  const request = (
    method: "GET" | "POST" | "DELETE",
    url: string,
    options: { body?: object; token?: string; headers?: Record<string, string> } = {},
  ) => requestFromAnew(server, method, url, options)

  const work = () => {
    // No two letters of a test at the same moment: the newest is looked for.
    open().clock.advance(1000)
    return drainJobs(open(), server.deps, jobs)
  }
  const lettersTo = async (to: string): Promise<SentMail[]> => {
    await work()
    return server.deps.mail.list({ to, limit: 50 })
  }
  const newestTo = async (to: string): Promise<SentMail> => {
    const [letter] = await lettersTo(to)
    if (letter === undefined) throw new Error(`no letter to ${to}`)
    return letter
  }
  const tokenIn = ({ text }: { text: string }) => /#(\S+)$/m.exec(text)?.[1] ?? ""
  const newEmail = () => {
    count += 1
    return `letters${count}@example.org`
  }

  const signUp = async () => {
    const email = newEmail()
    const reply = await request("POST", "/auth/sign-up", { body: { email, password, displayName: "Ann Bell" } })
    expect(reply.statusCode).toBe(201)
    const { accessToken, account } = reply.json()
    await work()
    // Letters of one purpose are a minute apart.
    open().clock.advance(2 * MINUTE)
    return { email, token: accessToken as string, userId: account.id as string }
  }
  const signIn = (email: string, secret = password) =>
    request("POST", "/auth/sign-in", { body: { email, password: secret } })
  /** As if for another host, which a link must not lead to. */
  const forgot = (email: string) =>
    request("POST", "/auth/forgot-password", { body: { email }, headers: { host: "evil.example" } })
  const reset = (token: string, newPassword = "another river by day") =>
    request("POST", "/auth/reset-password", { body: { token, newPassword } })
  const confirm = (token: string) => request("POST", "/auth/confirm-email", { body: { token } })
  const verifiedAt = async (token: string) => (await request("GET", "/me", { token })).json().emailVerifiedAt

  it("confirms an address with the link of the letter, once", async () => {
    const { email, token } = await signUp()
    expect(await verifiedAt(token)).toBeNull()
    const letter = await newestTo(email)
    expect(letter).toMatchObject({ kind: "verify-email", subject: "Confirm your e-mail address" })
    expect(letter.text).toMatch(/^http:\/\/localhost:3000\/verify-email#\S+$/m)
    // Whoever signs somebody else up does not choose the words of the letter.
    expect(letter.text).not.toContain("Ann")

    const link = tokenIn(letter)
    expect((await confirm(link)).json()).toEqual({ email })
    expect(await verifiedAt(token)).not.toBeNull()
    const again = await confirm(link)
    expect(again.statusCode).toBe(422)
    expect(again.json()).toMatchObject({ type: "link-invalid", detail: expect.stringContaining("used already") })
    expect((await request("POST", "/me/email/verification-letter", { token })).json()).toMatchObject({
      type: "email-verified",
    })
  })

  it("lets exactly one of two requests at the same moment use a link", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { email } = await signUp()
      await forgot(email)
      const link = tokenIn(await newestTo(email))
      const codes = (await Promise.all([reset(link), reset(link), reset(link)])).map(({ statusCode }) => statusCode)
      expect(codes.sort()).toEqual([204, 422, 422])
    }
  })

  it("ends links after their time, and older ones with a newer letter", async () => {
    const { email, token } = await signUp()
    const first = tokenIn(await newestTo(email))
    expect((await request("POST", "/me/email/verification-letter", { token })).statusCode).toBe(204)
    const second = tokenIn(await newestTo(email))
    expect(second).not.toBe(first)
    expect((await confirm(first)).json().detail).toContain("newer letter")
    const now = open().clock.now()
    open().clock.advance(72 * 60 * MINUTE)
    expect((await confirm(second)).json().detail).toContain("run out")
    open().clock.set(now)
    expect((await confirm(second)).statusCode).toBe(200)
  })

  it("takes a link for nothing else than its purpose, and nothing made up", async () => {
    const { email, userId } = await signUp()
    const verification = tokenIn(await newestTo(email))
    expect((await reset(verification)).json()).toMatchObject({ type: "link-invalid" })
    const [, secret] = verification.split(".")
    for (const made of ["", "x", `${userId}.`, `${newId()}.${secret}`, `${userId}.${secret}x`, "a".repeat(150)])
      expect((await confirm(made)).statusCode).toBe(422)
    expect((await confirm(verification)).statusCode).toBe(200)
  })

  it("sets a new password, ends every sign-in, and tells the owner", async () => {
    const { email, token } = await signUp()
    const other = (await signIn(email)).json().accessToken
    await forgot(email.toUpperCase())
    const letter = await newestTo(email)
    expect(letter.kind).toBe("reset-password")
    expect(letter.text).toContain(`within an hour:\n\n${server.deps.config.http.publicUrl}/reset-password#`)
    const link = tokenIn(letter)

    const weak = await reset(link, "password123")
    expect(weak.json().errors).toMatchObject([{ path: "newPassword" }])
    // A letter that was sent before the password was chosen still works.
    expect((await reset(link)).statusCode).toBe(204)
    for (const ended of [token, other]) expect((await request("GET", "/me", { token: ended })).statusCode).toBe(401)
    expect((await signIn(email)).statusCode).toBe(401)
    const signedIn = await signIn(email, "another river by day")
    expect(signedIn.statusCode).toBe(200)
    // Who read the letter reads what is sent there.
    expect(await verifiedAt(signedIn.json().accessToken)).not.toBeNull()
    expect(await newestTo(email)).toMatchObject({ kind: "password-changed" })
    expect((await reset(link)).json()).toMatchObject({ type: "link-invalid" })
    const { rows } = await sql<{ event: string }>`
      select event from audit_logs where entity_id = ${signedIn.json().account.id} order by id`.execute(open().admin)
    expect(rows.map(({ event }) => event).sort()).toEqual(["password_reset", "password_reset_requested"])
  })

  it("does the same for an address with an account and for one without: answer, statements, jobs", async () => {
    const { email } = await signUp()
    await work()
    const known = await observed(() => forgot(email))
    const unknown = await observed(() => forgot(newEmail()))
    expect(known.statements.length).toBeGreaterThan(3)
    expect(unknown).toEqual(known)
    expect(await queued()).toBe(2)
    await work()
    expect(await observed(() => request("POST", "/auth/verification-letter", { body: { email } }))).toEqual(
      await observed(() => request("POST", "/auth/verification-letter", { body: { email: newEmail() } })),
    )
  })

  it("writes one letter a minute and five an hour, however many are asked for, and says nothing of it", async () => {
    const { email } = await signUp()
    await work()
    const resets = async () => (await lettersTo(email)).filter(({ kind }) => kind === "reset-password").length
    for (let i = 0; i < 4; i += 1) {
      expect((await forgot(email)).statusCode).toBe(204)
      await work()
    }
    expect(await resets()).toBe(1)
    for (let i = 0; i < 12; i += 1) {
      open().clock.advance(1.1 * MINUTE)
      expect((await forgot(email)).statusCode).toBe(204)
      await work()
    }
    expect(await resets()).toBe(5)
    // The last one that was written works: asking on behalf of somebody takes no link away for long.
    const last = (await lettersTo(email)).find(({ kind }) => kind === "reset-password")
    expect((await reset(tokenIn(last ?? { text: "" }))).statusCode).toBe(204)
  })

  it("limits what one address asks for", async () => {
    const from = (remoteAddress: string, email: string) =>
      server.app.inject({ method: "POST", url: "/api/v1/auth/forgot-password", remoteAddress, payload: { email } })
    const codes = []
    for (let i = 0; i < 6; i += 1) codes.push((await from("198.51.100.7", "victim@example.org")).statusCode)
    expect(codes).toEqual([204, 204, 204, 204, 204, 429])
    // The victim elsewhere is not kept from it.
    expect((await from("198.51.100.8", "victim@example.org")).statusCode).toBe(204)
    for (let i = 0; i < 15; i += 1) await from("198.51.100.7", `somebody${i}@example.org`)
    const last = await from("198.51.100.7", "somebody@example.org")
    expect(last.statusCode).toBe(429)
    expect(Number(last.headers["retry-after"])).toBeGreaterThan(0)
    await work()
  })

  it("tells who is signed in to wait a minute for the next letter", async () => {
    const { token } = await signUp()
    await work()
    expect((await request("POST", "/me/email/verification-letter", { token })).statusCode).toBe(204)
    await work()
    const soon = await request("POST", "/me/email/verification-letter", { token })
    expect(soon.statusCode).toBe(429)
    expect(Number(soon.headers["retry-after"])).toBeLessThanOrEqual(60)
  })

  it("writes to no suspended account and no demo learner, and to a closed one only to get in again", async () => {
    const { email, userId } = await signUp()
    await work()
    await sql`update users set status = 'suspended' where id = ${userId}`.execute(open().admin)
    await forgot(email)
    expect((await lettersTo(email)).map(({ kind }) => kind)).toEqual(["verify-email"])

    await sql`update users set status = 'deleted', deleted_at = now() where id = ${userId}`.execute(open().admin)
    await request("POST", "/auth/verification-letter", { body: { email } })
    await forgot(email)
    const letter = await newestTo(email)
    expect(letter.kind).toBe("reset-password")
    // Suspended while the letter was on its way.
    await sql`update users set status = 'suspended', deleted_at = null where id = ${userId}`.execute(open().admin)
    expect((await reset(tokenIn(letter))).json()).toMatchObject({ type: "link-invalid" })

    const demo = await open().createLearner({ email: "demo-letters@example.org" })
    await sql`update users set is_demo = true, password_hash = 'x' where id = ${demo.userId}`.execute(open().admin)
    await forgot("demo-letters@example.org")
    expect(await lettersTo("demo-letters@example.org")).toEqual([])
    await forgot("library@studyin.invalid")
    expect(await lettersTo("library@studyin.invalid")).toEqual([])
  })

  it("moves an account to an address once that is confirmed, and tells the old one", async () => {
    const { email, token } = await signUp()
    await work()
    await forgot(email)
    const resetLink = tokenIn(await newestTo(email))
    const next = newEmail()
    const change = (body: object) => request("POST", "/me/email", { token, body })
    expect((await change({ email })).json().errors).toMatchObject([{ path: "email" }])
    expect((await change({ email: "Eve <eve@example.org>" })).statusCode).toBe(422)
    expect((await change({ email: next })).statusCode).toBe(204)
    const link = tokenIn(await newestTo(next))
    expect((await request("GET", "/me", { token })).json().email).toBe(email)

    expect((await confirm(link)).json()).toEqual({ email: next })
    const account = (await request("GET", "/me", { token })).json()
    expect(account).toMatchObject({ email: next, emailVerifiedAt: expect.any(String) })
    const told = await newestTo(email)
    expect(told.kind).toBe("email-changed")
    expect(told.text).not.toContain(next)
    // What was sent to the old address opens nothing any more.
    expect((await reset(resetLink)).json()).toMatchObject({ type: "link-invalid" })
    expect((await signIn(next)).statusCode).toBe(200)
  })

  it("does not tell that the new address has an account; its owner is told", async () => {
    const [me, other] = [await signUp(), await signUp()]
    await work()
    const reply = await request("POST", "/me/email", { token: me.token, body: { email: other.email } })
    expect(reply.statusCode).toBe(204)
    expect(await newestTo(other.email)).toMatchObject({ kind: "have-account" })
    expect((await request("GET", "/me", { token: me.token })).json().email).toBe(me.email)
  })

  it("refuses a move to an address that somebody took while the letter was on its way", async () => {
    const { token } = await signUp()
    const wanted = newEmail()
    await request("POST", "/me/email", { token, body: { email: wanted } })
    const link = tokenIn(await newestTo(wanted))
    await request("POST", "/auth/sign-up", { body: { email: wanted, password, displayName: "Quicker" } })
    expect((await confirm(link)).json()).toMatchObject({ type: "email-taken" })
    await work()
  })

  it("keeps no secret: neither in the database nor in a job", async () => {
    const { email } = await signUp()
    await forgot(email)
    const { rows: orders } = await sql<{ payload: object }>`select payload from job_outbox`.execute(open().admin)
    expect(JSON.stringify(orders)).not.toContain(email)
    const secret = tokenIn(await newestTo(email)).split(".")[1] ?? ""
    expect(secret).toHaveLength(43)
    const { rows } = await sql`select * from account_tokens`.execute(open().admin)
    expect(rows.length).toBeGreaterThan(1)
    const kept = JSON.stringify(rows)
    expect(kept).not.toContain(secret)
    expect(kept).not.toContain(Buffer.from(secret, "base64url").toString("hex"))
  })

  it("tries again when the mail server is away, and the letter that arrives has a link that works", async () => {
    const { email } = await signUp()
    await work()
    await forgot(email)
    const sent: string[] = []
    const [name, definition] = Object.entries(jobs).find(([one]) => one === "accounts.send-letter") ?? []
    if (name === undefined || definition === undefined) throw new Error("no such job")
    const { rows } = await sql<{ id: string; payload: object }>`
      delete from job_outbox where name = 'accounts.send-letter' returning id, payload`.execute(open().admin)
    const [job] = rows
    const tryWith = (fault: Error | undefined) =>
      definition.run(
        {
          ...server.deps,
          mail: {
            ...server.deps.mail,
            async send({ text }) {
              sent.push(tokenIn({ text }))
              if (fault) throw fault
            },
          },
        },
        definition.payload.parse(job?.payload),
        {
          id: job?.id ?? "",
          attempt: 1,
          isLastAttempt: false,
          signal: new AbortController().signal,
          progress() {},
        },
      )
    // Thrice within a minute: a try that failed does not use up what the account may get.
    await expect(tryWith(new UnavailableError("mail-unavailable", "away"))).rejects.toThrow("away")
    await expect(tryWith(new UnavailableError("mail-unavailable", "away"))).rejects.toThrow("away")
    await tryWith(undefined)
    expect(new Set(sent).size).toBe(3)
    expect((await reset(sent[0] ?? "")).statusCode).toBe(422)
    expect((await reset(sent[2] ?? "")).statusCode).toBe(204)
    await work()
  })

  it("lets administrators alone read what stayed here, on record", async () => {
    const { email, token, userId } = await signUp()
    await forgot(email)
    const { id } = await newestTo(email)
    for (const url of ["/admin/letters", `/admin/letters/${id}`]) {
      expect((await request("GET", url)).statusCode).toBe(401)
      expect((await request("GET", url, { token })).statusCode).toBe(403)
    }
    const instructor = await server.signInAs({ role: "instructor" })
    expect(
      (await server.app.inject({ url: `/api/v1/admin/letters/${id}`, headers: instructor.headers })).statusCode,
    ).not.toBe(200)

    await sql`update users set role = 'admin' where id = ${userId}`.execute(open().admin)
    const admin = (await signIn(email)).json().accessToken
    const list = (await request("GET", "/admin/letters", { token: admin })).json()
    expect(list.areKept).toBe(true)
    expect(list.items[0]).toMatchObject({ id, to: email, kind: "reset-password" })
    // A list shows no link.
    expect(JSON.stringify(list)).not.toContain("#")
    expect((await request("GET", `/admin/letters/${id}`, { token: admin })).json().text).toContain("/reset-password#")
    const { rows } = await sql`
      select event, new_values as values from audit_logs where event = 'letter_read' and actor_id = ${userId}`.execute(
      open().admin,
    )
    expect(rows).toEqual([{ event: "letter_read", values: { kind: "reset-password" } }])
    expect((await request("GET", `/admin/letters/${newId()}`, { token: admin })).statusCode).toBe(404)
  })

  it("sweeps links that ran out", async () => {
    const rule = server.deps.retention.rules.get("ended-sign-ins")
    if (rule === undefined) throw new Error("no such policy")
    const { email } = await signUp()
    await lettersTo(email)
    const inTenDays = new Date(open().clock.now().getTime() + 10 * 86_400_000)
    const links = async () => (await sql`select 1 from account_tokens`.execute(open().admin)).rows.length
    while ((await rule.removeSome(open().clock.now(), 1000)) > 0);
    expect(await links()).toBeGreaterThan(0)
    expect(await rule.count(inTenDays)).toBeGreaterThan(0)
    while ((await rule.removeSome(inTenDays, 3)) > 0);
    expect(await links()).toBe(0)
    expect(await rule.count(inTenDays)).toBe(0)
  })

  const queued = async () => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from job_outbox`.execute(open().admin)
    return rows[0]?.n
  }

  /** Answer and every statement of a request, in order. */
  async function observed(send: () => ReturnType<typeof request>) {
    const statements: string[] = []
    const { statusCode, body, headers } = await hearStatements((_, text) => void statements.push(text), send)
    return { statusCode, body, names: Object.keys(headers).sort(), statements }
  }
})

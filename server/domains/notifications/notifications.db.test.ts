import { afterAll, beforeAll, expect, it } from "vitest"
import { describeEachDatabase } from "../../../test/database.ts"
import { drainJobs } from "../../../test/drain-jobs.ts"
import { openApp, type SignedIn, type TestApp } from "../../../test/http/open-app.ts"
import type { SentMail } from "../../platform/mail/index.ts"
import { UnavailableError } from "../../shared/errors.ts"
import { newId } from "../../shared/ids.ts"
import type { NotificationKind } from "./notification-kinds.ts"
import { jobs } from "./notifications.jobs.ts"
import { type NoticeReader, orderDueLetters } from "./order-due-letters.ts"
import { openUnsubscribeToken, unsubscribeToken } from "./unsubscribe-link.ts"

describeEachDatabase("notifications", (open) => {
  let server: TestApp
  const written: NoticeReader[] = []

  beforeAll(async () => {
    server = await openApp(open())
  })
  afterAll(() => server.close())

  const to = (iso: string) => open().clock.set(new Date(iso))
  const signIn = async (timeZone = "UTC"): Promise<SignedIn> => {
    const learner = await server.signInAs({ timeZone })
    written.length = 0
    return learner
  }
  const put = (learner: SignedIn, kind: NotificationKind, payload: object) =>
    server.app.inject({
      method: "PATCH",
      url: "/api/v1/me/notifications",
      headers: learner.headers,
      payload: { kind, ...payload },
    })
  const list = async ({ headers }: SignedIn) =>
    (await server.app.inject({ url: "/api/v1/me/notifications", headers })).json().items

  const order = (deps = server.deps) => {
    const write = async (reader: NoticeReader) => {
      written.push(reader)
      return { subject: "3 cards are due", parts: ["3 cards are due today."] }
    }
    return orderDueLetters(deps, { "study-reminder": write, "weekly-summary": write }, new AbortController().signal)
  }
  const send = (deps = server.deps) => drainJobs(open(), deps, jobs)
  const emailOf = async (userId: string) =>
    (await open().admin.selectFrom("users").select("email").where("id", "=", userId).executeTakeFirstOrThrow()).email
  const lettersTo = async ({ userId }: SignedIn): Promise<SentMail[]> =>
    server.deps.mail.list({ to: await emailOf(userId), limit: 50 })

  it("are off until they are switched on, and say when they come", async () => {
    const learner = await signIn()
    expect(await list(learner)).toEqual([
      { kind: "study-reminder", isOn: false, hour: 18, weekday: null },
      { kind: "weekly-summary", isOn: false, hour: 9, weekday: 1 },
    ])
    expect((await put(learner, "study-reminder", { isOn: true, hour: 7 })).json()).toEqual({
      kind: "study-reminder",
      isOn: true,
      hour: 7,
      weekday: null,
    })
    expect((await put(learner, "weekly-summary", { weekday: 0 })).json()).toMatchObject({ isOn: false, weekday: 0 })
    expect((await put(learner, "study-reminder", { weekday: 3 })).json()).toMatchObject({
      type: "weekday-wrong",
      errors: [{ path: "weekday" }],
    })
    expect((await put(learner, "weekly-summary", { weekday: null })).statusCode).toBe(422)
    expect((await put(learner, "study-reminder", { hour: 24 })).statusCode).toBe(422)
    const audit = await open()
      .admin.selectFrom("audit_logs")
      .select(["event", "new_values"])
      .where("actor_id", "=", learner.userId)
      .execute()
    expect(audit).toContainEqual({
      event: "settings_updated",
      new_values: { "study-reminder": true, "study-reminder-hour": 7 },
    })
  })

  it("come at the hour of the learner's clock, once a study day, whoever works and however often", async () => {
    to("2026-11-20T10:00:00Z")
    const learner = await signIn("America/New_York")
    await put(learner, "study-reminder", { isOn: true, hour: 18 })
    to("2026-11-20T22:59:00Z")
    expect(await order()).toBe(0)
    to("2026-11-20T23:00:00Z")
    // Two processes at the same moment.
    const ordered = await Promise.all([order(), order(), order()])
    expect(ordered.sort()).toEqual([0, 0, 1])
    expect(written[0]).toMatchObject({ studyDay: "2026-11-20", receiver: { userId: learner.userId } })
    await send()
    const [letter, ...more] = await lettersTo(learner)
    expect(more).toEqual([])
    expect(letter).toMatchObject({ kind: "study-reminder", subject: "3 cards are due", userId: learner.userId })
    expect(letter?.text).toMatch(/^Hello,\n\n3 cards are due today\.\n\nStudyIn\n/)

    // The same order once more, as after a crash of the worker: the day is taken.
    await open().db.asSystem("order-again", (tx) =>
      server.deps.queue.enqueue(tx, "notifications.send-letter", {
        userId: learner.userId,
        kind: "study-reminder",
        studyDay: "2026-11-20",
        subject: "again",
        parts: [],
      }),
    )
    await send()
    // A later hour of the same day is no second letter either.
    await put(learner, "study-reminder", { hour: 20 })
    to("2026-11-21T01:00:00Z")
    expect(await order()).toBe(0)
    expect(await lettersTo(learner)).toHaveLength(1)
    to("2026-11-22T01:05:00Z")
    expect(await order()).toBe(1)
    await send()
    expect(await lettersTo(learner)).toHaveLength(2)
  })

  it("are left out when the server was off at their hour, and come again the day after", async () => {
    to("2026-11-20T10:00:00Z")
    const learner = await signIn()
    await put(learner, "study-reminder", { isOn: true, hour: 18 })
    to("2026-11-20T21:30:00Z")
    expect(await order()).toBe(0)
    to("2026-11-21T18:02:00Z")
    expect(await order()).toBe(1)
    // Ordered, and not sent before the day was over.
    to("2026-11-22T09:00:00Z")
    await send()
    expect(await lettersTo(learner)).toEqual([])
  })

  it("follow the learner to another time zone", async () => {
    to("2026-11-20T10:00:00Z")
    const learner = await signIn()
    await put(learner, "study-reminder", { isOn: true, hour: 18 })
    await server.app.inject({
      method: "PATCH",
      url: "/api/v1/me/profile",
      headers: learner.headers,
      payload: { timeZone: "Asia/Tokyo" },
    })
    await send()
    // 18:00 in Tokyo is 09:00 UTC: gone for today.
    to("2026-11-20T18:00:00Z")
    expect(await order()).toBe(0)
    to("2026-11-21T09:00:00Z")
    expect(await order()).toBe(1)
    expect(written[0]?.studyDay).toBe("2026-11-21")
    await send()
  })

  it("are sent again when the mail server did not take them, and not when nobody knows", async () => {
    to("2026-11-20T10:00:00Z")
    const learner = await signIn()
    await put(learner, "study-reminder", { isOn: true, hour: 18 })
    const tryWith = async (day: string, failure: Error) => {
      to(`${day}T18:00:00Z`)
      expect(await order()).toBe(1)
      const mail = { ...server.deps.mail, send: () => Promise.reject(failure) }
      const [job] = await send({ ...server.deps, mail })
      expect(job?.error).toBe(failure)
      await open().db.asSystem("try-again", (tx) =>
        server.deps.queue.enqueue(tx, "notifications.send-letter", job?.payload ?? {}),
      )
      await send()
      return (await lettersTo(learner)).length
    }
    expect(await tryWith("2026-11-20", new UnavailableError("mail-unavailable", "It is away."))).toBe(1)
    // As when the process dies between handing over and noting it.
    expect(await tryWith("2026-11-21", new Error("gone"))).toBe(1)
  })

  it("go to confirmed addresses alone where letters leave the server, and to nobody who is not there", async () => {
    to("2026-11-20T10:00:00Z")
    const [confirmed, unconfirmed, suspended] = [await signIn(), await signIn(), await signIn()]
    for (const learner of [confirmed, unconfirmed, suspended]) await put(learner, "study-reminder", { isOn: true })
    const change = (userId: string, set: object) =>
      open().admin.updateTable("users").set(set).where("id", "=", userId).execute()
    await change(confirmed.userId, { email_verified_at: new Date() })
    await change(unconfirmed.userId, { email_verified_at: null })
    await change(suspended.userId, { email_verified_at: new Date(), status: "suspended" })
    to("2026-11-20T18:00:00Z")
    expect(await order({ ...server.deps, mail: { ...server.deps.mail, keepsLetters: false } })).toBe(1)
    expect(written.map(({ receiver }) => receiver.userId)).toEqual([confirmed.userId])
    await send()
  })

  it("are stopped by the link in the letter, without signing in, by people and by mail programs", async () => {
    to("2026-11-20T10:00:00Z")
    const learner = await signIn()
    await put(learner, "study-reminder", { isOn: true })
    await put(learner, "weekly-summary", { isOn: true })
    to("2026-11-20T18:00:00Z")
    await order()
    await send()
    const [letter] = await lettersTo(learner)
    const oneClick = new URL((letter as { unsubscribeUrl?: string }).unsubscribeUrl ?? "")
    const token = /\/unsubscribe#(\S+)$/m.exec(letter?.text ?? "")?.[1] ?? ""
    expect(oneClick.searchParams.get("token")).toBe(token)
    const path = oneClick.pathname + oneClick.search

    // Looking changes nothing.
    const look = await server.app.inject({ url: path })
    expect([look.statusCode, look.headers.location]).toEqual([303, `http://localhost:3000/unsubscribe#${token}`])
    expect(await list(learner)).toMatchObject([{ isOn: true }, { isOn: true }])

    const press = () =>
      server.app.inject({
        method: "POST",
        url: path,
        headers: { "content-type": "application/x-www-form-urlencoded" },
        payload: "List-Unsubscribe=One-Click",
      })
    const pressed = await press()
    expect([pressed.statusCode, pressed.json()]).toEqual([200, { kind: "study-reminder" }])
    expect((await press()).statusCode).toBe(200)
    expect(await list(learner)).toMatchObject([{ isOn: false }, { isOn: true }])
    to("2026-11-21T18:00:00Z")
    written.length = 0
    await order()
    expect(written.filter(({ receiver }) => receiver.userId === learner.userId)).toEqual([])
    // The page's own request has no body at all.
    await put(learner, "study-reminder", { isOn: true })
    expect((await server.app.inject({ method: "POST", url: path })).statusCode).toBe(200)
    expect(await list(learner)).toMatchObject([{ isOn: false }, { isOn: true }])
  })

  it("are stopped by nothing that was made up", async () => {
    const learner = await signIn()
    const token = unsubscribeToken(server.deps, learner.userId, "study-reminder")
    const [kind, userId, seal = ""] = token.split(".")
    const otherFirst = seal.startsWith("A") ? "B" : "A"
    const made = [
      `weekly-summary.${userId}.${seal}`,
      `${kind}.${newId()}.${seal}`,
      `${kind}.${userId}.${otherFirst}${seal.slice(1)}`,
      `${kind}.${userId}`,
      `${token}.x`,
      "x",
    ]
    for (const text of made) {
      expect(() => openUnsubscribeToken(server.deps, text), text).toThrow(/not complete/)
      const url = `/api/v1/notifications/unsubscribe?token=${encodeURIComponent(text)}`
      expect((await server.app.inject({ method: "POST", url })).json()).toMatchObject({ type: "link-invalid" })
    }
    expect(openUnsubscribeToken(server.deps, token)).toEqual({ userId, kind })
  })
})

import { afterAll, beforeAll, expect, it } from "vitest"
import { describeEachDatabase } from "../../../test/database.ts"
import { drainJobs } from "../../../test/drain-jobs.ts"
import { openApp, type SignedIn, type TestApp } from "../../../test/http/open-app.ts"
import { newId } from "../../shared/ids.ts"
import { jobs as notificationJobs } from "../notifications/index.ts"
import { jobs } from "./dashboard.jobs.ts"

describeEachDatabase("letters about study", (open) => {
  let server: TestApp
  let ann: SignedIn

  beforeAll(async () => {
    server = await openApp(open())
    to("2026-11-20T10:00:00Z")
    ann = await server.signInAs({ email: "ann@example.org" })
    await call("PATCH", "/me/profile", { locale: "de-DE" })
    await call("PATCH", "/me/notifications", { kind: "study-reminder", isOn: true, hour: 18 })
    await call("PATCH", "/me/notifications", { kind: "weekly-summary", isOn: true, hour: 9, weekday: 1 })
  })
  afterAll(() => server.close())

  const to = (iso: string) => open().clock.set(new Date(iso))
  const idNow = () => newId(open().clock.now().getTime())
  const call = async (method: "POST" | "PATCH", url: string, payload: object) => {
    const reply = await server.app.inject({ method, url: `/api/v1${url}`, headers: ann.headers, payload })
    expect(reply.statusCode, reply.body).toBeLessThan(300)
    return reply.json()
  }
  /** What comes in when the schedule is followed at this moment. */
  const lettersAt = async (iso: string) => {
    to(iso)
    const before = (await server.deps.mail.list({ to: "ann@example.org", limit: 50 })).length
    await open().db.asSystem("by-schedule", (tx) => server.deps.queue.enqueue(tx, "dashboard.order-letters", {}))
    await drainJobs(open(), server.deps, { ...jobs, ...notificationJobs })
    const letters = await server.deps.mail.list({ to: "ann@example.org", limit: 50 })
    return letters.slice(0, letters.length - before)
  }

  it("remind of cards that are due, and only then", async () => {
    expect(await lettersAt("2026-11-20T18:00:00Z")).toEqual([])
    const deckId = idNow()
    await call("POST", "/decks", { id: deckId, name: "Heart" })
    const cards: string[] = []
    for (const front of ["Aorta", "Vena cava"])
      cards.push((await call("POST", "/cards", { id: idNow(), deckId, front, back: "A vessel." })).id)
    const [letter, ...more] = await lettersAt("2026-11-21T18:00:00Z")
    expect(more).toEqual([])
    expect(letter).toMatchObject({ kind: "study-reminder", subject: "2 cards are due" })
    expect(letter?.text).toContain(
      "2 cards are due today, about a minute of review. Begin here:\n\nhttp://localhost:3000/review/now\n",
    )
    expect(letter?.text).not.toContain("in a row")

    // Done before the hour: nothing to remind of.
    to("2026-11-22T10:00:00Z")
    for (const cardId of cards)
      await call("POST", "/reviews", { id: idNow(), cardId, rating: 4, responseTimeMs: 90_000, durationMs: 90_000 })
    expect(await lettersAt("2026-11-22T18:00:00Z")).toEqual([])
  })

  it("sum up the week on its day, in the learner's figures", async () => {
    const [letter, ...more] = await lettersAt("2026-11-23T09:00:00Z")
    expect(more).toEqual([])
    expect(letter).toMatchObject({
      kind: "weekly-summary",
      subject: "Your week in StudyIn, 16–22 November 2026",
    })
    expect(letter?.text).toContain("Days with study: 1 of 7\nTime: 3 minutes\nCards reviewed: 2\n")
    expect(letter?.text).toContain("\nStreak: 1 day\n")
    // A week without study is not summed up.
    await lettersAt("2026-11-30T09:00:00Z")
    expect((await lettersAt("2026-12-07T09:00:00Z")).filter(({ kind }) => kind === "weekly-summary")).toEqual([])
  })

  it("leave out streak and goal where the learner wants to see neither, and end after a month away", async () => {
    const deckId = idNow()
    await call("POST", "/decks", { id: deckId, name: "Lungs" })
    await call("POST", "/cards", { id: idNow(), deckId, front: "Alveolus", back: "An air sac." })
    expect((await lettersAt("2026-12-08T18:00:00Z")).map(({ kind }) => kind)).toEqual(["study-reminder"])
    expect(await lettersAt("2026-12-24T18:00:00Z")).toEqual([])
    // Back again.
    await open().coverTime(new Date("2026-11-01T00:00:00Z"), new Date("2027-01-31T00:00:00Z"))
    await call("PATCH", "/me/settings", { showsMotivation: false })
    const { id: cardId } = await call("POST", "/cards", { id: idNow(), deckId, front: "Pleura", back: "A membrane." })
    await call("POST", "/reviews", { id: idNow(), cardId, rating: 4, responseTimeMs: 4_000 })
    const [summary] = await lettersAt("2026-12-28T09:00:00Z")
    expect(summary?.text).toContain("Cards reviewed: 1\n")
    expect(summary?.text).not.toMatch(/Streak|goal/)
  })

  it("come in the learner's language", async () => {
    await call("PATCH", "/me/settings", { language: "de" })
    to("2027-01-05T12:00:00Z")
    const deckId = idNow()
    await call("POST", "/decks", { id: deckId, name: "Kidneys" })
    const { id: cardId } = await call("POST", "/cards", { id: idNow(), deckId, front: "Nephron", back: "A unit." })
    await call("POST", "/reviews", { id: idNow(), cardId, rating: 4, responseTimeMs: 90_000 })
    const [reminder] = await lettersAt("2027-01-05T18:00:00Z")
    expect(reminder?.subject).toMatch(/^\d+ Karten sind fällig$/)
    expect(reminder?.text).toMatch(
      /^Hallo,\n\n\d+ Karten sind heute fällig, .*\n\nhttp[\s\S]*\n--\nDu bekommst diese E-Mail, weil/,
    )
    const [summary] = await lettersAt("2027-01-11T09:00:00Z")
    expect(summary?.subject).toBe("Deine Woche in StudyIn, 4.–10. Januar 2027")
    expect(summary?.text).toContain("Tage mit Lernen: 1 von 7\n")
  })
})

import { sql } from "kysely"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { describeEachDatabase } from "../../../test/database.ts"
import { openApp, type SignedIn, type TestApp } from "../../../test/http/open-app.ts"
import { newId } from "../../shared/ids.ts"
import { findQuestion, type Question } from "../questions/index.ts"
import { ensureMissedQuestionCard, insertCards } from "./index.ts"

const HOUR = 3_600_000

describeEachDatabase("reviews", (open) => {
  let server: TestApp
  let ann: SignedIn
  let deckId: string
  let noon: Date

  beforeAll(async () => {
    server = await openApp(open())
    noon = new Date(`${open().clock.now().toISOString().slice(0, 10)}T12:00:00Z`)
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    open().clock.set(noon)
    ann = await server.signInAs()
    deckId = idNow()
    await call("POST", "/decks", { id: deckId, name: "Heart" })
  })

  const idNow = () => newId(open().clock.now().getTime())
  const call = async (method: "GET" | "POST" | "PATCH" | "DELETE", url: string, payload?: object, as = ann) => {
    const reply = await server.app.inject({
      method,
      url: `/api/v1${url}`,
      headers: as.headers,
      ...(payload ? { payload } : {}),
    })
    return { code: reply.statusCode, body: reply.body === "" ? null : reply.json() }
  }
  const addCard = async (front = "Aorta", deck = deckId) => {
    const { body } = await call("POST", "/cards", { id: idNow(), deckId: deck, front, back: "The largest artery." })
    return body.id as string
  }
  const grade = (cardId: string, rating: number, more: object = {}) =>
    call("POST", "/reviews", { id: idNow(), cardId, rating, responseTimeMs: 4_000, ...more })
  const queue = async (url = "/reviews/queue") => (await call("GET", url)).body

  it("does what the button said", async () => {
    const cardId = await addCard()
    const { items, counts } = await queue()
    expect(counts).toEqual({ new: 1, learning: 0, due: 0 })
    const { body } = await grade(cardId, 4)
    expect(body.card).toMatchObject({
      state: "review",
      dueAt: items[0].previews.easy.dueAt,
      intervalDays: items[0].previews.easy.intervalDays,
    })
    expect(body.counts).toEqual({ new: 0, learning: 0, due: 0 })
    const after = await queue()
    expect(after.items).toEqual([])
    expect(after.nextDueAt).toBe(body.card.dueAt)
  })

  it("shows a card on the study day it is due, from four in the morning on", async () => {
    const cardId = await addCard()
    const { body } = await grade(cardId, 4)
    const due = new Date(body.card.dueAt)
    expect(due.getUTCHours()).toBe(4)
    open().clock.set(new Date(due.getTime() - HOUR))
    expect((await queue()).items).toEqual([])
    open().clock.set(due)
    expect((await queue()).items).toHaveLength(1)
  })

  it("takes two round trips to grade a card and record it, and two to count what is left", async () => {
    const [one, two] = [await addCard("one"), await addCard("two")]
    await grade(one, 3)
    const before = open().db.stats().roundTrips
    expect((await grade(two, 3)).code).toBe(200)
    // The fifth is the COMMIT of the count, which nobody waits for.
    expect(open().db.stats().roundTrips - before).toBeLessThanOrEqual(5)
  })

  it("counts a review once, however often it is sent", async () => {
    const cardId = await addCard()
    const id = idNow()
    const [first, again] = [await grade(cardId, 3, { id }), await grade(cardId, 3, { id })]
    expect(again.body.record).toMatchObject({ isDuplicate: true, xpEarned: first.body.record.xpEarned })
    expect(again.body.card).toMatchObject({ reviews: 1, dueAt: first.body.card.dueAt })
  })

  it("takes a review back as if it had not been, once", async () => {
    const cardId = await addCard()
    await grade(cardId, 4)
    const before = (await call("GET", `/decks/${deckId}/cards`)).body.items[0]
    open().clock.advance(60_000)
    await grade(cardId, 1)
    open().clock.advance(1_000)
    const undone = await call("POST", "/reviews/undo", { interactionId: idNow() })
    expect(undone.body.card).toEqual(before)
    const today = (await call("GET", "/today")).body
    expect(today.week.at(-1)).toMatchObject({ reviewed: 1 })
    await call("POST", "/reviews/undo", { interactionId: idNow() })
    expect((await queue()).counts).toEqual({ new: 1, learning: 0, due: 0 })
    expect((await call("POST", "/reviews/undo", { interactionId: idNow() })).body).toMatchObject({
      type: "nothing-to-undo",
    })
  })

  it("takes back only the latest review of a card", async () => {
    const cardId = await addCard()
    const first = idNow()
    await grade(cardId, 3, { id: first })
    open().clock.advance(60_000)
    await grade(cardId, 3)
    expect((await call("POST", "/reviews/undo", { interactionId: idNow(), reviewId: first })).body).toMatchObject({
      type: "reviewed-since",
    })
  })

  it("keeps to the daily limits, and to what was done today", async () => {
    await call("PATCH", `/decks/${deckId}`, { newPerDay: 2 })
    const cards = [await addCard("a"), await addCard("b"), await addCard("c")]
    expect((await queue()).counts.new).toBe(2)
    await grade(cards[0] ?? "", 4)
    expect((await queue()).counts.new).toBe(1)
    open().clock.advance(24 * HOUR)
    expect((await queue()).counts.new).toBe(2)
  })

  it("shows in all no more new cards than the deck with the highest limit, from every deck in turn", async () => {
    const other = idNow()
    await call("POST", "/decks", { id: other, name: "Kidney" })
    await call("PATCH", `/decks/${deckId}`, { newPerDay: 3 })
    await call("PATCH", `/decks/${other}`, { newPerDay: 2 })
    for (const front of ["a", "b", "c", "d"]) for (const deck of [deckId, other]) await addCard(front, deck)
    const all = await queue()
    expect(all.counts.new).toBe(3)
    expect(all.items.map((card: { deckId: string }) => card.deckId)).toEqual([deckId, other, deckId])
    // Who chooses one deck gets what that deck allows.
    expect((await queue(`/reviews/queue?deckId=${other}`)).counts.new).toBe(2)
    await grade(all.items[0].id, 4)
    await grade(all.items[1].id, 4)
    expect((await queue()).counts.new).toBe(1)
    const decks = (await call("GET", "/decks")).body.items as { name: string; counts: { new: number; total: number } }[]
    expect(decks.map(({ name, counts }) => [name, counts.new, counts.total])).toEqual([
      ["Heart", 2, 4],
      ["Kidney", 1, 4],
    ])
  })

  it("shows in all as many new cards as the learner wants, and in one deck what that deck allows", async () => {
    for (const front of ["a", "b", "c", "d"]) await addCard(front, deckId)
    await call("PATCH", `/decks/${deckId}`, { newPerDay: 3 })
    const wants = async (newCardsPerDay: number | null) => {
      await call("PATCH", "/me/settings", { newCardsPerDay })
      return (await queue()).counts.new
    }
    expect([await wants(1), await wants(0), await wants(50), await wants(null)]).toEqual([1, 0, 3, 3])
    await wants(1)
    expect((await queue(`/reviews/queue?deckId=${deckId}`)).counts.new).toBe(3)
    const [first] = (await queue()).items
    await grade(first.id, 4)
    expect((await queue()).counts.new).toBe(0)
  })

  describe("a missed question", () => {
    const source = {
      ownerId: newId(),
      materialId: newId(),
      materialTitle: "Heart",
      sectionIndex: 0,
      headingPath: [],
      start: 0,
      end: 20,
      pageNumber: 1,
      quote: "The aorta leaves it.",
    }
    /** A question of the learner's, as if it rested on a fact of a material. */
    const addQuestion = async (): Promise<Question> => {
      const id = idNow()
      await call("POST", "/questions", {
        id,
        type: "cloze",
        stem: "The _____ leaves the left ventricle.",
        options: [{ id: "a", text: "aorta", isCorrect: true, rationale: null }],
      })
      const question = await open().db.readAsLearner(ann.userId, (tx) => findQuestion(tx, ann.userId, id))
      if (!question) throw new Error("The question is not there.")
      return { ...question, source, factKey: "aorta leaves" }
    }
    const addGenerated = async (fronts: string[]): Promise<string[]> => {
      const cards = fronts.map((front, position) => ({
        ...{ id: idNow(), deckId, kind: "flashcard" as const, front, back: "x", position },
        ...(front === "aorta" && { source, factKey: "aorta leaves" }),
      }))
      await open().db.asLearner(ann.userId, (tx) => insertCards(tx, ann.userId, cards, noon))
      return cards.map(({ id }) => id)
    }
    const miss = (question: Question) =>
      open().db.asLearner(ann.userId, (tx) => ensureMissedQuestionCard(tx, ann.userId, question, open().clock.now()))
    const frontsAsked = async () => (await queue()).items.map(({ front }: { front: string }) => front)

    it("brings the new card of its fact before all others", async () => {
      const [, , aorta] = await addGenerated(["atrium", "apex", "aorta", "auricle"])
      expect(await frontsAsked()).toEqual(["atrium", "apex", "aorta", "auricle"])
      expect(await miss(await addQuestion())).toBe(aorta)
      expect(await frontsAsked()).toEqual(["aorta", "atrium", "apex", "auricle"])
    })

    it("brings it back although it was put off until tomorrow, but not a suspended one", async () => {
      const [aorta] = await addGenerated(["aorta", "apex"])
      const question = await addQuestion()
      await call("POST", `/cards/${aorta}/bury`)
      expect(await frontsAsked()).toEqual(["apex"])
      await miss(question)
      expect(await frontsAsked()).toEqual(["aorta", "apex"])
      await call("PATCH", `/cards/${aorta}`, { isSuspended: true })
      await miss(question)
      expect(await frontsAsked()).toEqual(["apex"])
    })

    it("makes a card that was learned due, and keeps what is known about it", async () => {
      const [aorta] = await addGenerated(["aorta"])
      const learned = (await grade(aorta ?? "", 4)).body.card
      expect(await frontsAsked()).toEqual([])
      await miss(await addQuestion())
      const [due] = (await queue()).items
      expect(due).toMatchObject({ id: aorta, state: "review", intervalDays: learned.intervalDays, reviews: 1 })
    })

    it("is not held back by the limit of new cards, but uses it up", async () => {
      await call("PATCH", `/decks/${deckId}`, { newPerDay: 1 })
      const [atrium] = await addGenerated(["atrium", "apex", "aorta"])
      await grade(atrium ?? "", 4)
      expect(await frontsAsked()).toEqual([])
      await miss(await addQuestion())
      expect(await frontsAsked()).toEqual(["aorta"])
      const deck = (await call("GET", "/decks")).body.items.find(({ id }: { id: string }) => id === deckId)
      expect(deck.counts.new).toBe(1)
      open().clock.advance(24 * HOUR)
      expect(await frontsAsked()).toEqual(["aorta"])
    })
  })

  it("counts what is left as the queue lists it, in many decks with limits of their own", async () => {
    const other = idNow()
    await call("POST", "/decks", { id: other, name: "Lung" })
    await call("PATCH", `/decks/${other}`, { newPerDay: 2, reviewsPerDay: 1 })
    const cards: string[] = []
    for (const front of ["a", "b", "c", "d"]) cards.push(await addCard(front))
    for (const front of ["e", "f", "g"]) cards.push(await addCard(front, other))
    for (const [i, card] of cards.entries()) {
      const graded = await grade(card, 1 + (i % 4))
      expect(graded.body.counts).toEqual((await queue()).counts)
    }
    await call("POST", `/cards/${cards[1]}/bury`)
    for (let day = 0; day < 4; day += 1) {
      open().clock.advance(20 * HOUR)
      const [next] = (await queue()).items
      const graded = await grade(next.id, 3)
      expect(graded.body.counts).toEqual((await queue()).counts)
    }
  })

  it("says when the cards come that a limit holds back or that were put off", async () => {
    await call("PATCH", `/decks/${deckId}`, { newPerDay: 1 })
    const [one, two] = [await addCard("a"), await addCard("b")]
    await grade(one, 4)
    const tomorrow = new Date(noon.getTime() + 16 * HOUR).toISOString()
    expect(await queue()).toMatchObject({ items: [], nextDueAt: tomorrow })
    await call("POST", `/cards/${two}/bury`)
    expect(await queue()).toMatchObject({ items: [], nextDueAt: tomorrow })
    await call("PATCH", `/cards/${two}`, { isSuspended: true })
    const { nextDueAt } = await queue()
    expect(new Date(nextDueAt).getTime()).toBeGreaterThan(new Date(tomorrow).getTime())
  })

  it("schedules by SM-2 where a deck asks for it", async () => {
    await call("PATCH", `/decks/${deckId}`, { scheduler: "sm2" })
    const cardId = await addCard()
    const intervals = []
    for (let i = 0; i < 4; i += 1) {
      const { body } = await grade(cardId, 3)
      intervals.push(body.card.intervalDays)
      open().clock.set(new Date(new Date(body.card.dueAt).getTime() + 6 * HOUR))
    }
    expect(intervals).toEqual([1, 6, 15, 38])
  })

  it("leaves out suspended and buried cards", async () => {
    const [one, two] = [await addCard("a"), await addCard("b")]
    await call("PATCH", `/cards/${one}`, { isSuspended: true })
    await call("POST", `/cards/${two}/bury`)
    expect((await queue()).items).toEqual([])
    open().clock.advance(24 * HOUR)
    expect((await queue()).items.map(({ id }: { id: string }) => id)).toEqual([two])
    const { items } = (await call("GET", "/decks")).body
    expect(items.find(({ id }: { id: string }) => id === deckId).counts).toMatchObject({
      total: 2,
      suspended: 1,
      new: 1,
    })
  })

  it("records what was reviewed offline on its own day", async () => {
    const cardId = await addCard()
    const yesterday = new Date(noon.getTime() - 24 * HOUR)
    const { body } = await grade(cardId, 4, { id: newId(yesterday.getTime()), reviewedAt: yesterday.toISOString() })
    expect(body.record.studyDay).toBe(yesterday.toISOString().slice(0, 10))
    const future = new Date(noon.getTime() + HOUR).toISOString()
    expect((await grade(cardId, 4, { reviewedAt: future })).body).toMatchObject({ type: "reviewed-at-invalid" })
  })

  it("forecasts the coming days with what is overdue on today", async () => {
    for (const front of ["a", "b", "c"]) await grade(await addCard(front), 4)
    open().clock.advance(40 * 24 * HOUR)
    await open().coverTime(open().clock.now(), new Date(open().clock.now().getTime() + 24 * HOUR))
    const { body } = await call("GET", "/reviews/forecast?days=7")
    expect(body.items[0]).toMatchObject({ due: 3, isToday: true })
    expect(body.overdue).toBe(3)
  })

  it("deletes a deck with its cards and keeps the log", async () => {
    await grade(await addCard(), 3)
    expect((await call("DELETE", `/decks/${deckId}`)).code).toBe(204)
    expect((await queue()).items).toEqual([])
    const { rows } = await sql<{
      count: number
    }>`select count(*)::int as count from review_log where user_id = ${ann.userId}`.execute(open().admin)
    expect(rows[0]?.count).toBe(1)
  })

  it("shows and changes nothing of anybody else", async () => {
    const cardId = await addCard()
    const bob = await server.signInAs()
    expect((await call("GET", "/reviews/queue", undefined, bob)).body.items).toEqual([])
    expect((await call("POST", "/reviews", { id: idNow(), cardId, rating: 3, responseTimeMs: 1 }, bob)).code).toBe(404)
    expect((await call("PATCH", `/cards/${cardId}`, { front: "mine now" }, bob)).code).toBe(404)
    expect((await call("DELETE", `/decks/${deckId}`, undefined, bob)).code).toBe(404)
    expect((await call("POST", "/cards", { id: idNow(), deckId, front: "x", back: "y" }, bob)).code).toBe(404)
  })
})

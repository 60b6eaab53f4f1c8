import { sql } from "kysely"
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest"
import { describeEachDatabase } from "../../../test/database.ts"
import { openApp, type SignedIn, type TestApp } from "../../../test/http/open-app.ts"
import { newId } from "../../shared/ids.ts"
import { insertQuestions, type NewQuestion } from "../questions/index.ts"

describeEachDatabase("practice", (open) => {
  let server: TestApp
  let ann: SignedIn

  beforeAll(async () => {
    server = await openApp(open())
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    ann = await server.signInAs()
    await addQuestions(4)
  })

  const idNow = () => newId(open().clock.now().getTime())

  async function addQuestions(count: number, more: Partial<NewQuestion> = {}): Promise<void> {
    const questions = Array.from(
      { length: count },
      (_, i): NewQuestion => ({
        id: newId(),
        ownerId: ann.userId,
        type: "single-best-answer",
        stem: `Which valve closes at the first heart sound? (${i})`,
        options: ["Mitral", "Aortic", "Pulmonary"].map((text, k) => ({
          id: "abc"[k] ?? "a",
          text,
          isCorrect: k === 0,
          rationale: `About ${text.toLowerCase()}.`,
        })),
        difficulty: i % 2 === 0 ? "easy" : "hard",
        origin: "hand-written",
        explanation: {
          correct: "SECRET-EXPLANATION",
          incorrect: {},
          pathophysiology: null,
          clinicalRelevance: null,
          references: [],
        },
        ...more,
      }),
    )
    await open().db.asLearner(ann.userId, (tx) => insertQuestions(tx, questions))
  }

  const post = async (url: string, payload: object = {}, as = ann) => {
    const reply = await server.app.inject({ method: "POST", url: `/api/v1${url}`, headers: as.headers, payload })
    return { code: reply.statusCode, body: reply.json(), text: reply.body }
  }
  const get = async (url: string, as = ann) => {
    const reply = await server.app.inject({ method: "GET", url: `/api/v1${url}`, headers: as.headers })
    return { code: reply.statusCode, body: reply.json(), text: reply.body }
  }
  const start = async (mode: "tutor" | "timed", more: object = {}) => {
    const { code, body, text } = await post("/practice/sessions", { id: idNow(), mode, count: 4, ...more })
    expect(code).toBe(201)
    return { session: body, text }
  }
  const answer = (sessionId: string, position: number, option: string, more: object = {}) =>
    post(`/practice/sessions/${sessionId}/answers`, {
      interactionId: idNow(),
      position,
      selectedOptionIds: [option],
      confidence: 4,
      responseTimeMs: 9_000,
      ...more,
    })

  it("tells nothing of the solution before the answer, and everything after", async () => {
    const { session, text } = await start("tutor")
    expect(text).not.toContain("isCorrect")
    expect(text).not.toContain("SECRET-EXPLANATION")
    expect(text).not.toContain("About mitral")
    const { body } = await answer(session.id, 1, "b")
    expect(body.item.answer).toMatchObject({
      isCorrect: false,
      feedback: {
        correctOptionIds: ["a"],
        rationales: { a: "About mitral.", b: "About aortic." },
        explanation: { correct: "SECRET-EXPLANATION" },
      },
    })
    const after = await get(`/practice/sessions/${session.id}`)
    expect(after.body.items[1].answer).toBeNull()
    expect(after.text.split("SECRET-EXPLANATION")).toHaveLength(2)
  })

  it("keeps every solution of a timed session until its end, and lets answers be changed until then", async () => {
    const { session } = await start("timed")
    await answer(session.id, 1, "b")
    const changed = await answer(session.id, 1, "a")
    expect(changed.code).toBe(200)
    expect(changed.body.record).toBeNull()
    expect(changed.body.session).toMatchObject({ answeredCount: 1, correctCount: 0 })
    expect(changed.text).not.toContain("SECRET-EXPLANATION")
    await answer(session.id, 2, "c")
    const { body } = await post(`/practice/sessions/${session.id}/complete`)
    expect(body).toMatchObject({ status: "completed", answeredCount: 2, correctCount: 1 })
    expect(body.items[0].answer).toMatchObject({ isCorrect: true, feedback: { correctOptionIds: ["a"] } })
    const stats = await get("/today")
    expect(stats.body.week.at(-1)).toMatchObject({ answered: 2, correct: 1 })
  })

  it("takes two round trips to grade, record and tell an answer, and three when it was wrong and becomes a card", async () => {
    const { session } = await start("tutor")
    await answer(session.id, 1, "a")
    const spent = async (position: number, option: string, isCorrect: boolean) => {
      const before = open().db.stats().roundTrips
      const { body } = await answer(session.id, position, option)
      expect(body.item.answer).toMatchObject({ isCorrect })
      return open().db.stats().roundTrips - before
    }
    expect(await spent(2, "a", true)).toBeLessThanOrEqual(2)
    expect(await spent(3, "b", false)).toBeLessThanOrEqual(3)
  })

  it("counts an answer once, however often it is sent", async () => {
    const { session } = await start("tutor")
    const interactionId = idNow()
    const [first, again] = [
      await answer(session.id, 1, "a", { interactionId }),
      await answer(session.id, 1, "a", { interactionId }),
    ]
    expect(again.code).toBe(200)
    expect(again.body.record).toMatchObject({ isDuplicate: true, xpEarned: first.body.record.xpEarned })
    expect(again.body.session).toMatchObject({ answeredCount: 1, correctCount: 1 })
    expect((await answer(session.id, 1, "a")).body).toMatchObject({ type: "already-answered" })
  })

  it("counts right where two devices answer at the same moment", async () => {
    const { session } = await start("tutor")
    const replies = await Promise.all([1, 1, 2, 2, 3, 3, 4, 4].map((position) => answer(session.id, position, "a")))
    expect(replies.map(({ code }) => code).sort()).toEqual([200, 200, 200, 200, 409, 409, 409, 409])
    expect((await get(`/practice/sessions/${session.id}`)).body).toMatchObject({ answeredCount: 4, correctCount: 4 })
  })

  it("makes a missed question a card, once", async () => {
    const { session } = await start("tutor")
    const { body } = await answer(session.id, 1, "b")
    expect(body.item.answer.feedback.cardId).not.toBeNull()
    const queue = (await get("/reviews/queue")).body
    expect(queue.items).toHaveLength(1)
    expect(queue.items[0]).toMatchObject({ id: body.item.answer.feedback.cardId, kind: "question" })
    await post(`/practice/sessions/${session.id}/complete`)
    const second = await start("tutor", { only: "missed" })
    expect(second.session.totalQuestions).toBe(1)
    await answer(second.session.id, 1, "c")
    expect((await get("/reviews/queue")).body.items).toHaveLength(1)
  })

  it("stops the clock in a pause and ends by itself when the time is up", async () => {
    const { session } = await start("timed", { minutes: 2 })
    expect(session.remainingMs).toBe(120_000)
    open().clock.advance(60_000)
    await post(`/practice/sessions/${session.id}/pause`)
    open().clock.advance(3_600_000)
    expect((await answer(session.id, 1, "a")).body).toMatchObject({ type: "session-paused" })
    const resumed = await post(`/practice/sessions/${session.id}/resume`)
    expect(resumed.body).toMatchObject({ status: "active", remainingMs: 60_000 })
    await answer(session.id, 1, "a")
    open().clock.advance(70_000)
    expect((await answer(session.id, 2, "a")).body).toMatchObject({ type: "time-over" })
    const over = await get(`/practice/sessions/${session.id}`)
    expect(over.body).toMatchObject({ status: "completed", answeredCount: 1, correctCount: 1, remainingMs: 0 })
  })

  it("reports results by topic, difficulty and confidence", async () => {
    const { session } = await start("tutor")
    for (const position of [1, 2, 3])
      await answer(session.id, position, position === 3 ? "b" : "a", { confidence: position })
    expect((await get(`/practice/sessions/${session.id}/results`)).body).toMatchObject({ type: "session-running" })
    await post(`/practice/sessions/${session.id}/complete`)
    const { body } = await get(`/practice/sessions/${session.id}/results`)
    expect(body).toMatchObject({ averageTimeMs: 9000, missedCardCount: 1 })
    expect(body.calibration).toEqual(
      [1, 2, 3].map((confidence) => ({ confidence, answered: 1, correct: confidence === 3 ? 0 : 1 })),
    )
    expect(body.byDifficulty.reduce((sum: number, one: { answered: number }) => sum + one.answered, 0)).toBe(3)
  })

  it("says when nothing fits, and how much does", async () => {
    expect((await post("/practice/available", {})).body).toEqual({
      count: 4,
      byDifficulty: { easy: 2, medium: 0, hard: 2, nbme: 0 },
    })
    expect((await post("/practice/available", { difficulties: ["nbme"] })).body).toMatchObject({ count: 0 })
    const none = await post("/practice/sessions", { id: idNow(), mode: "tutor", count: 5, difficulties: ["nbme"] })
    expect(none.body).toMatchObject({ status: 422, type: "no-questions" })
  })

  it("takes typed answers with small slips and says so", async () => {
    await addQuestions(1, {
      type: "cloze",
      stem: "The _____ valve closes at the first heart sound.",
      options: [{ id: "a", text: "bicuspid", isCorrect: true, rationale: null }],
      difficulty: "nbme",
    })
    const { session, text } = await start("tutor", { difficulties: ["nbme"] })
    expect(text).not.toContain("bicuspid")
    const slip = await answer(session.id, 1, "", { selectedOptionIds: [], typedAnswer: " Bicusspid " })
    expect(slip.body.item.answer.feedback).toMatchObject({
      isCorrect: true,
      isClose: false,
      acceptedAnswers: ["bicuspid"],
    })
    const other = await start("tutor", { difficulties: ["nbme"] })
    const near = await answer(other.session.id, 1, "", { selectedOptionIds: [], typedAnswer: "bicuspidal" })
    expect(near.body.item.answer.feedback).toMatchObject({ isCorrect: false, isClose: true })
  })

  it("shows what to compare an essay with once it is handed in, and takes the learner's own verdict then", async () => {
    await addQuestions(1, { type: "essay", stem: "Explain the first heart sound.", options: [], difficulty: "nbme" })
    const { session, text } = await start("tutor", { difficulties: ["nbme"] })
    expect(text).not.toContain("SECRET-EXPLANATION")
    const essay = (more: object) => answer(session.id, 1, "", { selectedOptionIds: [], ...more })
    expect((await essay({ typedAnswer: " " })).body).toMatchObject({ type: "answer-invalid" })
    const handedIn = (await essay({ typedAnswer: "The valves close." })).body
    expect(handedIn).toMatchObject({ record: null, session: { answeredCount: 0 } })
    expect(handedIn.item.answer).toMatchObject({
      typedAnswer: "The valves close.",
      isCorrect: null,
      feedback: { explanation: { correct: "SECRET-EXPLANATION" } },
    })
    const judged = (await essay({ typedAnswer: "Rewritten after reading.", selfGrade: true })).body
    expect(judged.session).toMatchObject({ answeredCount: 1, correctCount: 1 })
    expect(judged.item.answer).toMatchObject({ typedAnswer: "The valves close.", isCorrect: true })
    expect((await essay({ selfGrade: false })).body).toMatchObject({ type: "already-answered" })
  })

  it("refuses an answer that cannot be one", async () => {
    const { session } = await start("tutor")
    expect((await answer(session.id, 1, "z")).body).toMatchObject({ type: "answer-invalid" })
    expect((await answer(session.id, 99, "a")).code).toBe(404)
    expect(
      (await answer(session.id, 1, "a", { interactionId: newId(open().clock.now().getTime() - 100 * 86_400_000) }))
        .body,
    ).toMatchObject({ type: "client-id-too-old" })
    expect((await get(`/practice/sessions/${session.id}`)).body).toMatchObject({ answeredCount: 0 })
  })

  it("shows nobody else's sessions and questions", async () => {
    const { session } = await start("tutor")
    const bob = await server.signInAs()
    expect((await get(`/practice/sessions/${session.id}`, bob)).code).toBe(404)
    expect(
      (
        await post(
          `/practice/sessions/${session.id}/answers`,
          { interactionId: idNow(), position: 1, selectedOptionIds: ["a"], responseTimeMs: 1 },
          bob,
        )
      ).code,
    ).toBe(404)
    expect((await post("/practice/available", {}, bob)).body).toMatchObject({ count: 0 })
    const taken = await post("/practice/sessions", { id: session.id, mode: "tutor", count: 4 }, bob)
    expect(taken.code).toBe(422)
  })

  it("is left alone by a session id that was used before", async () => {
    const { session } = await start("tutor")
    await answer(session.id, 1, "a")
    const { code, body } = await post("/practice/sessions", { id: session.id, mode: "timed", count: 1 })
    expect(code).toBe(201)
    expect(body).toMatchObject({ mode: "tutor", totalQuestions: 4, answeredCount: 1 })
    const { rows } = await sql<{
      count: number
    }>`select count(*)::int as count from practice_sessions where user_id = ${ann.userId}`.execute(open().admin)
    expect(rows[0]?.count).toBe(1)
  })
})

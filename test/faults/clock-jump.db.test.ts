import { sql } from "kysely"
import { afterAll, beforeAll, expect, it } from "vitest"
import { rebuildRecord } from "../../server/domains/learning-record/index.ts"
import { newId } from "../../server/shared/ids.ts"
import { describeEachDatabase } from "../database.ts"
import { openApp, type SignedIn, type TestApp } from "../http/open-app.ts"

const HOUR_MS = 3_600_000
const ANSWERS = 6

// The server's clock is set wrong and right again while a learner, whose own clock is right, goes on.
describeEachDatabase("a clock that jumps", (open) => {
  let server: TestApp
  let learner: SignedIn
  let rightMs: number
  const acknowledged: string[] = []
  const refused: { path: string; body: object & { interactionId: string } }[] = []
  let waiting: { path: string; position: number }[] = []

  beforeAll(async () => {
    server = await openApp(open())
    learner = await server.signInAs({ timeZone: "America/New_York" })
    rightMs = open().clock.now().getTime()
    for (let n = 0; n < 10; n += 1)
      await call("POST", "/questions", {
        ...{ id: newId(rightMs), type: "single-best-answer", stem: `Which of these is ${n}?` },
        options: [
          { id: "a", text: String(n), isCorrect: true },
          { id: "b", text: String(n + 1), isCorrect: false },
        ],
      })
  })
  afterAll(() => server.close())

  const call = async (method: "GET" | "POST", path: string, payload?: object) => {
    const reply = await server.app.inject({
      ...{ method, url: `/api/v1${path}`, headers: learner.headers },
      ...(payload === undefined ? {} : { payload }),
    })
    return { status: reply.statusCode, body: reply.body === "" ? null : reply.json() }
  }
  const send = async (path: string, body: object & { interactionId: string }) => {
    const reply = await call("POST", path, body)
    if (reply.status === 200) acknowledged.push(body.interactionId)
    return reply
  }
  /** Answers `count` questions with ids by this clock. */
  const answer = async (count: number, idMs: number) => {
    const statuses: string[] = []
    for (let n = 0; n < count; n += 1) {
      if (waiting.length === 0) {
        const { body } = await call("POST", "/practice/sessions", {
          ...{ id: newId(open().clock.now().getTime()), mode: "tutor", count: 10 },
        })
        waiting = body.items.map(({ position }: { position: number }) => ({
          path: `/practice/sessions/${body.id}/answers`,
          position,
        }))
      }
      const next = waiting.shift() as (typeof waiting)[number]
      const body = {
        ...{ interactionId: newId(idMs), position: next.position, selectedOptionIds: ["a"], responseTimeMs: 3_000 },
      }
      const reply = await send(next.path, body)
      statuses.push(reply.status === 200 ? "ok" : reply.body.type)
      if (reply.status !== 200) refused.push({ path: next.path, body })
    }
    return statuses
  }
  const serverAt = (hours: number) => open().clock.set(new Date(rightMs + hours * HOUR_MS))
  const all = (what: string) => Array.from({ length: ANSWERS }, () => what)

  it("records as long as it is right", async () => {
    expect(await answer(ANSWERS, rightMs)).toEqual(all("ok"))
  })

  it("set back by hours: what learners' devices make is refused in words, not failed, and can be sent again", async () => {
    serverAt(-6)
    expect(await answer(ANSWERS, rightMs)).toEqual(all("client-id-in-future"))
    for (const path of ["/today", "/me", "/achievements", "/reviews/queue"])
      expect((await call("GET", path)).status, path).toBe(200)
    // Whoever makes ids by the server's time is recorded, behind what was recorded before.
    expect(await answer(2, rightMs - 6 * HOUR_MS)).toEqual(["ok", "ok"])
    serverAt(0)
    for (const { path, body } of refused.splice(0)) expect((await send(path, body)).status).toBe(200)
  })

  it("set forward by a day and more: days go on from there, and nothing that comes after is refused", async () => {
    serverAt(30)
    expect(await answer(ANSWERS, rightMs)).toEqual(all("ok"))
    for (const path of ["/today", "/me", "/achievements", "/reviews/queue"])
      expect((await call("GET", path)).status, path).toBe(200)
    serverAt(0)
    expect(await answer(ANSWERS, rightMs)).toEqual(all("ok"))
  })

  it("set forward by two months: the months are there, and readiness says so", async () => {
    serverAt(24 * 50)
    const ready = await server.app.inject({ method: "GET", url: "/health/ready" })
    expect(JSON.parse(ready.body).checks.partitions).toBe("ok")
    // Ids from the learner's right clock are still young enough.
    expect(await answer(ANSWERS, rightMs)).toEqual(all("ok"))
    serverAt(0)
  })

  it("loses and doubles nothing: the log has each answer once, in the order it came, and the record follows from it", async () => {
    const { userId } = learner
    const read = async () => {
      const figures: Record<string, unknown> = {}
      for (const table of ["learner_stats", "daily_activity", "question_progress", "study_sessions", "xp_transactions"])
        figures[table] = (
          await sql`select to_jsonb(t) as row from ${sql.table(table)} t where user_id = ${userId} order by to_jsonb(t)::text`.execute(
            open().admin,
          )
        ).rows
      return figures
    }
    const { rows } = await sql<{ id: string; sequence: number }>`
      select id, sequence from interactions where user_id = ${userId} and kind = 'answer' order by sequence`.execute(
      open().admin,
    )
    expect(rows.map(({ id }) => id)).toEqual(acknowledged)
    expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, n) => n + 1))
    const before = await read()
    await rebuildRecord(open(), userId)
    expect(await read()).toEqual(before)
  })
})

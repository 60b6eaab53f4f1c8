import { readFileSync } from "node:fs"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, it } from "vitest"
import { addProcessedText } from "../../../test/add-text.ts"
import { describeEachDatabase } from "../../../test/database.ts"
import { drainJobs } from "../../../test/drain-jobs.ts"
import { openApp, type SignedIn, type TestApp } from "../../../test/http/open-app.ts"
import { demoTexts, demoTextUrl } from "../../demo/content/index.ts"
import type { Models } from "../../platform/models/index.ts"
import { jobs } from "./authoring.jobs.ts"
import { judgeWritten } from "./model-questions.ts"

const course = demoTexts[0]
const GERMAN = `# Die Zelle

Die Zelle ist die kleinste lebende Einheit aller Organismen. Sie wird von einer Membran umgeben, die den Austausch von Stoffen mit der
Umgebung regelt. Im Inneren der Zelle liegt der Zellkern, der das Erbgut enthält und die Vorgänge in der Zelle steuert. Die Mitochondrien
stellen die Energie bereit, die für den Stoffwechsel gebraucht wird, und werden deshalb auch als Kraftwerke der Zelle bezeichnet.`
const courseText = course ? readFileSync(demoTextUrl(course), "utf8") : ""

interface AssetView {
  id: string
  type: string
  status: string
  prompt: string
  answer: string
  evidence: { start: number; end: number; quote: string }
  questionId: string | null
  cardId: string | null
}

describeEachDatabase("authoring", (open) => {
  let server: TestApp
  let ann: SignedIn
  let materialId: string

  beforeAll(async () => {
    server = await openApp(open())
    ann = await server.signInAs()
    materialId = await addProcessedText(open(), server.deps, ann.userId, {
      title: "The cardiac cycle",
      text: courseText,
    })
  }, 60_000)
  afterAll(() => server.close())

  const call = async (method: "GET" | "POST" | "PATCH" | "DELETE", url: string, payload?: object, as = ann) => {
    const reply = await server.app.inject({
      method,
      url: `/api/v1${url}`,
      headers: as.headers,
      ...(payload ? { payload } : {}),
    })
    return { code: reply.statusCode, body: reply.body === "" ? null : reply.json() }
  }
  const listAll = async (query = ""): Promise<AssetView[]> =>
    (await call("GET", `/materials/${ann.userId}/${materialId}/assets?limit=200${query}`)).body.items
  const counts = async () => {
    const { body } = await call("GET", `/materials/${ann.userId}/${materialId}`)
    return { questions: body.questionCount, cards: body.cardCount, drafts: body.draftCount, status: body.status }
  }

  it("makes questions and cards that each cite their passage word for word", async () => {
    const assets = await listAll()
    expect(assets.length).toBeGreaterThan(10)
    expect(await counts()).toMatchObject({ status: "ready" })
    expect((await counts()).questions).toBeGreaterThan(5)
    for (const { evidence } of assets) {
      const { body } = await call(
        "GET",
        `/materials/${ann.userId}/${materialId}/passage?start=${evidence.start}&end=${evidence.end}`,
      )
      expect(body.text).toBe(evidence.quote)
    }
  })

  it("asks one item a fact", async () => {
    const { rows } = await sql<{ facts: number; items: number }>`
      select count(distinct fact_key)::int as facts, count(*)::int as items from generated_assets where user_id = ${ann.userId} and material_id = ${materialId}`.execute(
      open().admin,
    )
    expect(rows[0]?.facts).toBe(rows[0]?.items)
  })

  it("never shows multiple choice of its own as ready", async () => {
    const choices = await listAll("&type=multiple-choice")
    expect(choices.every(({ status, questionId }) => status === "draft" && questionId === null)).toBe(true)
  })

  it("gives every question a topic of its material that can be practised", async () => {
    const { body } = await call("GET", "/subjects")
    const own = body.own.find((node: { materialId: string }) => node.materialId === materialId)
    expect(own.children.length).toBeGreaterThan(1)
    const { body: available } = await call("POST", "/practice/available", { topicIds: [own.id] })
    expect(available.count).toBe((await counts()).questions)
  })

  it("summarises sections with their own sentences", async () => {
    const { body } = await call("GET", `/materials/${ann.userId}/${materialId}/summaries`)
    expect(body.items.length).toBeGreaterThan(2)
  })

  it("makes nothing twice when the job runs again", async () => {
    const before = { assets: (await listAll()).map(({ id }) => id), ...(await counts()) }
    await open().db.asLearner(ann.userId, (tx) =>
      server.deps.queue.enqueue(tx, "authoring.generate-items", { userId: ann.userId, materialId, textVersion: 1 }),
    )
    const drained = await drainJobs(open(), server.deps, jobs)
    expect(drained.map(({ error }) => error)).toEqual([undefined])
    expect({ assets: (await listAll()).map(({ id }) => id), ...(await counts()) }).toEqual(before)
  })

  it("turns a draft into a question when a person approves it, and takes out what is rejected", async () => {
    const drafts = await listAll("&status=draft")
    const draft = drafts.find(({ type }) => type !== "list")
    if (!draft) throw new Error("The course text gives at least one draft")
    const before = await counts()
    const approved = await call("POST", `/assets/${draft.id}/approve`)
    expect(approved.body).toMatchObject({ status: "approved" })
    expect(approved.body.questionId ?? approved.body.cardId).not.toBeNull()
    expect((await counts()).drafts).toBe(before.drafts - 1)
    expect((await call("POST", `/assets/${draft.id}/approve`)).body).toMatchObject({ status: "approved" })

    const ready = (await listAll("&status=ready")).find(({ questionId }) => questionId !== null)
    const atPractice = (await call("POST", "/practice/available", { materialIds: [materialId] })).body.count
    expect((await call("POST", `/assets/${ready?.id}/reject`)).body).toMatchObject({ status: "rejected" })
    expect((await call("POST", "/practice/available", { materialIds: [materialId] })).body.count).toBe(atPractice - 1)
  })

  it("asks nothing from a deleted material, and everything again when it is restored", async () => {
    const before = (await call("POST", "/practice/available", { materialIds: [materialId] })).body.count
    expect((await call("DELETE", `/materials/${ann.userId}/${materialId}`)).code).toBe(204)
    await drainJobs(open(), server.deps, jobs)
    expect((await call("POST", "/practice/available", { materialIds: [materialId] })).body.count).toBe(0)
    expect((await call("GET", "/reviews/queue")).body.items).toEqual([])
    await call("POST", `/materials/${ann.userId}/${materialId}/restore`)
    await drainJobs(open(), server.deps, jobs)
    expect((await call("POST", "/practice/available", { materialIds: [materialId] })).body.count).toBe(before)
  })

  it("follows the material when the jobs of a deletion and a restoration overtake each other", async () => {
    const available = async () => (await call("POST", "/practice/available", { materialIds: [materialId] })).body.count
    const place = `/materials/${ann.userId}/${materialId}`
    const run = async (name: keyof typeof jobs) => {
      const [drained] = await drainJobs(open(), server.deps, { [name]: jobs[name] } as typeof jobs)
      expect([drained?.name, drained?.error]).toEqual([name, undefined])
    }
    const before = await available()
    expect(before).toBeGreaterThan(0)
    await call("DELETE", place)
    await call("POST", `${place}/restore`)
    await run("authoring.restore-material")
    await run("authoring.retire-material")
    expect(await available()).toBe(before)

    await call("DELETE", place)
    await call("POST", `${place}/restore`)
    await call("DELETE", place)
    await drainJobs(open(), server.deps, {
      "authoring.retire-material": jobs["authoring.retire-material"],
    } as typeof jobs)
    await run("authoring.restore-material")
    expect(await available()).toBe(0)
    await call("POST", `${place}/restore`)
    await run("authoring.restore-material")
    expect(await available()).toBe(before)
  })

  it("says why a text in another language has no questions", async () => {
    const id = await addProcessedText(open(), server.deps, ann.userId, { title: "Die Zelle", text: GERMAN })
    const { body } = await call("GET", `/materials/${ann.userId}/${id}`)
    expect(body).toMatchObject({ status: "ready", language: "de" })
    const { rows } = await sql<{ result: Record<string, unknown> }>`
      select result from processing_jobs where user_id = ${ann.userId} and material_id = ${id} and step = 'generate'`.execute(
      open().admin,
    )
    expect(rows[0]?.result).toMatchObject({ coverage: "language-neutral" })
    expect(rows[0]?.result.note).toContain("German")
  })

  it("lets nobody else see or judge items", async () => {
    const bob = await server.signInAs()
    const [asset] = await listAll()
    expect((await call("GET", `/materials/${ann.userId}/${materialId}/assets`, undefined, bob)).code).toBe(404)
    expect((await call("POST", `/assets/${asset?.id}/reject`, {}, bob)).code).toBe(404)
  })

  it("takes a model's multiple choice through the same gate", async () => {
    const models = { ...server.deps.models }
    let asked = 0
    Object.assign(server.deps.models, {
      engine: "openai-compatible",
      model: "a-model",
      capabilities: { objects: true, text: false, embeddings: false },
      async generateObject({ messages }: Parameters<Models["generateObject"]>[0]) {
        asked += 1
        const passage = messages[0]?.content ?? ""
        const sentence = /[A-Z][^.\n]{60,200}\./.exec(passage.split("</passage>")[0] ?? "")?.[0] ?? ""
        const rationale = "The passage says so in its own words."
        const options = ["Ventricular phase", "Beta phase", "Gamma phase", "Delta phase"].map((text, i) => ({
          text,
          isCorrect: i === 0,
          rationale,
        }))
        // Every second one quotes what the passage does not say.
        return {
          object: {
            stem: "Which of these phases is described by the sentence?",
            options,
            quote: asked % 2 === 0 ? "This stands nowhere in the whole text" : sentence,
          },
          usage: { inputTokens: 1, outputTokens: 1 },
        }
      },
    })
    const other = await server.signInAs()
    const id = await addProcessedText(open(), server.deps, other.userId, { title: "With a model", text: courseText })
    Object.assign(server.deps.models, models)
    const { body } = await call(
      "GET",
      `/materials/${other.userId}/${id}/assets?type=multiple-choice&status=ready&limit=200`,
      undefined,
      other,
    )
    expect(asked).toBeGreaterThan(4)
    expect(body.items.length).toBeGreaterThan(0)
    expect(body.items.length).toBeLessThanOrEqual(Math.ceil(asked / 2))
    for (const item of body.items) expect(courseText.replace(/[*_]/g, "")).toContain(item.evidence.quote.split("\n")[0])
  })
})

it("turns away a written question for each rule it breaks", () => {
  const rationale = "Because the passage says it."
  const good = {
    stem: "Which valve closes at the first heart sound?",
    options: ["Mitral valve", "Aortic valve", "Pulmonary valve", "Semilunar valve"].map((text, i) => ({
      text,
      isCorrect: i === 0,
      rationale,
    })),
    quote: "The mitral valve closes at the beginning of systole.",
  }
  const passage = "The mitral valve closes at the beginning of systole. Much follows."
  expect(Object.values(judgeWritten(good, passage)).every(Boolean)).toBe(true)
  const broken: [keyof ReturnType<typeof judgeWritten>, typeof good][] = [
    ["quote-found", { ...good, quote: "The mitral valve closes at the end of systole." }],
    ["four-or-five-options", { ...good, options: good.options.slice(0, 3) }],
    ["one-correct", { ...good, options: good.options.map((option) => ({ ...option, isCorrect: true })) }],
    ["options-differ", { ...good, options: good.options.map((option) => ({ ...option, text: "Same" })) }],
    ["rationale-for-each", { ...good, options: good.options.map((option) => ({ ...option, rationale: "" })) }],
    [
      "no-all-or-none",
      { ...good, options: [...good.options.slice(0, 3), { text: "All of the above", isCorrect: false, rationale }] },
    ],
    ["answer-not-in-stem", { ...good, stem: "Which valve, such as the mitral valve, closes first?" }],
    ["stem-is-a-question", { ...good, stem: "Valve?" }],
    ["stem-stands-alone", { ...good, stem: "Which valve closes first according to the passage?" }],
    [
      "answer-in-passage",
      { ...good, options: good.options.map((option, i) => (i === 0 ? { ...option, text: "Eustachian" } : option)) },
    ],
    [
      "lengths-alike",
      {
        ...good,
        options: good.options.map((option, i) =>
          i === 0 ? { ...option, text: "The mitral valve ".repeat(9) } : { ...option, text: `V${i}` },
        ),
      },
    ],
  ]
  for (const [rule, question] of broken) expect([rule, judgeWritten(question, passage)[rule]]).toEqual([rule, false])
})

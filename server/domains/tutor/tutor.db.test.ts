import { afterAll, beforeAll, expect, it } from "vitest"
import { addProcessedText } from "../../../test/add-text.ts"
import { describeEachDatabase } from "../../../test/database.ts"
import { openApp, type SignedIn, type TestApp } from "../../../test/http/open-app.ts"
import type { Models } from "../../platform/models/index.ts"
import { UnavailableError } from "../../shared/errors.ts"
import { newId } from "../../shared/ids.ts"
import { askQuestion } from "./ask-question.ts"

const heart = `# The heart

## Valves

The mitral valve lies between the left atrium and the left ventricle. It opens when the pressure in the atrium exceeds the pressure in the ventricle. The mitral valve closes at the beginning of systole, which makes the first heart sound.

## Output

Cardiac output is the volume of blood that the heart pumps in one minute. It is the product of heart rate and stroke volume. In an adult at rest it amounts to about five litres a minute.

## Coronary arteries

The coronary arteries carry blood to the muscle of the heart. They arise from the aorta just above the aortic valve. Most of their flow takes place in diastole.
`

interface Event {
  event: string
  // biome-ignore lint/suspicious/noExplicitAny: each event has its own shape
  data: any
}

describeEachDatabase("tutor", (open) => {
  let server: TestApp
  let ann: SignedIn
  let materialId: string
  let models: Models

  beforeAll(async () => {
    server = await openApp(open())
    models = { ...server.deps.models }
    ann = await server.signInAs()
    materialId = await addProcessedText(open(), server.deps, ann.userId, { title: "The heart", text: heart })
  })
  afterAll(() => server.close())

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
  const begin = async (scope: object = { kind: "everything" }, as = ann) => {
    const { body } = await call("POST", "/conversations", { id: idNow(), scope }, as)
    return body.id as string
  }
  const ask = async (conversationId: string, text: string, ids: object = {}, as = ann): Promise<Event[]> => {
    const reply = await server.app.inject({
      method: "POST",
      url: `/api/v1/conversations/${conversationId}/questions`,
      headers: as.headers,
      payload: { questionId: idNow(), answerId: idNow(), interactionId: idNow(), text, ...ids },
    })
    if (reply.statusCode !== 200) return [{ event: "refused", data: reply.json() }]
    return reply.body
      .split("\n\n")
      .filter((block) => block.startsWith("event:"))
      .map((block) => {
        const [event, data] = block.split("\n")
        return { event: (event ?? "").slice(7), data: JSON.parse((data ?? "").slice(6)) }
      })
  }
  const doneOf = (events: Event[]) => events.find(({ event }) => event === "done")?.data

  it("quotes the material word for word, each sentence with its passage", async () => {
    const events = await ask(await begin(), "What is cardiac output?")
    expect(events[0]).toMatchObject({ event: "passages", data: { searched: { materials: 1 } } })
    const message = doneOf(events)
    expect(message).toMatchObject({ outcome: "answered", engine: "built-in", status: "complete" })
    expect(message.citations.length).toBeGreaterThanOrEqual(1)
    expect(message.citations[0].quote).toBe("Cardiac output is the volume of blood that the heart pumps in one minute.")
    for (const citation of message.citations) {
      const { body } = await call(
        "GET",
        `/materials/${ann.userId}/${materialId}/passage?start=${citation.start}&end=${citation.end}`,
      )
      expect(body.text).toBe(citation.quote)
      expect(message.content).toContain(`[${citation.number}]`)
    }
  })

  it("says that the material has no answer, how far it looked, and what comes nearest", async () => {
    for (const question of ["What is the capital of France?", "How does the kidney excrete ammonium?"]) {
      const message = doneOf(await ask(await begin(), question))
      expect(message).toMatchObject({ outcome: "no-answer", citations: [], searched: { materials: 1 } })
      expect(message.content).not.toMatch(/\[\d\]/)
    }
  })

  it("says what the material is about: by its own announcement, then by the telling sentence of each part", async () => {
    const about = "This chapter describes how the heart moves blood, and what it needs for that."
    const id = await addProcessedText(open(), server.deps, ann.userId, {
      title: "Announced",
      text: `${about}\n\n${heart}`,
    })
    const scope = { kind: "materials", materials: [{ ownerId: ann.userId, materialId: id }] }
    const message = doneOf(await ask(await begin(scope), "Can you summarise this chapter, please?"))
    expect(message).toMatchObject({ outcome: "answered", engine: "built-in" })
    expect(message.citations[0].quote).toBe(about)
    expect(message.citations.length).toBeGreaterThanOrEqual(3)
    for (const { materialId: cited } of message.citations) expect(cited).toBe(id)
    const everything = doneOf(await ask(await begin(), "What is this about?"))
    expect(new Set(everything.citations.map((one: { materialId: string }) => one.materialId))).toEqual(
      new Set([id, materialId]),
    )
    const stranger = await server.signInAs()
    const conversation = await begin({ kind: "everything" }, stranger)
    expect(doneOf(await ask(conversation, "What is this about?", {}, stranger))).toMatchObject({
      outcome: "no-answer",
      citations: [],
      searched: { materials: 0 },
    })
    await call("DELETE", `/materials/${ann.userId}/${id}`)
  })

  it("answers what is asked of the text as such", async () => {
    const message = doneOf(await ask(await begin(), "What does my book say about the coronary arteries?"))
    expect(message.citations[0]?.quote).toMatch(/^The coronary arteries carry blood/)
  })

  it("answers from a selected passage alone", async () => {
    const { body: outline } = await call("GET", `/materials/${ann.userId}/${materialId}/outline`)
    const section = outline.sections.find(({ title }: { title: string }) => title === "Coronary arteries")
    const conversation = await begin({
      kind: "passage",
      ownerId: ann.userId,
      materialId,
      start: section.start,
      end: section.end,
    })
    const message = doneOf(await ask(conversation, "Explain this"))
    expect(message.outcome).toBe("answered")
    for (const { start, end } of message.citations) expect(start >= section.start && end <= section.end).toBe(true)
  })

  it("gives the same answer to the same request and counts the question once", async () => {
    const conversation = await begin()
    const ids = { questionId: idNow(), answerId: idNow(), interactionId: idNow() }
    const first = doneOf(await ask(conversation, "What makes the first heart sound?", ids))
    const before = (await call("GET", "/today")).body.level.xpTotal
    expect(doneOf(await ask(conversation, "What makes the first heart sound?", ids))).toEqual(first)
    const { body } = await call("GET", `/conversations/${conversation}/messages`)
    expect(body.items.map(({ role }: { role: string }) => role)).toEqual(["user", "assistant"])
    expect((await call("GET", "/today")).body.level.xpTotal).toBe(before)
  })

  it("takes its title from the first question, and is found by its words", async () => {
    const conversation = await begin()
    await ask(conversation, "Where do the coronary arteries arise, and when does most of their blood flow?")
    await ask(conversation, "And the mitral valve?")
    const { body } = await call("GET", "/conversations?q=coronary")
    const found = body.items.find(({ id }: { id: string }) => id === conversation)
    expect(found).toMatchObject({ messageCount: 4 })
    expect(found.title.length).toBeLessThanOrEqual(50)
    expect(found.title).toMatch(/^Where do the coronary arteries arise/)
    await call("PATCH", `/conversations/${conversation}`, { isArchived: true })
    expect(
      (await call("GET", "/conversations?q=coronary")).body.items.map(({ id }: { id: string }) => id),
    ).not.toContain(conversation)
  })

  it("refuses questions of less than three characters, and scopes that are not the learner's", async () => {
    expect(await ask(await begin(), "ok")).toMatchObject([{ event: "refused", data: { type: "question-too-short" } }])
    const bob = await server.signInAs()
    const foreign = { kind: "materials", materials: [{ ownerId: ann.userId, materialId }] }
    expect((await call("POST", "/conversations", { id: idNow(), scope: foreign }, bob)).code).toBe(404)
    expect(
      doneOf(await ask(await begin({ kind: "everything" }, bob), "What is cardiac output?", {}, bob)),
    ).toMatchObject({ outcome: "no-answer", nearest: [] })
    const mine = await begin()
    expect((await call("GET", `/conversations/${mine}/messages`, undefined, bob)).code).toBe(404)
    expect(await ask(mine, "What is cardiac output?", {}, bob)).toMatchObject([{ data: { status: 404 } }])
  })

  it("shows what a model says only where its quote stands in the passage", async () => {
    Object.assign(server.deps.models, {
      ...modelThatSays(
        `Cardiac output is a volume per minute. ||| 1 ||| the volume of blood that the heart pumps in one minute`,
        `It is about seven litres. ||| 1 ||| it amounts to about seven litres a minute`,
        `Output is a product. ||| 1 ||| It is the product of heart rate and stroke volume.`,
      ),
    })
    const message = doneOf(await ask(await begin(), "What is cardiac output?"))
    Object.assign(server.deps.models, models)
    expect(message).toMatchObject({ outcome: "answered", engine: "a-model" })
    expect(message.citations.map(({ quote }: { quote: string }) => quote)).toEqual([
      "the volume of blood that the heart pumps in one minute",
      "It is the product of heart rate and stroke volume",
    ])
    expect(message.content).not.toContain("seven")
  })

  it("stores a stopped answer with what was given, and makes it anew when it is asked for again", async () => {
    const conversation = await begin()
    const request = {
      questionId: idNow(),
      answerId: idNow(),
      interactionId: idNow(),
      text: "What do the mitral valve and the coronary arteries do in systole and diastole?",
    }
    const stop = new AbortController()
    const given: string[] = []
    for await (const event of askQuestion(server.deps, ann.userId, conversation, request, stop.signal)) {
      if (event.type !== "text") continue
      given.push(event.delta)
      stop.abort()
    }
    expect(given).toHaveLength(1)
    const read = async () => (await call("GET", `/conversations/${conversation}/messages`)).body.items
    const [question, stopped] = await read()
    expect(question.id).toBe(request.questionId)
    expect(stopped).toMatchObject({ id: request.answerId, status: "stopped", outcome: "answered", content: given[0] })
    expect(stopped.citations).toHaveLength(1)
    const whole = doneOf(await ask(conversation, request.text, request))
    expect(whole).toMatchObject({ id: request.answerId, status: "complete" })
    expect(whole.citations.length).toBeGreaterThan(1)
    expect(await read()).toHaveLength(2)
  })

  it("stores nothing but the stop when it is stopped before anything is given", async () => {
    const conversation = await begin()
    const ids = { questionId: idNow(), answerId: idNow(), interactionId: idNow() }
    const request = { ...ids, text: "What is cardiac output?" }
    for await (const _ of askQuestion(server.deps, ann.userId, conversation, request, AbortSignal.abort()));
    const { body } = await call("GET", `/conversations/${conversation}/messages`)
    expect(body.items[1]).toMatchObject({ status: "stopped", outcome: null, content: "", citations: [], nearest: [] })
  })

  it("gives a hint first when that is asked for, and the answer to the same question afterwards", async () => {
    const conversation = await begin()
    const ids = { questionId: idNow(), interactionId: idNow() }
    const text = "What is cardiac output?"
    const hint = doneOf(await ask(conversation, text, { ...ids, answerId: idNow(), way: "hint" }))
    expect(hint).toMatchObject({ way: "hint", outcome: "answered", questionId: ids.questionId })
    expect(hint.content).toContain("“Output” in “The heart”")
    expect(hint.content).not.toContain("one minute")
    expect(JSON.stringify(hint.citations)).not.toContain("one minute")
    const before = (await call("GET", "/today")).body.level.xpTotal
    const answer = doneOf(await ask(conversation, text, { ...ids, answerId: idNow(), way: "direct" }))
    expect(answer).toMatchObject({ way: "direct", questionId: ids.questionId })
    expect(answer.content).toContain("one minute")
    const { body } = await call("GET", `/conversations/${conversation}/messages`)
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([ids.questionId, hint.id, answer.id])
    expect((await call("GET", "/today")).body.level.xpTotal).toBe(before)
  })

  it("says its own sentences in the language of the request, and quotes in the material's", async () => {
    const german = { ...ann, headers: { ...ann.headers, "accept-language": "de" } }
    const hint = doneOf(await ask(await begin(), "What is cardiac output?", { way: "hint" }, german))
    expect(hint.content).toMatch(
      /^Sieh nach unter „Output“ in „The heart“\. Dort beginnt ein Satz mit „Cardiac output is /,
    )
    const nothing = await ask(await begin(), "What is the capital of France?", {}, german)
    expect(doneOf(nothing)).toMatchObject({ outcome: "no-answer", content: "Dein Material beantwortet das nicht." })
    const answer = doneOf(await ask(await begin(), "What is cardiac output?", {}, german))
    expect(answer).toEqual({
      ...doneOf(await ask(await begin(), "What is cardiac output?")),
      ...{
        id: answer.id,
        questionId: answer.questionId,
        createdAt: answer.createdAt,
        responseTimeMs: answer.responseTimeMs,
      },
    })
  })

  it("teaches with hints where the conversation is for teaching", async () => {
    const { body } = await call("POST", "/conversations", { id: idNow(), kind: "teaching" })
    expect(doneOf(await ask(body.id, "What is cardiac output?"))).toMatchObject({ way: "hint" })
    expect(doneOf(await ask(body.id, "What is the capital of France?"))).toMatchObject({ outcome: "no-answer" })
    expect(doneOf(await ask(body.id, "What is cardiac output?", { way: "direct" }))).toMatchObject({ way: "direct" })
  })

  it("refuses ids that belong to other messages", async () => {
    const conversation = await begin()
    const ids = { questionId: idNow(), answerId: idNow() }
    await ask(conversation, "What is cardiac output?", ids)
    const refused = async (changed: object, where = conversation) =>
      (await ask(where, "What is cardiac output?", { ...ids, ...changed }))[0]?.data.type
    expect(await refused({ answerId: ids.questionId })).toBe("ids-equal")
    expect(await refused({ questionId: idNow() })).toBe("message-id-taken")
    expect(await refused({ questionId: ids.answerId, answerId: idNow() })).toBe("message-id-taken")
    expect(await refused({ answerId: idNow() }, await begin())).toBe("message-id-taken")
  })

  it("quotes by itself when the model is out of reach", async () => {
    Object.assign(server.deps.models, {
      capabilities: { objects: false, text: true, embeddings: false },
      model: "a-model",
      streamText: () => {
        throw new UnavailableError("model-unavailable", "The model does not answer.")
      },
    })
    const message = doneOf(await ask(await begin(), "What is cardiac output?"))
    Object.assign(server.deps.models, models)
    expect(message).toMatchObject({ outcome: "answered", engine: "built-in" })
  })
})

function modelThatSays(...lines: string[]) {
  return {
    engine: "openai-compatible" as const,
    model: "a-model",
    capabilities: { objects: false, text: true, embeddings: false },
    streamText: () => ({
      text: (async function* () {
        // In pieces that break words, as they come over a network.
        for (const piece of lines.join("\n").match(/.{1,17}/gs) ?? []) yield piece
      })(),
      usage: Promise.resolve({ inputTokens: 1, outputTokens: 1 }),
    }),
  }
}

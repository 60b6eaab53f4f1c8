import { sql } from "kysely"
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest"
import { addProcessedText } from "../../../test/add-text.ts"
import { fails, hangs, type ModelServer, openModelServer, streams } from "../../../test/contracts/openai-server.ts"
import { describeEachDatabase } from "../../../test/database.ts"
import { openTestDeps } from "../../../test/deps.ts"
import { createOpenAICompatibleModels } from "../../platform/models/openai-compatible-models.ts"
import { newId } from "../../shared/ids.ts"
import { meterModels } from "../plans/index.ts"
import { type AnswerEvent, askQuestion } from "./ask-question.ts"
import { createConversation, readConversation } from "./manage-conversations.ts"
import type { Message } from "./message.ts"

const heart = `# The heart

Cardiac output is the volume of blood that the heart pumps in one minute. It is the product of heart rate and stroke volume. In an adult at rest it amounts to 4.9 litres a minute.
`
const right = "Output is a volume per minute. ||| 1 ||| the volume of blood that the heart pumps in one minute\n"
const alsoRight = "4.9 litres flow at rest. ||| 1 ||| In an adult at rest it amounts to 4.9 litres a minute.\n"
const invented = "It is about seven litres. ||| 1 ||| it amounts to about seven litres a minute\n"

describeEachDatabase("answers of a model behind an OpenAI-compatible endpoint", (open) => {
  let endpoint: ModelServer
  let opened: Awaited<ReturnType<typeof openTestDeps>>
  let deps: typeof opened.deps
  let userId: string
  let conversationId: string

  beforeAll(async () => {
    endpoint = await openModelServer()
    opened = await openTestDeps(open())
    const { log, metrics } = opened.deps
    const config = { url: endpoint.url, name: "a-model", apiKey: null, timeoutMs: 400, embedding: null }
    deps = { ...opened.deps, models: createOpenAICompatibleModels(config, { log, metrics }) }
    userId = (await open().createLearner()).userId
    // Questions and cards are not what is tested here.
    await addProcessedText(open(), opened.deps, userId, { title: "The heart", text: heart })
  })
  afterAll(async () => {
    await opened.close()
    await endpoint.close()
  })

  const idNow = () => newId(open().clock.now().getTime())
  beforeEach(async () => {
    const request = { id: idNow(), kind: "exploration" as const, scope: { kind: "everything" as const } }
    conversationId = (await createConversation(deps, userId, request)).id
  })

  async function ask(
    way: "direct" | "hint" = "direct",
    signal = new AbortController().signal,
    onEvent: (event: AnswerEvent) => void = () => {},
  ): Promise<{ stored: Message | undefined; error: unknown }> {
    const ids = { questionId: idNow(), answerId: idNow(), interactionId: idNow() }
    let error: unknown
    try {
      for await (const event of askQuestion(
        deps,
        userId,
        conversationId,
        { ...ids, text: "What is cardiac output?", way },
        signal,
      ))
        onEvent(event)
    } catch (thrown) {
      error = thrown
    }
    const { items } = await readConversation(deps, userId, conversationId)
    return { stored: items.find(({ id }) => id === ids.answerId), error }
  }

  it("shows what can be looked up and drops the rest, figures at the beginning kept", async () => {
    endpoint.behave(streams([right.slice(0, 30), right.slice(30), invented, alsoRight, "no form at all\n"]))
    const { stored } = await ask()
    expect(stored).toMatchObject({ status: "complete", outcome: "answered", engine: "a-model" })
    expect(stored?.content).toBe("Output is a volume per minute. [1]\n\n4.9 litres flow at rest. [2]")
    for (const { quote } of stored?.citations ?? []) expect(heart).toContain(quote)
  })

  it("goes on by itself, and says why, when the plan has no model tokens left", async () => {
    endpoint.behave(streams([right]))
    const known = deps
    deps = { ...known, models: meterModels(known.models, known) }
    await sql`update plans set max_model_tokens = 10 where is_default`.execute(open().admin)
    const events: AnswerEvent[] = []
    const { stored, error } = await ask("direct", undefined, (event) => events.push(event))
    await sql`update plans set max_model_tokens = null where is_default`.execute(open().admin)
    expect(error).toBeUndefined()
    expect(stored).toMatchObject({ status: "complete", outcome: "answered", engine: "built-in" })
    expect(events.map(({ type }) => type).slice(0, 2)).toEqual(["passages", "note"])
    expect(events[1]).toMatchObject({ note: expect.stringContaining("model tokens a month") })
    // With tokens the model answers, and they are counted.
    expect((await ask()).stored).toMatchObject({ engine: "a-model" })
    const { rows } = await sql<{ used: number }>`
      select used from usage_counters where user_id = ${userId} and counter = 'model-tokens'`.execute(open().admin)
    expect(rows[0]?.used).toBeGreaterThan(0)
    deps = known
  })

  it("believes the model that there is no answer", async () => {
    endpoint.behave(streams(["NO ANSWER"]))
    expect((await ask()).stored).toMatchObject({ status: "complete", outcome: "no-answer", engine: "a-model" })
  })

  it("gives at most five citations, however much comes", async () => {
    const words = "Cardiac output is the volume of blood that the heart pumps in one minute".split(" ")
    const lines = Array.from({ length: 9 }, (_, i) => `Statement ${i}. ||| 1 ||| ${words.slice(i, i + 5).join(" ")}\n`)
    endpoint.behave(streams(lines))
    expect((await ask()).stored?.citations).toHaveLength(5)
  })

  it.each([
    ["prose that quotes nothing", streams(["Cardiac output is how much the heart pumps."])],
    ["nothing", streams([])],
    ["only what it invented", streams([invented])],
    ["a passage that is not there", streams([right.replace("||| 1 |||", "||| 99 |||")])],
    ["noise", streams(["|||||||||\n||| ||| |||\n\u0000\n", "x".repeat(10_000)])],
    ["an error", fails(500)],
    ["a refusal of the key", fails(401)],
    ["silence", hangs],
    ["silence after the headers", streams([], "silence")],
  ])("quotes by itself when the model answers with %s", async (_, behaviour) => {
    endpoint.behave(behaviour)
    const { stored, error } = await ask()
    expect(error).toBeUndefined()
    expect(stored).toMatchObject({ status: "complete", outcome: "answered", engine: "built-in" })
    expect(stored?.citations[0]?.quote).toBe(
      "Cardiac output is the volume of blood that the heart pumps in one minute.",
    )
  })

  it.each(["break", "silence", "error"] as const)(
    "keeps what was said and says so when the model ends in the middle: %s",
    async (end) => {
      endpoint.behave(streams([right], end))
      const { stored, error } = await ask()
      expect(error).toMatchObject({ type: "answer-broke-off", status: 503 })
      expect(stored).toMatchObject({ status: "failed", outcome: "answered", engine: "a-model" })
      expect(stored?.content).toBe("Output is a volume per minute. [1]")
    },
  )

  it("stops the model when the learner stops, and keeps what was said", async () => {
    endpoint.behave(streams([right], "silence"))
    const stop = new AbortController()
    const { stored, error } = await ask("direct", stop.signal, (event) => event.type === "text" && stop.abort())
    expect(error).toBeUndefined()
    expect(stored).toMatchObject({ status: "stopped", content: "Output is a volume per minute. [1]" })
    await expect.poll(() => endpoint.dropped()).toBe(1)
  })

  it("asks for hints with words of their own, and never puts the material into them", async () => {
    endpoint.behave(streams(["What flows out in a minute? ||| 1 ||| Cardiac output is the volume\n"]))
    const { stored } = await ask("hint")
    expect(stored).toMatchObject({ way: "hint", engine: "a-model", content: "What flows out in a minute? [1]" })
    const [system, user] = endpoint.requests[0]?.body.messages ?? []
    expect(system?.content).toContain("Never say the answer")
    expect(system?.content).not.toContain("stroke volume")
    expect(user?.content).toContain("stroke volume")
  })
})

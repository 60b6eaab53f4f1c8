import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { z } from "zod"
import { createLog } from "../../server/platform/log.ts"
import { createMetrics } from "../../server/platform/metrics.ts"
import { createBuiltInModels } from "../../server/platform/models/built-in-models.ts"
import type { Models } from "../../server/platform/models/index.ts"
import { createOpenAICompatibleModels } from "../../server/platform/models/openai-compatible-models.ts"
import { newId } from "../../server/shared/ids.ts"
import { embeds, fails, hangs, type ModelServer, openModelServer, says, streams } from "./openai-server.ts"

const request = {
  system: "You are a tutor.",
  messages: [{ role: "user", content: "What is pH?" }],
  userId: newId(),
  purpose: "test.call",
} as const
const schema = z.object({ term: z.string(), difficulty: z.number().int().min(1).max(10) })

describe("models (built in)", () => {
  test("says that it can do nothing, and errors say so too", async () => {
    const models = createBuiltInModels()
    expect(models).toMatchObject({
      engine: "built-in",
      model: null,
      embeddingModel: null,
      capabilities: { objects: false, text: false, embeddings: false },
    })
    await expect(models.generateObject({ ...request, schema, schemaName: "card" })).rejects.toMatchObject({
      status: 503,
      type: "model-unavailable",
    })
    await expect(models.embed(["x"], { userId: null })).rejects.toMatchObject({ type: "model-unavailable" })
    expect(() => models.streamText(request)).toThrow(expect.objectContaining({ type: "model-unavailable" }))
  })
})

describe("models (openai-compatible)", () => {
  let server: ModelServer
  let models: Models
  const metrics = createMetrics({ process: false })
  const open = (timeoutMs: number) =>
    createOpenAICompatibleModels(
      { url: server.url, name: "tutor-7b", apiKey: "key-1", timeoutMs, embedding: { name: "embed-1", dimensions: 3 } },
      { log: createLog("silent"), metrics },
    )
  beforeAll(async () => {
    server = await openModelServer()
    models = open(10_000)
  })
  afterAll(() => server.close())

  test("says what it can do", () => {
    expect(models).toMatchObject({
      engine: "openai-compatible",
      model: "tutor-7b",
      embeddingModel: { name: "embed-1", dimensions: 3 },
      capabilities: { objects: true, text: true, embeddings: true },
    })
    const onlyText = createOpenAICompatibleModels(
      { url: server.url, name: "m", apiKey: null, timeoutMs: 1, embedding: null },
      { log: createLog("silent"), metrics },
    )
    expect(onlyText.capabilities).toEqual({ objects: true, text: true, embeddings: false })
  })

  test("generates objects that fit the schema", async () => {
    server.behave(says('{"term": "pH", "difficulty": 3}'))
    const { object, usage } = await models.generateObject({
      ...request,
      schema,
      schemaName: "card",
      maxOutputTokens: 50,
    })
    expect(object).toEqual({ term: "pH", difficulty: 3 })
    expect(usage).toEqual({ inputTokens: 11, outputTokens: 7 })
    const [sent] = server.requests
    expect(sent).toMatchObject({
      path: "/v1/chat/completions",
      authorization: "Bearer key-1",
      body: { model: "tutor-7b", temperature: 0.2, max_tokens: 50, response_format: { type: "json_schema" } },
    })
    expect(sent?.body.messages[0]?.role).toBe("system")
    expect(sent?.body.messages[0]?.content).toContain('"difficulty"')
    expect(sent?.body.messages[1]).toEqual({ role: "user", content: "What is pH?" })
  })

  test("asks once more when an answer does not fit, then gives up", async () => {
    server.behave(says('{"term": "pH", "difficulty": 99}'), says('{"term": "pH", "difficulty": 9}'))
    expect((await models.generateObject({ ...request, schema, schemaName: "card" })).object.difficulty).toBe(9)
    server.behave(says("I would rather talk about it."))
    await expect(models.generateObject({ ...request, schema, schemaName: "card" })).rejects.toMatchObject({
      type: "model-answer-invalid",
      status: 503,
    })
    expect(server.requests).toHaveLength(2)
  })

  test("tries again after 503, and not after 401, whose words stay here", async () => {
    server.behave(fails(503, { "retry-after-ms": "1" }), says('{"term": "a", "difficulty": 1}'))
    await models.generateObject({ ...request, schema, schemaName: "card" })
    expect(server.requests).toHaveLength(2)
    server.behave(fails(401))
    const refused = models.generateObject({ ...request, schema, schemaName: "card" })
    await expect(refused).rejects.toMatchObject({
      type: "model-unavailable",
      message: expect.stringContaining("MODEL_API_KEY"),
    })
    await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining("secret") })
    expect(server.requests).toHaveLength(1)
  })

  test("follows its server nowhere else, with neither the passages nor the key", async () => {
    for (const status of [302, 307]) {
      server.behave(fails(status, { location: `${server.url}/elsewhere` }))
      const refused = models.generateObject({ ...request, schema, schemaName: "card" })
      await expect(refused).rejects.toMatchObject({ type: "model-unavailable" })
      expect(server.requests.map(({ path }) => path)).toEqual(["/v1/chat/completions"])
    }
  })

  test("names a wrong address and a model that is asked too much", async () => {
    server.behave(fails(404))
    await expect(models.generateObject({ ...request, schema, schemaName: "card" })).rejects.toThrow("MODEL_NAME")
    server.behave(fails(429, { "retry-after-ms": "1" }))
    await expect(models.generateObject({ ...request, schema, schemaName: "card" })).rejects.toThrow("asked too much")
    expect(server.requests).toHaveLength(3)
    const nowhere = createOpenAICompatibleModels(
      { url: "http://127.0.0.1:1/v1", name: "m", apiKey: null, timeoutMs: 5000, embedding: null },
      { log: createLog("silent"), metrics },
    )
    await expect(nowhere.generateObject({ ...request, schema, schemaName: "card" })).rejects.toThrow(
      "cannot be reached",
    )
  })

  test("gives up on a model that says nothing", async () => {
    server.behave(hangs)
    await expect(open(100).generateObject({ ...request, schema, schemaName: "card" })).rejects.toMatchObject({
      type: "model-unavailable",
    })
    server.behave(streams(["It "], "silence"))
    await expect(read(open(100).streamText(request).text)).rejects.toMatchObject({ type: "model-unavailable" })
    for (const behaviour of [hangs, streams([], "silence")]) {
      server.behave(behaviour)
      await expect(read(open(100).streamText(request).text)).rejects.toMatchObject({ type: "model-unavailable" })
      await expect.poll(() => server.dropped()).toBe(1)
    }
    server.behave(hangs)
    await expect(open(100).embed(["x"], { userId: null })).rejects.toMatchObject({ type: "model-unavailable" })
  })

  test("streams text piece by piece", async () => {
    server.behave(streams(["It is ", "the acidity", "."]))
    const { text, usage } = models.streamText(request)
    expect(await read(text)).toEqual(["It is ", "the acidity", "."])
    expect(await usage).toEqual({ inputTokens: 5, outputTokens: 3 })
    expect(server.requests[0]?.body.messages).toEqual([
      { role: "system", content: "You are a tutor." },
      { role: "user", content: "What is pH?" },
    ])
  })

  test("a stream that breaks off or is refused is an error, not an end", async () => {
    server.behave(streams(["It is "], "break"))
    const { text, usage } = models.streamText(request)
    await expect(read(text)).rejects.toMatchObject({ type: "model-unavailable" })
    await expect(usage).rejects.toMatchObject({ type: "model-unavailable" })
    server.behave(streams(["It is "], "error"))
    await expect(read(models.streamText(request).text)).rejects.toMatchObject({ type: "model-unavailable" })
    server.behave(fails(401))
    await expect(read(models.streamText(request).text)).rejects.toThrow("MODEL_API_KEY")
  })

  test("an abort ends the request at the server and rejects with its reason", async () => {
    server.behave(streams(["It ", "is "], "silence"))
    const abort = new AbortController()
    const pieces: string[] = []
    const reading = (async () => {
      for await (const piece of models.streamText({ ...request, signal: abort.signal }).text) {
        pieces.push(piece)
        if (pieces.length === 2) abort.abort(new Error("the learner left"))
      }
    })()
    await expect(reading).rejects.toThrow("the learner left")
    expect(pieces).toEqual(["It ", "is "])
    await expect.poll(() => server.dropped()).toBe(1)
    const late = new AbortController()
    server.behave(hangs)
    const generating = models.generateObject({ ...request, schema, schemaName: "card", signal: late.signal })
    setTimeout(() => late.abort(new Error("too late")), 30)
    await expect(generating).rejects.toThrow("too late")
  })

  test("embeds in order, at unit length, in batches", async () => {
    server.behave(embeds((text) => [Number(text), 0, 1]))
    const texts = Array.from({ length: 150 }, (_, i) => String(i))
    const { vectors, usage } = await models.embed(texts, { userId: null })
    expect(server.requests.map(({ body }) => body.input?.length)).toEqual([64, 64, 22])
    expect(vectors).toHaveLength(150)
    for (const [i, vector] of vectors.entries()) {
      expect(Math.hypot(...vector)).toBeCloseTo(1, 10)
      expect(vector[0]).toBeCloseTo(i / Math.hypot(i, 1), 10)
    }
    // One a request, says this server.
    expect(usage).toEqual({ inputTokens: 3, outputTokens: 0 })
    expect((await models.embed([], { userId: null })).vectors).toEqual([])
  })

  test("refuses vectors of another length than is configured", async () => {
    server.behave(embeds(() => [1, 2]))
    await expect(models.embed(["x"], { userId: null })).rejects.toThrow("EMBEDDING_DIMENSIONS")
  })

  test("counts calls and tokens", async () => {
    const text = await metrics.registry.metrics()
    expect(text).toMatch(/studyin_model_tokens_total\{purpose="test.call",direction="in"\} \d+/)
    expect(text).toContain('outcome="aborted"')
  })
})

async function read(text: AsyncIterable<string>): Promise<string[]> {
  const pieces: string[] = []
  for await (const piece of text) pieces.push(piece)
  return pieces
}

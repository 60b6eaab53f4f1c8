import { expect, it } from "vitest"
import { z } from "zod"
import { describeEachDatabase } from "../../../test/database.ts"
import { openTestDeps } from "../../../test/deps.ts"
import { createBuiltInModels } from "../../platform/models/built-in-models.ts"
import type { GenerationRequest, Models, ModelUsage } from "../../platform/models/index.ts"
import { UnavailableError } from "../../shared/errors.ts"
import { assignPlan } from "./assign-plan.ts"
import { editPlan } from "./edit-plan.ts"
import { meterModels } from "./meter-models.ts"
import { readPlanUse } from "./read-plan.ts"

const NOTHING_TOLD: ModelUsage = { inputTokens: 0, outputTokens: 0 }

describeEachDatabase("metering models", (open) => {
  interface Behaviour {
    usage?: ModelUsage
    error?: Error
    pieces?: string[]
  }

  /** A learner with so many tokens, and a model that does as it is told. */
  async function learnerWith(
    tokens: number,
    { usage = NOTHING_TOLD, error, pieces = ["one ", "two "] }: Behaviour = {},
  ) {
    const test = open()
    const { deps } = await openTestDeps(test)
    const { userId } = await test.createLearner()
    const by = { actorId: (await test.createLearner({ role: "admin" })).userId }
    await editPlan(deps, "free", { isActive: true, limits: { "model-tokens": tokens } }, by)
    await assignPlan(deps, userId, { planCode: "free", until: null }, by)
    let calls = 0
    const model: Models = {
      ...createBuiltInModels(),
      engine: "openai-compatible",
      model: "fake",
      capabilities: { objects: true, text: true, embeddings: true },
      embeddingModel: { name: "fake", dimensions: 1 },
      async generateObject({ schema }) {
        calls += 1
        if (error) throw error
        return { object: schema.parse({ answer: "yes" }), usage }
      },
      streamText() {
        calls += 1
        const done = Promise.withResolvers<ModelUsage>()
        done.promise.catch(() => {})
        async function* text() {
          for (const piece of pieces) yield piece
          if (error) {
            done.reject(error)
            throw error
          }
          done.resolve(usage)
        }
        return { text: text(), usage: done.promise }
      },
      async embed(texts) {
        calls += 1
        if (error) throw error
        return { vectors: texts.map(() => [1]), usage }
      },
    }
    const request: GenerationRequest = {
      system: "Say yes.",
      messages: [{ role: "user", content: "Is it?" }],
      userId,
      purpose: "test.call",
      maxOutputTokens: 50,
    }
    const used = async () => (await readPlanUse(deps, userId)).use["model-tokens"]
    return { models: meterModels(model, deps), request, used, calls: () => calls, userId }
  }

  const schema = z.object({ answer: z.string() })

  it("counts what the server reports", async () => {
    const { models, request, used } = await learnerWith(1000, { usage: { inputTokens: 30, outputTokens: 12 } })
    await models.generateObject({ ...request, schema, schemaName: "answer" })
    expect(await used()).toEqual({ used: 42, reserved: 0, max: 1000 })
    expect(await read(models.streamText(request).text)).toBe("one two ")
    await models.embed(["a text"], { userId: request.userId })
    expect(await used()).toEqual({ used: 126, reserved: 0, max: 1000 })
  })

  it("estimates where it reports nothing, also of an answer that was not read to its end", async () => {
    const { models, request, used } = await learnerWith(1000, { pieces: ["x".repeat(40), "y".repeat(40)] })
    // 8 and 6 bytes of prompt: 2 + 2 tokens; 80 bytes of answer: 20.
    await read(models.streamText(request).text)
    expect((await used()).used).toBe(24)
    for await (const _ of models.streamText(request).text) break
    expect(await used()).toEqual({ used: 24 + 14, reserved: 0, max: 1000 })
    await models.embed(["z".repeat(400)], { userId: request.userId })
    expect((await used()).used).toBe(138)
  })

  it("gives back what a failed call had held", async () => {
    const error = new UnavailableError("model-unavailable", "gone")
    const { models, request, used } = await learnerWith(1000, { error, pieces: [] })
    await expect(models.generateObject({ ...request, schema, schemaName: "answer" })).rejects.toBe(error)
    await expect(models.embed(["x"], { userId: request.userId })).rejects.toBe(error)
    const { text, usage } = models.streamText(request)
    await expect(read(text)).rejects.toBe(error)
    await expect(usage).rejects.toBe(error)
    expect(await used()).toEqual({ used: 0, reserved: 0, max: 1000 })
  })

  it("does not ask the model when the plan has too little left, however many ask at once", async () => {
    const { models, request, used, calls } = await learnerWith(120, { usage: { inputTokens: 4, outputTokens: 50 } })
    const asked = Array.from({ length: 10 }, () => models.generateObject({ ...request, schema, schemaName: "answer" }))
    const answers = await Promise.allSettled(asked)
    const refused = answers.filter((one) => one.status === "rejected")
    expect(refused).toHaveLength(8)
    for (const one of refused) expect(one.reason).toMatchObject({ type: "quota-exceeded", status: 403 })
    expect(calls()).toBe(2)
    expect((await used()).used).toBe(108)
    await expect(read(models.streamText(request).text)).rejects.toMatchObject({ type: "quota-exceeded" })
    expect(calls()).toBe(2)
  })

  it("leaves alone what needs no model, and counts for nobody what is nobody's", async () => {
    const { models, used, userId } = await learnerWith(10, { usage: { inputTokens: 500, outputTokens: 0 } })
    await models.embed(["x"], { userId: null })
    expect((await used()).used).toBe(0)
    const builtIn = createBuiltInModels()
    expect(meterModels(builtIn, (await openTestDeps(open())).deps)).toBe(builtIn)
    await expect(models.embed(["x".repeat(100)], { userId })).rejects.toMatchObject({ type: "quota-exceeded" })
  })
})

async function read(text: AsyncIterable<string>): Promise<string> {
  let all = ""
  for await (const piece of text) all += piece
  return all
}

import { afterAll, beforeAll, expect, test } from "vitest"
import { fails, type ModelServer, openModelServer, says } from "../../../test/contracts/openai-server.ts"
import { createLog } from "../../platform/log.ts"
import { createMetrics } from "../../platform/metrics.ts"
import { createOpenAICompatibleModels } from "../../platform/models/openai-compatible-models.ts"
import { newId } from "../../shared/ids.ts"
import type { MaterialDocument } from "../library/index.ts"
import type { AuthoringDeps } from "./authoring-deps.ts"
import { authorItems } from "./engine/author-items.ts"
import type { GeneratedItem } from "./engine/authoring-types.ts"
import { sampleInput } from "./engine/sample-input.ts"
import { askModel } from "./model-questions.ts"

const input = sampleInput([
  "# Kidneys",
  "Renin is an enzyme that the juxtaglomerular cells release when the pressure in the afferent arteriole falls. " +
    "Renin cuts angiotensinogen, a plasma protein from the liver.",
])
const [fact] = authorItems(input).items.filter(({ type }) => type === "definition")
const items = ["a", "b", "c", "d", "e"].map((factKey) => ({ ...(fact as GeneratedItem), factKey }))

const rationale = "The material says so in its own words."
const optionsWith = (correct: string) =>
  [correct, "Glucagon", "Thyroxine", "Cortisol"].map((text, i) => ({ text, isCorrect: i === 0, rationale }))
const question = {
  stem: "Which substance do juxtaglomerular cells release when pressure falls?",
  options: optionsWith("Renin"),
  quote: "Renin is an enzyme that the juxtaglomerular cells release",
}

let server: ModelServer
beforeAll(async () => {
  server = await openModelServer()
})
afterAll(() => server.close())

const ask = () => {
  const models = createOpenAICompatibleModels(
    { url: server.url, name: "writer-7b", apiKey: null, timeoutMs: 5000, embedding: null },
    { log: createLog("silent"), metrics: createMetrics({ process: false }) },
  )
  const deps = { models, log: createLog("silent") } as AuthoringDeps
  const document = { ...input, materialId: newId() } as unknown as MaterialDocument
  return askModel(deps, newId(), document, items, new AbortController().signal)
}

test("what a model of an OpenAI-compatible endpoint writes is kept only when it passes every rule", async () => {
  expect(fact?.term).toBe("Renin")
  const reply = (change: object) => says(JSON.stringify({ ...question, ...change }))
  server.behave(
    reply({}),
    reply({ quote: "Renin is a hormone of the adrenal cortex" }),
    reply({ options: question.options.map((option) => ({ ...option, isCorrect: true })) }),
    says("I would rather write a poem about kidneys."),
    reply({ options: optionsWith("Insulin") }),
  )
  const written = await ask()
  expect(written.map(({ item, model }) => [item.prompt, item.answer, model])).toEqual([
    [question.stem, "Renin", "writer-7b"],
  ])
  const { evidence, options, type, rules } = written[0]?.item ?? {}
  expect(type).toBe("multiple-choice")
  expect(input.text.slice(evidence?.start, evidence?.end)).toBe(question.quote)
  expect(options?.filter(({ isCorrect }) => isCorrect)).toHaveLength(1)
  expect(Object.values(rules ?? {})).not.toContain(false)
  const { messages } = server.requests[0]?.body ?? {}
  expect(messages?.at(-1)?.content).toContain("<passage>")
})

test("an endpoint that is out of reach is left alone, and costs nothing else", async () => {
  server.behave(fails(503))
  expect(await ask()).toEqual([])
})

import { expect, test } from "vitest"
import type { Asset } from "./asset.ts"
import { cardFrom, type ItemPlace, questionFrom } from "./asset-items.ts"

const place: ItemPlace = { ownerId: "o", deckId: "d", topicId: null, materialTitle: "Notes", headingPath: [] }
const definition = (content: Partial<Asset["content"]>): Asset => ({
  id: "018f0000-0000-7000-8000-000000000001",
  materialId: "018f0000-0000-7000-8000-000000000002",
  type: "definition",
  status: "ready",
  content: {
    prompt: "Which term is described here: more revenue because of a higher price?",
    answer: "price effect",
    acceptedAnswers: ["price effect"],
    definition: "more revenue because of a higher price",
    term: "price effect",
    options: null,
    ...content,
  },
  sectionIndex: 0,
  chunkId: null,
  evidence: { start: 0, end: 10, quote: "Price effect: more revenue because of a higher price", pageNumber: null },
  factKey: "term:price effect",
  score: 1.2,
  qualityScore: 0.8,
  difficulty: 4,
  rules: {},
  model: "built-in",
  questionId: null,
  cardId: null,
  createdAt: new Date(0),
})

test("a definition is a typed question and the card of its other side", () => {
  expect(questionFrom(definition({}), place)?.type).toBe("short-answer")
  expect(cardFrom(definition({}), place, 0)).toMatchObject({
    front: "price effect",
    back: "more revenue because of a higher price",
  })
})

test("an explanation is a card to compare with, never an answer to be typed", () => {
  const explained = definition({
    prompt: "Explain “price effect” (Total revenue).",
    answer: "more revenue because of a higher price",
    acceptedAnswers: ["more revenue because of a higher price"],
  })
  expect(questionFrom(explained, place)).toBeNull()
  expect(cardFrom(explained, place, 0)).toMatchObject({
    front: "Explain “price effect” (Total revenue).",
    back: "more revenue because of a higher price",
  })
})

import { expect, it } from "vitest"
import { choiceOf, figureIn, filterOf, parentsOf, prunedTopics } from "./builder-choice.ts"
import type { TopicNode } from "./practice-queries.ts"

it("takes what a link chose beforehand", () => {
  expect(filterOf(choiceOf({ topicId: "t1", only: "missed" }))).toEqual({ topicIds: ["t1"], only: "missed" })
  expect(filterOf(choiceOf({ materialId: ["m1", "m2"] }))).toEqual({ materialIds: ["m1", "m2"] })
  expect(filterOf(choiceOf({}))).toEqual({})
})

it("sends only the kind of source that is shown", () => {
  const choice = { ...choiceOf({ materialId: "m1" }), topicIds: ["t1"] }
  expect(filterOf(choice)).toEqual({ materialIds: ["m1"] })
  expect(filterOf({ ...choice, source: "topics" })).toEqual({ topicIds: ["t1"] })
})

it("leaves essays out of timed sessions", () => {
  const choice = { ...choiceOf({}), mode: "timed" as const }
  expect(filterOf(choice).types).not.toContain("essay")
  expect(filterOf({ ...choice, types: ["essay", "cloze"] }).types).toEqual(["cloze"])
})

it("reads figures within their bounds", () => {
  expect([figureIn("12", 1, 100), figureIn("0", 1, 100), figureIn("900", 1, 100)]).toEqual([12, 1, 100])
  expect([figureIn("", 1, 100), figureIn("1.5", 1, 100), figureIn("x", 1, 100)]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

const node = (id: string, questionCount: number, children: TopicNode[] = []): TopicNode => ({
  id,
  name: id,
  parentId: null,
  materialId: null,
  questionCount,
  children,
})
const trees = [node("heart", 5, [node("valves", 3), node("sounds", 0)]), node("kidney", 2), node("lung", 0)]

it("shows topics with questions, and by name those above them", () => {
  expect(prunedTopics(trees, "").map(({ id }) => id)).toEqual(["heart", "kidney"])
  expect(prunedTopics(trees, "VALV")).toEqual([node("heart", 5, [node("valves", 3)])])
  expect(prunedTopics(trees, "heart")[0]?.children).toEqual([node("valves", 3)])
  expect(prunedTopics(trees, "lung")).toEqual([])
})

it("opens the way to a chosen topic", () => {
  expect(parentsOf(trees, ["valves"])).toEqual(["heart"])
  expect(parentsOf(trees, ["kidney"])).toEqual([])
})

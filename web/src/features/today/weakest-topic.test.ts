import { expect, it } from "vitest"
import { weakestTopic } from "./weakest-topic.ts"

const topic = (name: string, correct: number, answered: number) => ({ topicId: name, name, correct, answered })

it("prefers what is surely weak to a single miss", () => {
  expect(weakestTopic([topic("one miss", 0, 1), topic("weak", 4, 20), topic("good", 18, 20)])?.name).toBe("weak")
})

it("says nothing where nothing was answered or all is known", () => {
  expect(weakestTopic([topic("new", 0, 0)])).toBeUndefined()
  expect(weakestTopic([topic("expert", 40, 41)])).toBeUndefined()
})

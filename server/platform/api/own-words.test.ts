import { expect, test } from "vitest"
import { z } from "zod"
import { ownWords, ownWordsIn } from "./own-words.ts"

const badge = ownWords(z.object({ name: z.string(), hint: z.string() }), "name")
const stepsOf = (schema: unknown) => ownWordsIn(schema).map(({ steps }) => steps.join("."))

test("texts of ours are found wherever their schema stands in a reply", () => {
  const reply = z.object({ items: z.array(badge), best: badge.nullable(), last: z.object({ badge: badge.optional() }) })
  expect(stepsOf(reply)).toEqual(["items.name", "best.name", "last.badge.name"])
  expect(stepsOf(z.array(badge))).toEqual(["name"])
  expect(stepsOf(z.object({ name: z.string() }))).toEqual([])
  expect(stepsOf(undefined)).toEqual([])
  // What is made from it says by itself which of its texts are ours.
  expect(stepsOf(badge.extend({ more: z.string() }))).toEqual([])
})

test("trees end", () => {
  const node = z.object({
    badge,
    get children() {
      return z.array(node)
    },
  })
  expect(stepsOf(z.object({ items: z.array(node) }))).toEqual(["items.badge.name"])
})

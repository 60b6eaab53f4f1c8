import { expect, test } from "vitest"
import { findKeyTerms } from "./find-key-terms.ts"
import { readSentences } from "./read-sentences.ts"
import { sampleInput } from "./sample-input.ts"
import { weighAssociations } from "./weigh-associations.ts"

// Written for this test.
const reading = readSentences(
  sampleInput([
    "# Hormones",
    "Insulin lowers the glucose of the blood after a meal. The pancreas releases insulin when glucose rises. " +
      "Muscle takes up glucose because insulin opens a gate for it. Without insulin, glucose stays in the blood.",
    "Aldosterone keeps sodium in the body. The collecting duct answers to aldosterone and returns sodium to the blood. " +
      "Too much aldosterone raises the pressure, since sodium holds water. Aldosterone comes from the adrenal cortex.",
    "A hormone of the pancreas makes muscle take up glucose after a meal.",
  ]),
)
const index = findKeyTerms(reading, [])
const associations = weighAssociations(reading, index)
const stem = "A hormone of the pancreas makes muscle take up glucose after a meal."
const last = reading.sentences.length - 1

test("the text's own use of words ranks the term that a blank asks for first", () => {
  const right = associations.judge("insulin", stem.replace("hormone", ""), last)
  expect(right).toMatchObject({ rank: 1 })
  expect(right?.margin).toBeGreaterThan(0)
  expect(right?.support).toBeGreaterThanOrEqual(4)
  const wrong = associations.judge("aldosterone", stem, last)
  expect(wrong?.rank).toBeGreaterThan(1)
  expect(wrong?.margin).toBeLessThan(0)
})

test("terms in the stem do not compete, and seldom terms are not judged", () => {
  expect(associations.judge("aldosterone", "Insulin and glucose rise with sodium.", last)?.rank).toBe(1)
  expect(associations.judge("collecting duct", stem, last)).toBeUndefined()
})

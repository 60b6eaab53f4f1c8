import { expect, it } from "vitest"
import { offlineProblem, Problem } from "../../lib/problem.ts"
import { faultsOf } from "./question-faults.ts"
import { emptyForm } from "./question-form.ts"

const problem = (...paths: string[]) =>
  new Problem({
    type: "invalid",
    status: 422,
    title: "Not valid",
    fields: paths.map((path) => ({ path, message: `wrong: ${path}` })),
  })
const refused = emptyForm()

it("tells each field what is wrong with it", () => {
  const faults = faultsOf(problem("stem", "topicId", "options", "options.1.text"), refused, refused)
  expect(faults).toMatchObject({
    stem: "wrong: stem",
    topic: "wrong: topicId",
    options: "wrong: options",
    hasOther: false,
  })
  expect([...faults.texts]).toEqual([["b", "wrong: options.1.text"]])
})

it("says nothing of a field that was changed since, wherever it stands now", () => {
  const error = problem("stem", "options", "options.0.text", "options.1.text")
  const [first, second] = refused.options
  if (!first || !second) throw new Error("An empty form has options.")
  const changed = { ...refused, stem: "Which?", options: [second, { ...first, text: "Sodium" }] }
  const faults = faultsOf(error, refused, changed)
  expect(faults).toMatchObject({ stem: undefined, options: undefined })
  expect([...faults.texts.keys()]).toEqual(["b"])
})

it("knows when no field can show what is wrong", () => {
  expect(faultsOf(null, undefined, refused).hasOther).toBe(false)
  expect(faultsOf(offlineProblem(), refused, refused).hasOther).toBe(true)
  expect(faultsOf(problem("stem", "subjectId"), refused, refused).hasOther).toBe(true)
})

import { expect, it } from "vitest"
import { describeError } from "../../components/error-notice.tsx"
import { streamProblem } from "./stream-problem.ts"
import { words } from "./words.ts"

it("says of an answer that broke off that it did, in the server's words", () => {
  const detail = "The language model broke off. What it had said is kept; ask again for the whole answer."
  const problem = streamProblem({ type: "answer-broke-off", title: "Not available now", status: 503, detail })
  expect(describeError(problem)).toEqual({ title: words.brokeOff.title, say: detail })
})

it("leaves other problems as they are", () => {
  const problem = streamProblem({ type: "conversation-deleted", title: "Conflict", status: 409, detail: "It is gone." })
  expect(problem).toMatchObject({ type: "conversation-deleted", title: "Conflict", message: "It is gone." })
})

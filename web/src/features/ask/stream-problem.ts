import { Problem, problemOf } from "../../lib/problem.ts"
import { words } from "./words.ts"

const type = "answer-broke-off"

/** The line ended in the middle of an answer. */
export function brokenOff(): Problem {
  const { title, say } = words.brokeOff
  return new Problem({ type, status: 0, title, detail: say })
}

/** The stream's own word that no more will come: what wrote the answer broke off, or could not write it. */
export function streamProblem(data: unknown): Problem {
  const problem = problemOf(500, data)
  if (problem.type !== type) return problem
  // The server's title is that of its status, and speaks of all it does.
  return new Problem({ type, status: problem.status, title: words.brokeOff.title, detail: problem.message })
}

import { expect, it } from "vitest"
import { fieldMessage, problemOf } from "./problem.ts"

it("reads problem+json", () => {
  const problem = problemOf(422, {
    type: "https://studyin.dev/problems/invalid",
    title: "Some fields need another look",
    detail: "Change the marked fields and send again.",
    errors: [{ path: "body.email", message: "This is not an e-mail address." }],
  })
  expect(problem).toMatchObject({ type: "invalid", status: 422, message: "Change the marked fields and send again." })
  expect(fieldMessage(problem, "email")).toBe("This is not an e-mail address.")
  expect(fieldMessage(problem, "password")).toBeUndefined()
})

it("takes the wait from Retry-After and keeps what the server added", () => {
  expect(problemOf(429, { title: "Slow down" }, "30").retryAfterS).toBe(30)
  expect(problemOf(409, { title: "You have this already", materialId: "m1" }).extra.materialId).toBe("m1")
})

it("survives a page of a proxy in place of the answer", () => {
  expect(problemOf(502, "<html>")).toMatchObject({ type: "server-failed", status: 502 })
  expect(problemOf(404, null)).toMatchObject({ type: "unknown", fields: [] })
})

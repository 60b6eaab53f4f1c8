import { expect, it } from "vitest"
import { keepSending, sendNow } from "./keep-sending.ts"
import { offlineProblem, Problem } from "./problem.ts"

it("sends again until an answer comes, and says that it does", async () => {
  const seen: string[] = []
  let tries = 0
  const answer = await keepSending(
    async () => {
      tries += 1
      if (tries === 1) throw offlineProblem()
      if (tries === 2) throw new Problem({ type: "server-failed", status: 503, title: "Busy" })
      return "kept"
    },
    { firstWaitMs: 1, onTrouble: (error) => seen.push(error.type) },
  )
  expect(answer).toBe("kept")
  expect(seen).toEqual(["offline", "server-failed"])
})

it("throws at once what the server refuses", async () => {
  const refused = new Problem({ type: "already-answered", status: 409, title: "No" })
  let tries = 0
  const sending = keepSending(async () => {
    tries += 1
    throw refused
  })
  await expect(sending).rejects.toBe(refused)
  expect(tries).toBe(1)
})

it("does not wait any longer when asked to send now", async () => {
  let tries = 0
  const sending = keepSending(
    async () => {
      tries += 1
      if (tries === 1) throw offlineProblem()
      return tries
    },
    { firstWaitMs: 3_600_000, onTrouble: () => setTimeout(sendNow) },
  )
  expect(await sending).toBe(2)
})

it("stops when it is told to", async () => {
  const stop = new AbortController()
  const sending = keepSending(() => Promise.reject(offlineProblem()), {
    signal: stop.signal,
    firstWaitMs: 3_600_000,
    onTrouble: () => setTimeout(() => stop.abort(new Error("left"))),
  })
  await expect(sending).rejects.toThrow("left")
})

import { expect, test } from "vitest"
import { latenciesOf, probeLatency, quantile } from "./probe-latency.ts"
import { choosePhrases } from "./search-material.ts"

test("quantiles are nearest ranks", () => {
  const hundred = Array.from({ length: 100 }, (_, n) => n + 1)
  expect([0, 0.5, 0.99, 1].map((share) => quantile(hundred, share))).toEqual([1, 50, 99, 100])
  expect(quantile([7], 0.99)).toBe(7)
  expect(latenciesOf([3, 1, 2])).toEqual({ requests: 3, p50: 2, p99: 3, max: 3 })
  expect(latenciesOf([])).toEqual({ requests: 0, p50: 0, p99: 0, max: 0 })
})

test("the probe asks until it is stopped and tells of a failure then", async () => {
  let asked = 0
  const probe = probeLatency(async () => {
    asked += 1
  }, 1)
  while (asked < 3) await new Promise((resolve) => setTimeout(resolve, 1))
  expect((await probe.stop()).requests).toBe(asked)
  const failing = probeLatency(() => Promise.reject(new Error("gone")), 1)
  await expect(failing.stop()).rejects.toThrow("gone")
})

test("phrases are runs of words of one line, spread over the text", () => {
  const words = (n: number) => `part${"abcdefghijklmnop"[n]} of the text with many words in it`
  const text = Array.from({ length: 10 }, (_, n) => words(n)).join(".\n")
  expect(choosePhrases(text, 2)).toEqual([
    "partc of the text with many words in",
    "parth of the text with many words in",
  ])
  expect(choosePhrases("Kidney", 3)).toEqual(["Kidney"])
  expect(choosePhrases("1 2 3", 3)).toEqual([])
})

import { expect, test } from "vitest"
import { CircuitBreaker } from "./circuit-breaker.ts"

test("closes after two failures in a row, lets one try after a pause that grows, and opens with a success", () => {
  let now = 0
  const breaker = new CircuitBreaker(() => now)
  breaker.failed()
  breaker.succeeded()
  breaker.failed()
  expect(breaker.mayAsk()).toBe(true)
  breaker.failed()
  expect([breaker.isOpen, breaker.mayAsk()]).toEqual([false, false])
  now = 500
  expect([breaker.mayAsk(), breaker.mayAsk()]).toEqual([true, false])
  breaker.failed()
  now = 1499
  expect(breaker.mayAsk()).toBe(false)
  now = 1500
  expect(breaker.mayAsk()).toBe(true)
  breaker.succeeded()
  expect([breaker.isOpen, breaker.mayAsk(), breaker.mayAsk()]).toEqual([true, true, true])
})

test("answers that come in late do not make the pause longer", () => {
  let now = 0
  const breaker = new CircuitBreaker(() => now)
  for (let i = 0; i < 50; i++) breaker.failed()
  now = 500
  expect(breaker.mayAsk()).toBe(true)
})

test("the pause has a limit", () => {
  let now = 0
  const breaker = new CircuitBreaker(() => now)
  breaker.failed()
  breaker.failed()
  for (let i = 0; i < 20; i++) {
    now += 10_000
    expect(breaker.mayAsk()).toBe(true)
    breaker.failed()
  }
})

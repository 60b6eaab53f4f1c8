import { expect, test } from "vitest"
import { parseTrustedProxies } from "../platform/trusted-proxies.ts"
import { trustOf } from "./trust-proxies.ts"

test("nobody, so many, or those named", () => {
  expect(["false", "no", "0"].map(parseTrustedProxies)).toEqual([false, false, false])
  expect(["true", "1", "yes", "3"].map(parseTrustedProxies)).toEqual([1, 1, 1, 3])
  expect(parseTrustedProxies("10.0.0.0/8, ::1")).toEqual(["10.0.0.0/8", "::1"])
  expect(["", "maybe", "proxy.example", "10.0.0.1, x", "-1"].map(parseTrustedProxies)).toEqual(Array(5).fill(undefined))
})

test("the nearest of a number must be near; beyond the number nothing is believed", () => {
  const trust = trustOf(2) as (address: string, hop: number) => boolean
  for (const address of ["127.0.0.1", "10.1.2.3", "172.20.0.5", "192.168.1.1", "::1", "fd00::1", "::ffff:10.0.0.1"])
    expect(trust(address, 0), address).toBe(true)
  for (const address of ["203.0.113.1", "2001:db8::1", "172.32.0.1"]) expect(trust(address, 0), address).toBe(false)
  expect([trust("203.0.113.1", 1), trust("10.0.0.1", 2)]).toEqual([true, false])
  expect([trustOf(false), trustOf(["10.0.0.1"])]).toEqual([false, ["10.0.0.1"]])
})

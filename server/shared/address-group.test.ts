import fc from "fast-check"
import { expect, test } from "vitest"
import { addressGroupOf, networkOf } from "./address-group.ts"

test("an IPv4 address counts by itself, however it is written", () => {
  for (const text of ["192.0.2.1", "::ffff:192.0.2.1", "::FFFF:c000:201", "0:0:0:0:0:ffff:192.0.2.1"])
    expect(addressGroupOf(text), text).toBe("192.0.2.1")
  expect(addressGroupOf("192.0.2.2")).toBe("192.0.2.2")
})

test("all addresses of a /64 count as one", () => {
  for (const text of [
    "2001:db8:1:2::1",
    "2001:db8:1:2:aaaa:bbbb:cccc:dddd",
    "2001:0DB8:0001:0002::192.0.2.1",
    "2001:db8:1:2::%eth0",
  ])
    expect(addressGroupOf(text), text).toBe("2001:db8:1:2::/64")
  expect(addressGroupOf("2001:db8:1:3::1")).toBe("2001:db8:1:3::/64")
  expect([addressGroupOf("::1"), addressGroupOf("fe80::1%2"), addressGroupOf("2001:db8::")]).toEqual([
    "0:0:0:0::/64",
    "fe80:0:0:0::/64",
    "2001:db8:0:0::/64",
  ])
})

test("whatever the last half, the group is that of the first", () => {
  const group = fc.integer({ min: 0, max: 0xffff })
  fc.assert(
    fc.property(
      fc.array(group, { minLength: 8, maxLength: 8 }),
      fc.array(group, { minLength: 4, maxLength: 4 }),
      (a, end) => {
        if (a.slice(0, 4).every((one) => one === 0)) return
        const written = (groups: number[]) => groups.map((one) => one.toString(16).padStart(4, "0")).join(":")
        expect(addressGroupOf(written(a))).toBe(addressGroupOf(written([...a.slice(0, 4), ...end])))
      },
    ),
  )
})

test("what is no address is left as it is", () => {
  for (const text of ["", "unknown", "1:2:3", "::1::2", "g::1"]) expect(addressGroupOf(text)).toBe(text)
})

test.each([
  ["192.0.2.7", "192.0.99.1", true],
  ["192.0.2.7", "192.1.2.7", false],
  ["::ffff:192.0.2.7", "192.0.99.1", true],
  ["2001:db8:1::1", "2001:db8:ffff::2", true],
  ["2001:db8:1::1", "2001:db9:1::1", false],
])("%s and %s are in one network: %s", (a, b, isOne) => {
  expect(networkOf(a) === networkOf(b)).toBe(isOne)
})

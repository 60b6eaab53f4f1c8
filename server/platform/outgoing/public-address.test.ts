import fc from "fast-check"
import { expect, test } from "vitest"
import { isPublicAddress } from "./public-address.ts"

test("addresses of the internet are public", () => {
  const addresses = [
    "93.184.216.34",
    "1.1.1.1",
    "172.15.0.1",
    "172.32.0.1",
    "11.0.0.1",
    "2606:4700:4700::1111",
    "2a00:1450::1",
  ]
  for (const address of addresses) expect(isPublicAddress(address), address).toBe(true)
})

test.each([
  ["this machine", ["127.0.0.1", "127.255.255.254", "::1", "0.0.0.0", "0.1.2.3", "::"]],
  [
    "private networks",
    ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fd12:3456::1", "fec0::1"],
  ],
  [
    "link-local and metadata",
    ["169.254.0.1", "169.254.169.254", "fe80::1", "fe80::1%eth0", "fd00:ec2::254", "168.63.129.16"],
  ],
  ["carrier NAT, where one cloud's metadata is", ["100.64.0.1", "100.100.100.200", "100.127.255.255"]],
  ["many at once", ["224.0.0.1", "239.255.255.255", "255.255.255.255", "ff02::1"]],
  [
    "reserved and documentation",
    ["192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "240.0.0.1", "2001:db8::1", "3fff::1"],
  ],
  [
    "IPv4 in disguise",
    [
      "::ffff:127.0.0.1",
      "::ffff:7f00:1",
      "::ffff:93.184.216.34",
      "::127.0.0.1",
      "64:ff9b::7f00:1",
      "64:ff9b:1::1",
      "2002:7f00:1::",
      "2001:0:7f00:1::",
    ],
  ],
  ["nobody's", ["4000::1", "8000::1", "::2", "100::1", "5f00::1"]],
  [
    "no address in the plain form",
    [
      "",
      "x",
      "localhost",
      "127.1",
      "2130706433",
      "0x7f000001",
      "0177.0.0.1",
      "01.1.1.1",
      "1.1.1.1.",
      "1.1.1.1:80",
      "[::1]",
    ],
  ],
])("%s are not", (_name, addresses) => {
  for (const address of addresses) expect(isPublicAddress(address), address).toBe(false)
})

test("an IPv6 address never opens what its IPv4 part would close", () => {
  fc.assert(
    fc.property(fc.ipV4(), (four) => {
      for (const disguise of [`::ffff:${four}`, `::${four}`, `64:ff9b::${four}`])
        expect(isPublicAddress(disguise)).toBe(false)
    }),
  )
})

test("any text is judged without falling over", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.ipV6(), fc.ipV4Extended()),
      (text) => typeof isPublicAddress(text) === "boolean",
    ),
  )
})

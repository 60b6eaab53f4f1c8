import { BlockList, isIPv6 } from "node:net"
import type { TrustedProxies } from "../platform/trusted-proxies.ts"

const near = new BlockList()
for (const [net, bits] of [
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const)
  near.addSubnet(net, bits, "ipv4")
for (const [net, bits] of [
  ["::1", 128],
  ["fc00::", 7],
  ["fe80::", 10],
] as const)
  near.addSubnet(net, bits, "ipv6")

/**
 * Whose X-Forwarded-For is believed, as Fastify asks: for each address from the nearest on. Of a number of proxies the nearest
 * must stand on this machine or in a private network, or else whoever reaches the port directly could claim any address; a
 * proxy elsewhere is named by its address. Beyond their number nothing is believed: proxies add to what clients wrote.
 */
export function trustOf(proxies: TrustedProxies): false | string[] | ((address: string, hop: number) => boolean) {
  if (typeof proxies !== "number") return proxies
  return (address, hop) => hop < proxies && (hop > 0 || near.check(address, isIPv6(address) ? "ipv6" : "ipv4"))
}

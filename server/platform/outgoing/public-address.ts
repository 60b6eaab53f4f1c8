import ipaddr from "ipaddr.js"

/** Everyone's addresses in IPv6. What lies outside is nobody's, kept for later, or an IPv4 address in disguise. */
const globalUnicast = ipaddr.IPv6.parseCIDR("2000::/3")

/** Public by number, private by use: where clouds answer their own machines. */
const ofClouds = new Set(["168.63.129.16", "100.100.100.200", "192.0.0.192"])

/**
 * Whether an address belongs to a machine on the public internet, by the registries of special addresses (RFC 6890 and what
 * followed). False for this machine, private and link-local networks, carrier NAT, multicast, what is reserved, clouds'
 * metadata services, and IPv6 addresses that carry an IPv4 one (mapped, NAT64, 6to4, Teredo), whatever that one is.
 * @param address as a resolver gives it; anything that is no plain address is not public
 */
export function isPublicAddress(address: string): boolean {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) {
    const four = ipaddr.IPv4.parse(address)
    return four.range() === "unicast" && !ofClouds.has(four.toString())
  }
  // A zone names an interface of this machine.
  if (!ipaddr.IPv6.isValid(address) || address.includes("%")) return false
  const six = ipaddr.IPv6.parse(address)
  return six.match(globalUnicast) && six.range() === "unicast"
}

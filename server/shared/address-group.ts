/** The longest form there is: eight groups, the last two with dots. */
const LONGEST_ADDRESS = 45

/**
 * Which addresses count as one: an IPv4 address is one, of IPv6 all addresses of a /64, since whoever has one has all of
 * those. IPv4 addresses written as IPv6 (::ffff:192.0.2.1) count as IPv4. Anything else is given back as it is.
 */
export function addressGroupOf(address: string): string {
  const text = address.replace(/%.*$/, "").toLowerCase()
  if (!text.includes(":") || text.length > LONGEST_ADDRESS) return text
  const mapped = /^(?:0*:)*:?(?:0*:)*ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(text)?.[1]
  if (mapped !== undefined) return mapped
  const halves = text.split("::")
  if (halves.length > 2) return text
  const groups = (half: string | undefined) =>
    half === undefined || half === ""
      ? []
      : half.split(":").flatMap((group) => {
          // A dotted end stands for two groups.
          const bytes = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(group)?.slice(1).map(Number)
          if (bytes === undefined) return [group]
          const [a = 0, b = 0, c = 0, d = 0] = bytes
          return [(a * 256 + b).toString(16), (c * 256 + d).toString(16)]
        })
  const [start, end] = [groups(halves[0]), groups(halves[1])]
  const all =
    halves.length === 1 ? start : [...start, ...Array(Math.max(0, 8 - start.length - end.length)).fill("0"), ...end]
  if (all.length !== 8) return text
  const numbers = all.map((group) => Number.parseInt(group, 16))
  if (numbers.some(Number.isNaN)) return text
  // ::ffff:c000:201 is written without dots, and is IPv4 all the same.
  if (numbers.slice(0, 5).every((group) => group === 0) && numbers[5] === 0xffff) {
    const [high = 0, low = 0] = numbers.slice(6)
    return [high >> 8, high & 255, low >> 8, low & 255].join(".")
  }
  return `${numbers
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(":")}::/64`
}

/**
 * The wider network an address is probably in: /16 of IPv4, /32 of IPv6, about what one provider uses in one place. Not exact, and
 * only good for noticing that somebody is elsewhere.
 */
export function networkOf(address: string): string {
  const group = addressGroupOf(address)
  return group.includes(":") ? group.split(":").slice(0, 2).join(":") : group.split(".").slice(0, 2).join(".")
}

import { isIP } from "node:net"
import ipaddr from "ipaddr.js"
import { refusal } from "./refusals.ts"

const LONGEST_ADDRESS = 2000

export interface WebAddress {
  url: URL
  /** For names: as it is asked of the resolver. For addresses: without brackets. */
  host: string
  port: number
  isLiteral: boolean
}

/**
 * Reads an address somebody gave. The URL parser turns every way to write an IPv4 address (octal, hexadecimal, one number,
 * full-width digits) into four decimal numbers, so that there is one form left to judge.
 * @throws InvalidError of type `address-invalid`
 */
export function readWebAddress(text: string, ports: readonly number[]): WebAddress {
  if (text.length > LONGEST_ADDRESS) throw refusal("invalid", "It is too long.")
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw refusal("invalid", "Copy it from the browser's address line, with https:// in front.")
  }
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw refusal("invalid", "Only addresses that begin with https:// or http:// can be fetched.")
  if (url.username !== "" || url.password !== "")
    throw refusal("invalid", "Leave out the user name and password: they would be kept with the material.")
  const port = url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port)
  if (!ports.includes(port)) throw refusal("invalid", `Only the ports ${ports.join(" and ")} can be fetched from.`)
  url.hash = ""
  // "host." is the same host, asked of the root; certificates and our rules know it without the dot.
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "")
  if (host === "") throw refusal("invalid", "It names no site.")
  return { url, host, port, isLiteral: isIP(host) !== 0 || ipaddr.isValid(host) }
}

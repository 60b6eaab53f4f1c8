import { InvalidError } from "../../shared/errors.ts"

/**
 * Why nothing was fetched. A name that does not exist, one of a private network and a machine that does not answer are told
 * alike: the difference would map the network this server stands in.
 */
const reasons = {
  invalid: "This is no address that can be fetched.",
  unreachable:
    "No public page answered at this address. Check it in your browser; what needs your own network or a VPN must be downloaded and added as a file.",
  refused: "The site did not hand this page out.",
  redirected:
    "This address leads on and on without arriving at a page. Open it in your browser and copy the address you end at.",
  unsupported: "What is at this address is no document that can be read.",
  slow: "The site took too long to send this. Download it with your browser and add it as a file.",
  broken:
    "The site broke off while it was sending this. Try again, or download it with your browser and add it as a file.",
} as const

export type RefusalReason = keyof typeof reasons

/** One of `address-invalid`, `address-unreachable`, … with what to do about it. */
export function refusal(reason: RefusalReason, more = "", cause?: unknown): InvalidError {
  const message = more === "" ? reasons[reason] : `${reasons[reason]} ${more}`
  return new InvalidError(`address-${reason}`, message, { fields: [{ path: "url", message }], cause })
}

import type { Readable } from "node:stream"

/** A page or file of somebody else's server. */
export interface WebFile {
  /** Where it was in the end, after redirects; without a fragment. */
  url: string
  /** Of Content-Type, lower case, with its parameters. */
  mediaType: string
  /** The name the site gives it, or what its address ends with; not made safe. */
  fileName: string
  /** Unpacked. Fails with TooLargeError or InvalidError when a limit is reached on the way. Read it or destroy it. */
  body: Readable
}

export interface WebLimits {
  /** Media types that are taken; the part before ";". */
  mediaTypes: readonly string[]
  maxBytes: number
}

/**
 * The only way to an address that somebody typed in. It reaches public machines alone: the host's every address is judged
 * before a connection is made, the connection goes to exactly the address that was judged, and each redirect begins anew.
 * No cookies, no credentials and no settings of the environment go along. What the operator configured (models, S3, SMTP,
 * Redis) does not come this way: those addresses may be private.
 */
export interface Outgoing {
  /**
   * @throws InvalidError of type `address-invalid`, `address-unreachable`, `address-refused`, `address-redirected`,
   * `address-unsupported`, `address-slow` or `address-broken`; TooLargeError; the reason of `signal`
   */
  fetch(url: string, limits: WebLimits, signal?: AbortSignal): Promise<WebFile>
}

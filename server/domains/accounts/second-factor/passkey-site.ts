import { ForbiddenError } from "../../../shared/errors.ts"

/** For which place passkeys are made. A browser gives them to no other one, so a page that imitates this one gets nothing. */
export interface PasskeySite {
  /** Host name without port: the relying party's id of WebAuthn. */
  rpId: string
  /** As browsers write it: scheme, host, and port unless it is the scheme's own. */
  origin: string
}

/** Undefined where browsers know no passkeys: on plain http elsewhere than localhost, and for bare addresses. */
export function passkeySiteOf(publicUrl: string): PasskeySite | undefined {
  const { hostname, origin, protocol } = new URL(publicUrl)
  const isLocal = hostname === "localhost" || hostname.endsWith(".localhost")
  // URL writes every notation of an IPv4 address as four numbers, and IPv6 in brackets.
  const isAddress = hostname.startsWith("[") || /^\d+(\.\d+){3}$/.test(hostname)
  if (isAddress || (protocol !== "https:" && !isLocal)) return undefined
  return { rpId: hostname, origin }
}

/** @throws ForbiddenError of type `passkeys-unavailable` */
export function requirePasskeySite(publicUrl: string): PasskeySite {
  const site = passkeySiteOf(publicUrl)
  if (site === undefined)
    throw new ForbiddenError(
      "passkeys-unavailable",
      "Passkeys need https and a host name, and this StudyIn is reached without.",
    )
  return site
}

import { Problem } from "../../lib/problem.ts"
import { words } from "./words.ts"

/** The library is loaded when somebody uses a passkey: the first page is light without it. */
const library = () => import("@simplewebauthn/browser")

type Asked = Parameters<typeof import("@simplewebauthn/browser")["startAuthentication"]>[0]["optionsJSON"]
type Made = Parameters<typeof import("@simplewebauthn/browser")["startRegistration"]>[0]["optionsJSON"]

/** Browsers have passkeys on https and localhost, and never for a bare address. */
export const knowsPasskeys = (): boolean =>
  typeof PublicKeyCredential === "function" && isSecureContext && !/^[\d.]+$|^\[/.test(location.hostname)

/** Lets the person choose a passkey and sign with it. @throws Problem in words */
export async function signWithPasskey(options: Asked) {
  const { startAuthentication } = await library()
  return startAuthentication({ optionsJSON: options }).catch(explain)
}

/**
 * Offers passkeys among what the browser fills into the e-mail field. Settles when one is chosen; undefined when the browser cannot,
 * or something else was begun meanwhile.
 */
export async function passkeyFromAutofill(options: Asked) {
  const { browserSupportsWebAuthnAutofill, startAuthentication } = await library()
  if (!(await browserSupportsWebAuthnAutofill())) return undefined
  return startAuthentication({ optionsJSON: options, useBrowserAutofill: true }).catch(() => undefined)
}

/** Has the device make a passkey. @throws Problem in words */
export async function makePasskey(options: Made) {
  const { startRegistration } = await library()
  return startRegistration({ optionsJSON: options }).catch(explain)
}

/** Ends what waits for a passkey. */
export async function stopPasskeys(): Promise<void> {
  const { WebAuthnAbortService } = await library()
  WebAuthnAbortService.cancelCeremony()
}

function explain(error: unknown): never {
  const { name, code } = error as { name?: string; code?: string }
  const detail =
    code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED"
      ? words.passkeyThere
      : name === "NotAllowedError" || name === "AbortError"
        ? words.passkeyNotGiven
        : name === "SecurityError"
          ? words.passkeyElsewhere
          : words.passkeyFailed
  throw new Problem({ type: "passkey-not-given", status: 0, title: words.noPasskey, detail })
}

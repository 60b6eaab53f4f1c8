import { createHash } from "node:crypto"
import { isId } from "../../../shared/ids.ts"

/** Seconds in which a passkey has to answer. */
export const CHALLENGE_S = 300

/**
 * What a passkey signs: made from the ticket that comes back with its answer. The server keeps nothing until then, so strangers
 * who ask for challenges fill no table, and who does not hold the ticket cannot use the answer.
 */
export function challengeOf(ticket: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash("sha256").update(`studyin passkey\n${ticket}`).digest())
}

/** Whether an answer says that it answers this challenge. It may be forged: the signature is checked elsewhere. */
export function answersChallenge(clientDataJSON: string, challenge: Uint8Array): boolean {
  try {
    const said = JSON.parse(Buffer.from(clientDataJSON, "base64url").toString("utf8")) as { challenge?: unknown } | null
    return said?.challenge === Buffer.from(challenge).toString("base64url")
  } catch {
    return false
  }
}

/** Whose passkey it is, as the passkey itself keeps it: the 16 bytes of the learner's id. No e-mail address, no name. */
export function handleOf(userId: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(userId.replaceAll("-", ""), "hex"))
}

/** Undefined for a handle that `handleOf` did not make. */
export function userIdOfHandle(handle: string | undefined): string | undefined {
  const hex = Buffer.from(handle ?? "", "base64url").toString("hex")
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
  return isId(id) ? id : undefined
}

/**
 * The rule of WebAuthn (section 6.1.1): an authenticator that counts must have counted on. One that does not stands for two
 * devices with the same key. Those that never count say 0 each time.
 */
export function hasCountedOn(stored: number, given: number): boolean {
  return given > stored || (given === 0 && stored === 0)
}

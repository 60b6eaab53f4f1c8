import { type AuthenticationResponseJSON, verifyAuthenticationResponse } from "@simplewebauthn/server"
import type { Tx } from "../../../platform/database/index.ts"
import { hasCountedOn } from "./passkey-challenge.ts"
import type { PasskeySite } from "./passkey-site.ts"
import { lockPasskey, markPasskeyUsed } from "./passkey-store.ts"

/** What a browser sends after a passkey has signed, as far as it is looked at. */
export interface PasskeyAnswer {
  /** Base64url, as everything else here. */
  id: string
  clientDataJSON: string
  authenticatorData: string
  signature: string
  userHandle?: string | undefined
}

export interface PasskeyQuestion {
  site: PasskeySite
  challenge: Uint8Array
  at: Date
}

/** `isVerified`: the person proved to the device who they are, by finger, face or PIN, rather than only touching it. */
export type PasskeyVerdict =
  | { isRight: true; isVerified: boolean }
  | { isRight: false; reason: "unknown passkey" | "wrong answer" | "copied passkey"; passkeyId?: string }

/** Looks at a passkey's answer and moves its counter, in the caller's transaction. */
export async function checkPasskey(
  tx: Tx,
  userId: string,
  answer: PasskeyAnswer,
  { site, challenge, at }: PasskeyQuestion,
): Promise<PasskeyVerdict> {
  const passkey = await lockPasskey(tx, userId, Buffer.from(answer.id, "base64url"))
  if (passkey === undefined) return { isRight: false, reason: "unknown passkey" }
  const verified = await verifyAuthenticationResponse({
    response: responseOf(answer),
    expectedChallenge: Buffer.from(challenge).toString("base64url"),
    expectedOrigin: site.origin,
    expectedRPID: site.rpId,
    requireUserVerification: false,
    // The counter is compared below: the library would tell a copied key and a forged answer apart in prose only.
    credential: { id: answer.id, publicKey: Uint8Array.from(passkey.publicKey), counter: 0 },
  }).catch(() => undefined)
  // It throws for whatever does not fit: another challenge, origin or site, bytes that are no answer.
  if (verified === undefined || !verified.verified) return { isRight: false, reason: "wrong answer" }
  const { newCounter, userVerified, credentialBackedUp } = verified.authenticationInfo
  if (!hasCountedOn(passkey.signCount, newCounter))
    return { isRight: false, reason: "copied passkey", passkeyId: passkey.id }
  await markPasskeyUsed(tx, userId, passkey.id, { signCount: newCounter, isSynced: credentialBackedUp, at })
  return { isRight: true, isVerified: userVerified }
}

/** The audit entry beside the refusal of such a passkey. */
export function copySuspected(passkeyId: string) {
  return {
    event: "passkey_copy_suspected" as const,
    isSuccess: false,
    entityType: "passkey",
    entityId: passkeyId,
    errorMessage: "its counter went back",
  }
}

function responseOf({ id, clientDataJSON, authenticatorData, signature, userHandle }: PasskeyAnswer) {
  const response: AuthenticationResponseJSON = {
    id,
    rawId: id,
    type: "public-key",
    clientExtensionResults: {},
    response: { clientDataJSON, authenticatorData, signature, ...(userHandle === undefined ? {} : { userHandle }) },
  }
  return response
}

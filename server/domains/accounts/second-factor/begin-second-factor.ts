import { createHash } from "node:crypto"
import { generateAuthenticationOptions } from "@simplewebauthn/server"
import type { Deps } from "../../../platform/deps.ts"
import { newId } from "../../../shared/ids.ts"
import { formatSecretToken, hashSecretToken, newSecretToken } from "../secret-token.ts"
import { canReadTotp } from "./check-code.ts"
import { CHALLENGE_S, challengeOf } from "./passkey-challenge.ts"
import { passkeySiteOf } from "./passkey-site.ts"
import { listPasskeys } from "./passkey-store.ts"
import { insertPendingSignIn } from "./pending-sign-in-store.ts"
import { countRecoveryCodes } from "./recovery-code-store.ts"
import { findTotp } from "./totp-store.ts"

const PENDING_MS = 5 * 60_000

export const factorMethods = ["app", "passkey", "recovery-code"] as const
export type FactorMethod = (typeof factorMethods)[number]

/** The password was right, and this account asks for more. */
export interface SecondFactorNeeded {
  /** Stands for the password that was given, for five minutes. Opens nothing by itself. */
  ticket: string
  expiresAt: Date
  /** Empty when all are lost: then only an administrator can help. */
  methods: FactorMethod[]
  /** What to ask a passkey; null without the method. */
  passkeyOptions: Awaited<ReturnType<typeof generateAuthenticationOptions>> | null
}

/** For somebody who gave the right password. Undefined when that is all their account asks for. */
export async function beginSecondFactor(
  deps: Pick<Deps, "db" | "clock" | "seals" | "config">,
  { userId, passwordHash }: { userId: string; passwordHash: string },
  request: { rememberMe: boolean; restoresAccount?: boolean },
): Promise<SecondFactorNeeded | undefined> {
  const at = deps.clock.now()
  const expiresAt = new Date(at.getTime() + PENDING_MS)
  const secret = newSecretToken(userId)
  const ticket = formatSecretToken(secret)
  const known = await deps.db.asSystem("begin-second-factor", async (tx) => {
    const totp = await findTotp(tx, userId)
    const passkeys = await listPasskeys(tx, userId)
    const app = totp !== undefined && totp.confirmedAt !== null ? totp : undefined
    if (app === undefined && passkeys.length === 0) return undefined
    await insertPendingSignIn(tx, userId, {
      id: newId(at.getTime()),
      secretHash: hashSecretToken(secret),
      passwordMark: markOf(passwordHash),
      isRemembered: request.rememberMe,
      restoresAccount: request.restoresAccount === true,
      at,
      expiresAt,
    })
    const codes = await countRecoveryCodes(tx, userId)
    return { hasApp: app !== undefined && canReadTotp(deps, userId, app), passkeys, codesLeft: codes?.left ?? 0 }
  })
  if (known === undefined) return undefined
  const site = passkeySiteOf(deps.config.http.publicUrl)
  const passkeyOptions =
    site === undefined || known.passkeys.length === 0
      ? null
      : await generateAuthenticationOptions({
          rpID: site.rpId,
          challenge: challengeOf(ticket),
          timeout: CHALLENGE_S * 1000,
          userVerification: "preferred",
          allowCredentials: known.passkeys.map(({ credentialId, transports }) => ({
            id: Buffer.from(credentialId).toString("base64url"),
            transports,
          })),
        })
  const methods: FactorMethod[] = [
    ...(known.hasApp ? (["app"] as const) : []),
    ...(passkeyOptions === null ? [] : (["passkey"] as const)),
    ...(known.codesLeft > 0 ? (["recovery-code"] as const) : []),
  ]
  return { ticket, expiresAt, methods, passkeyOptions }
}

/** Tells one password from the next without giving its hash away. */
export function markOf(passwordHash: string): Uint8Array {
  return createHash("sha256").update(passwordHash).digest()
}

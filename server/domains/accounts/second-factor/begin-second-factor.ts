import { createHash } from "node:crypto"
import { generateAuthenticationOptions } from "@simplewebauthn/server"
import type { Tx } from "../../../platform/database/index.ts"
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
    const factors = await findFactorsToAsk(tx, deps, userId)
    if (factors === undefined) return undefined
    await insertPendingSignIn(tx, userId, {
      id: newId(at.getTime()),
      secretHash: hashSecretToken(secret),
      passwordMark: markOf(passwordHash),
      isRemembered: request.rememberMe,
      restoresAccount: request.restoresAccount === true,
      at,
      expiresAt,
    })
    return factors
  })
  return known && { ticket, expiresAt, ...(await questionOf(deps, known, ticket)) }
}

interface FactorsToAsk {
  hasApp: boolean
  passkeys: Awaited<ReturnType<typeof listPasskeys>>
  codesLeft: number
}

/** What an account has besides its password; undefined when it asks for the password alone. */
export async function findFactorsToAsk(
  tx: Tx,
  deps: Pick<Deps, "seals">,
  userId: string,
): Promise<FactorsToAsk | undefined> {
  const totp = await findTotp(tx, userId)
  const passkeys = await listPasskeys(tx, userId)
  const app = totp !== undefined && totp.confirmedAt !== null ? totp : undefined
  if (app === undefined && passkeys.length === 0) return undefined
  const codes = await countRecoveryCodes(tx, userId)
  return { hasApp: app !== undefined && canReadTotp(deps, userId, app), passkeys, codesLeft: codes?.left ?? 0 }
}

/** How to ask for one of them; a passkey signs what is made of the ticket. */
export async function questionOf(
  deps: Pick<Deps, "config">,
  { hasApp, passkeys, codesLeft }: FactorsToAsk,
  ticket: string,
): Promise<Pick<SecondFactorNeeded, "methods" | "passkeyOptions">> {
  const site = passkeySiteOf(deps.config.http.publicUrl)
  const passkeyOptions =
    site === undefined || passkeys.length === 0
      ? null
      : await generateAuthenticationOptions({
          rpID: site.rpId,
          challenge: challengeOf(ticket),
          timeout: CHALLENGE_S * 1000,
          userVerification: "preferred",
          allowCredentials: passkeys.map(({ credentialId, transports }) => ({
            id: Buffer.from(credentialId).toString("base64url"),
            transports,
          })),
        })
  const methods: FactorMethod[] = [
    ...(hasApp ? (["app"] as const) : []),
    ...(passkeyOptions === null ? [] : (["passkey"] as const)),
    ...(codesLeft > 0 ? (["recovery-code"] as const) : []),
  ]
  return { methods, passkeyOptions }
}

/** Tells one password from the next without giving its hash away. */
export function markOf(passwordHash: string): Uint8Array {
  return createHash("sha256").update(passwordHash).digest()
}

import type { Deps } from "../../../platform/deps.ts"
import { canReadTotp } from "./check-code.ts"
import { passkeySiteOf } from "./passkey-site.ts"
import { listPasskeys } from "./passkey-store.ts"
import { countRecoveryCodes } from "./recovery-code-store.ts"
import { findTotp } from "./totp-store.ts"

/** What a learner's sign-in asks for besides the password. With neither app nor passkey: nothing. */
export interface Factors {
  app: { addedAt: Date; lastUsedAt: Date | null; isReadable: boolean } | null
  passkeys: { id: string; name: string; isSynced: boolean; createdAt: Date; lastUsedAt: Date | null }[]
  recoveryCodes: { left: number; madeAt: Date } | null
  /** Where passkeys of this installation work, such as `https://learn.example.org`; null: nowhere. */
  passkeyOrigin: string | null
}

export async function listFactors(deps: Pick<Deps, "db" | "seals" | "config">, userId: string): Promise<Factors> {
  const { totp, passkeys, codes } = await deps.db.readAsLearner(userId, async (tx) => ({
    totp: await findTotp(tx, userId),
    passkeys: await listPasskeys(tx, userId),
    codes: await countRecoveryCodes(tx, userId),
  }))
  return {
    app:
      totp === undefined || totp.confirmedAt === null
        ? null
        : { addedAt: totp.confirmedAt, lastUsedAt: totp.lastUsedAt, isReadable: canReadTotp(deps, userId, totp) },
    passkeys: passkeys.map(({ id, name, isSynced, createdAt, lastUsedAt }) => ({
      id,
      name,
      isSynced,
      createdAt,
      lastUsedAt,
    })),
    recoveryCodes: codes ?? null,
    passkeyOrigin: passkeySiteOf(deps.config.http.publicUrl)?.origin ?? null,
  }
}

import { createHash, randomBytes } from "node:crypto"
import { isId } from "../../../shared/ids.ts"

/** A refresh token as the browser keeps it: whose it is, so that no index across learners is needed, and a secret. */
export interface RefreshSecret {
  userId: string
  secret: Uint8Array
}

const SECRET_BYTES = 32

export function newRefreshSecret(userId: string): RefreshSecret {
  return { userId, secret: randomBytes(SECRET_BYTES) }
}

export function formatRefreshSecret({ userId, secret }: RefreshSecret): string {
  return `${userId}.${Buffer.from(secret).toString("base64url")}`
}

/** Undefined for anything that `formatRefreshSecret` did not make. */
export function parseRefreshSecret(text: string | undefined): RefreshSecret | undefined {
  const [userId, encoded, ...rest] = (text ?? "").split(".")
  if (!isId(userId) || encoded === undefined || rest.length > 0) return undefined
  const secret = Buffer.from(encoded, "base64url")
  return secret.length === SECRET_BYTES ? { userId, secret } : undefined
}

/** Only this is stored: SHA-256, enough for a secret of 256 random bits. */
export function hashRefreshSecret({ secret }: RefreshSecret): Uint8Array {
  return createHash("sha256").update(secret).digest()
}

import { createHash, randomBytes } from "node:crypto"
import { isId } from "../../shared/ids.ts"

/**
 * A secret that is handed out once: the refresh token of a sign-in, the link in a letter. It says whose it is, so that no index
 * across learners is needed to find it.
 */
export interface SecretToken {
  userId: string
  secret: Uint8Array
}

const SECRET_BYTES = 32

export function newSecretToken(userId: string): SecretToken {
  return { userId, secret: randomBytes(SECRET_BYTES) }
}

export function formatSecretToken({ userId, secret }: SecretToken): string {
  return `${userId}.${Buffer.from(secret).toString("base64url")}`
}

/** Undefined for anything that `formatSecretToken` did not make. */
export function parseSecretToken(text: string | undefined): SecretToken | undefined {
  const [userId, encoded, ...rest] = (text ?? "").split(".")
  if (!isId(userId) || encoded === undefined || rest.length > 0) return undefined
  const secret = Buffer.from(encoded, "base64url")
  return secret.length === SECRET_BYTES ? { userId, secret } : undefined
}

/** Only this is stored: SHA-256, enough for a secret of 256 random bits. */
export function hashSecretToken({ secret }: SecretToken): Uint8Array {
  return createHash("sha256").update(secret).digest()
}

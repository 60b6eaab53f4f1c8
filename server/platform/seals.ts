import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto"

const FORMAT = 1
const ID_BYTES = 4
const IV_BYTES = 12
const TAG_BYTES = 16
const HEAD_BYTES = 1 + ID_BYTES + IV_BYTES + TAG_BYTES

/** Encrypts small secrets that lie in the database and must be read again, such as those of authenticator apps. */
export interface Seals {
  /** Can be opened for the same purpose and owner only: copied into somebody else's row it is worth nothing. */
  seal(purpose: string, ownerId: string, contents: Uint8Array): Uint8Array
  /**
   * Undefined when it was sealed with a secret this installation does not have, for something else, or was changed. `isOutdated`: with a
   * secret that has been replaced, so it should be sealed anew while that one is still there.
   */
  open(purpose: string, ownerId: string, sealed: Uint8Array): { contents: Uint8Array; isOutdated: boolean } | undefined
}

/**
 * AES-256-GCM with keys derived (HKDF, SHA-256) from the installation's secret. Each seal names its key, so a secret can be
 * replaced: `former` ones only open.
 */
export function createSeals(secret: Uint8Array, former: readonly Uint8Array[] = []): Seals {
  const current = keyOf(secret)
  const keys = [current, ...former.map(keyOf)]
  return {
    seal(purpose, ownerId, contents) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv("aes-256-gcm", current.key, iv)
      cipher.setAAD(boundTo(purpose, ownerId))
      const hidden = Buffer.concat([cipher.update(contents), cipher.final()])
      return Buffer.concat([Buffer.of(FORMAT), current.id, iv, cipher.getAuthTag(), hidden])
    },
    open(purpose, ownerId, sealed) {
      const bytes = Buffer.from(sealed)
      if (bytes.length < HEAD_BYTES || bytes[0] !== FORMAT) return undefined
      const id = bytes.subarray(1, 1 + ID_BYTES)
      const iv = bytes.subarray(1 + ID_BYTES, 1 + ID_BYTES + IV_BYTES)
      const tag = bytes.subarray(HEAD_BYTES - TAG_BYTES, HEAD_BYTES)
      for (const one of keys) {
        if (!one.id.equals(id)) continue
        const decipher = createDecipheriv("aes-256-gcm", one.key, iv, { authTagLength: TAG_BYTES })
        decipher.setAAD(boundTo(purpose, ownerId))
        decipher.setAuthTag(tag)
        try {
          const contents = Buffer.concat([decipher.update(bytes.subarray(HEAD_BYTES)), decipher.final()])
          return { contents, isOutdated: !one.id.equals(current.id) }
        } catch {
          // Another key may have the same short name.
        }
      }
      return undefined
    },
  }
}

function keyOf(secret: Uint8Array): { id: Buffer; key: Buffer } {
  const derive = (use: string, bytes: number) =>
    Buffer.from(hkdfSync("sha256", secret, "", `studyin seals ${use}`, bytes))
  return { id: derive("id", ID_BYTES), key: derive("key", 32) }
}

const boundTo = (purpose: string, ownerId: string) => Buffer.from(`${purpose}\n${ownerId}`)

import { hash, verify } from "@node-rs/argon2"

/**
 * A password as it is stored: Argon2id over its NFKC form, so that the same letters count as the same password however a keyboard
 * composes them (NIST SP 800-63B, 5.1.1.2).
 */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"))
}

/** Whether a password belongs to a hash. Hashes from before passwords were normalised hold what was typed: that is tried as well. */
export async function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  const normal = password.normalize("NFKC")
  if (await verify(passwordHash, normal)) return true
  return normal !== password && (await verify(passwordHash, password))
}

import { hash, verify } from "@node-rs/argon2"

/** Argon2id as OWASP asks for it: 19 MiB, 2 passes, 1 lane. Whoever raises it has hashes renewed as people sign in. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/**
 * A password as it is stored: Argon2id over its NFKC form, so that the same letters count as the same password however a keyboard
 * composes them (NIST SP 800-63B, 5.1.1.2).
 */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), cost)
}

/** Whether a password belongs to a hash. Hashes from before passwords were normalised hold what was typed: that is tried as well. */
export async function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  const normal = password.normalize("NFKC")
  if (await verify(passwordHash, normal)) return true
  return normal !== password && (await verify(passwordHash, password))
}

/** Whether a hash was made with less work than is asked for now, or in another way. */
export function isOutdated(passwordHash: string): boolean {
  const [, memory, passes] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$/.exec(passwordHash) ?? []
  return memory === undefined || Number(memory) < cost.memoryCost || Number(passes) < cost.timeCost
}

import { createHash, randomBytes } from "node:crypto"

/** Crockford's base 32: no I, L, O or U, so that nothing is misread from paper. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
const CODES = 10
/** 28 characters of 5 bits: 140 bits. */
const LENGTH = 28
/** In how large groups codes of so many characters are written. Those of 80 and 120 bits, from before, count while people have kept them. */
const groupOf: Readonly<Record<number, number>> = { [LENGTH]: 7, 24: 4, 16: 4 }

/** Ten codes such as `7KQ4Z0P-M3XWBN9-TD5C8EY-H2A6RVG`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: CODES }, () => {
    // 256 is a multiple of 32: every character is as likely as the others.
    const characters = [...randomBytes(LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length] ?? "")
    return groups(characters.join("")).join("-")
  })
}

/** The code as it was made, whatever case, spaces and look-alikes it was typed with; undefined when it cannot be one. */
export function readRecoveryCode(typed: string): string | undefined {
  const plain = typed.toUpperCase().replaceAll(/[\s-]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1")
  if (groupOf[plain.length] === undefined) return undefined
  if ([...plain].some((character) => !ALPHABET.includes(character))) return undefined
  return groups(plain).join("-")
}

/**
 * Only this is stored. SHA-256 is enough: a slow hash protects what people choose, and these are 80 random bits or more, more
 * than anybody can go through. It lets one statement find and use up the code.
 */
export function hashRecoveryCode(userId: string, code: string): Uint8Array {
  return createHash("sha256").update(`studyin recovery code\n${userId}\n${code}`).digest()
}

function groups(plain: string): string[] {
  const size = groupOf[plain.length] ?? plain.length
  return Array.from({ length: plain.length / size }, (_, at) => plain.slice(at * size, (at + 1) * size))
}

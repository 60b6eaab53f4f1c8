import { createHash, randomBytes } from "node:crypto"

/** Crockford's base 32: no I, L, O or U, so that nothing is misread from paper. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
const CODES = 10
/** 24 characters of 5 bits: 120 bits. */
const LENGTH = 24
/** What codes had before, 80 bits: those that people have kept still count. */
const FORMER_LENGTH = 16
const GROUP = 4

/** Ten codes such as `7KQ4-Z0PM-3XWB-N9TD-5C8E-YH2A`. */
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
  if (plain.length !== LENGTH && plain.length !== FORMER_LENGTH) return undefined
  if ([...plain].some((character) => !ALPHABET.includes(character))) return undefined
  return groups(plain).join("-")
}

/**
 * Only this is stored. SHA-256 is enough: a slow hash protects what people choose, and these are 120 random bits, more
 * than anybody can go through. It lets one statement find and use up the code.
 */
export function hashRecoveryCode(userId: string, code: string): Uint8Array {
  return createHash("sha256").update(`studyin recovery code\n${userId}\n${code}`).digest()
}

function groups(plain: string): string[] {
  return Array.from({ length: plain.length / GROUP }, (_, at) => plain.slice(at * GROUP, (at + 1) * GROUP))
}

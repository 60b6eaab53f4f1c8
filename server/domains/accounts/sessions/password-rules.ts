import type { FieldFault } from "../../../shared/errors.ts"
import { commonPasswords } from "./common-passwords.ts"

const SHORTEST = 8
const LONGEST = 200

/** What is wrong with a new password, in words; null when nothing is. `personal` are words an attacker would try first: e-mail, name. */
export function faultOfPassword(password: string, personal: readonly string[], path = "password"): FieldFault | null {
  if (password.length < SHORTEST)
    return { path, message: `Use at least ${SHORTEST} characters. A short sentence is easy to remember.` }
  if (password.length > LONGEST) return { path, message: `Use at most ${LONGEST} characters.` }
  const plain = password.toLowerCase()
  if (commonPasswords.has(plain) || commonPasswords.has(plain.replace(/[^a-z]+$/, "")) || /^(.)\1*$/.test(plain)) {
    return { path, message: "This password is among the first that attackers try. Choose another one." }
  }
  if (personal.some((word) => word.length >= 4 && plain === word.toLowerCase())) {
    return { path, message: "Choose a password that is not your name or e-mail address." }
  }
  return null
}

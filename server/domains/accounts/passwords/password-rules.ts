import type { FieldFault } from "../../../shared/errors.ts"
import { type Guess, guessOf } from "./guessable-password.ts"

const SHORTEST = 8
/** Room for a sentence; hashing a book would be work for nothing. */
const LONGEST = 128

const messages: Record<Guess, string> = {
  common:
    "This password is among the first that attackers try. Choose another one, such as four words that do not belong together.",
  pattern:
    "This password follows a pattern that attackers try first: figures alone, a row of keys, a date or a repeat. Choose another one.",
  personal: "This password is little more than your name, your e-mail address or “StudyIn”. Choose another one.",
}

/**
 * What is wrong with a new password, in words; null when nothing is. Length and how soon it would be guessed, and no rules about kinds
 * of characters (NIST SP 800-63B, 5.1.1.2). `personal` is what an attacker would try first: e-mail address, name.
 */
export function faultOfPassword(password: string, personal: readonly string[], path = "password"): FieldFault | null {
  const { length } = [...password.normalize("NFKC")]
  if (length < SHORTEST)
    return { path, message: `Use at least ${SHORTEST} characters. A short sentence is easy to remember.` }
  if (length > LONGEST) return { path, message: `Use at most ${LONGEST} characters.` }
  const guess = guessOf(password, personal)
  return guess && { path, message: messages[guess] }
}

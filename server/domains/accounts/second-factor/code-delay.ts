/** Wrong codes in a row that cost nothing but another look at the phone. */
const FREE_TRIES = 5
const FIRST_DELAY_MS = 60_000
const LONGEST_DELAY_MS = 60 * 60_000

/**
 * How long the next code of an authenticator app has to wait after so many wrong ones in a row: not at all up to four, then a
 * minute, doubled each time up to an hour. Somebody who knows the password and guesses codes from many addresses then gets at
 * most 24 tries a day, each right with 3 in a million. Nobody without the password gets as far as this, so nobody else can keep
 * the owner waiting; a recovery code or passkey does not wait.
 * @returns milliseconds; 0: it is looked at
 */
export function delayOfNextCode(wrongInARow: number, lastWrongAt: Date | null, at: Date): number {
  if (wrongInARow < FREE_TRIES || lastWrongAt === null) return 0
  const delay = Math.min(FIRST_DELAY_MS * 2 ** Math.min(wrongInARow - FREE_TRIES, 30), LONGEST_DELAY_MS)
  return Math.max(0, lastWrongAt.getTime() + delay - at.getTime())
}

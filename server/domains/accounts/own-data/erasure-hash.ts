import { createHash } from "node:crypto"

/** How the erasure ledger names a learner: their id has 74 random bits, so the hash leads back to nobody who does not have it. */
export function learnerHashOf(userId: string): string {
  return createHash("sha256").update(`studyin erasure ${userId}`).digest("hex")
}

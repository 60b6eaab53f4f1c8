import type { Deps } from "../../platform/deps.ts"
import { deleteExpired } from "./usage-store.ts"

const DROPPED_AT_A_TIME = 1000

/** Removes reservations that hold nothing any more. Room is checked without them in any case: this only tidies. */
export async function dropExpiredReservations({ db, clock }: Pick<Deps, "db" | "clock">): Promise<number> {
  const before = clock.now()
  let dropped = 0
  for (;;) {
    const count = await db.asSystem("drop-reservations", (tx) => deleteExpired(tx, before, DROPPED_AT_A_TIME))
    dropped += count
    if (count < DROPPED_AT_A_TIME) return dropped
  }
}

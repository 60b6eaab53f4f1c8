import type { Tx } from "../../platform/database/index.ts"
import { newId } from "../../shared/ids.ts"
import { deleteAccount, findDemoUserId, insertAccount, lockSignUps } from "./account-store.ts"

const DEMO_EMAIL = "demo@studyin.invalid"

/** The demo learner, made when there is none. In a system transaction; two at once end up with the same one. */
export async function ensureDemoAccount(
  tx: Tx,
  at: Date,
  timeZone: string,
): Promise<{ userId: string; isNew: boolean }> {
  await lockSignUps(tx)
  const existing = await findDemoUserId(tx)
  if (existing !== undefined) return { userId: existing, isNew: false }
  const userId = newId(at.getTime())
  await insertAccount(tx, {
    id: userId,
    email: DEMO_EMAIL,
    displayName: "Demo learner",
    passwordHash: null,
    role: "student",
    isDemo: true,
    timeZone,
    locale: "en",
    language: "en",
    at,
  })
  return { userId, isNew: true }
}

/** Removes the demo learner with everything it has. In a system transaction. Returns its id, if there was one. */
export async function removeDemoAccount(tx: Tx): Promise<string | undefined> {
  await lockSignUps(tx)
  const userId = await findDemoUserId(tx)
  if (userId !== undefined) await deleteAccount(tx, userId)
  return userId
}

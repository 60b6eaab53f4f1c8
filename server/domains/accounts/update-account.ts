import { hash, verify } from "@node-rs/argon2"
import { sqlStateOf, type Tx } from "../../platform/database/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { ConflictError, NotFoundError } from "../../shared/errors.ts"
import { studyDayOf } from "../../shared/study-day.ts"
import { type RequestOrigin, recordAudit } from "../audit/index.ts"
import type { Account, Profile, Settings } from "./account.ts"
import {
  findAccount,
  findCredentialsOf,
  updateNames,
  updatePasswordHash,
  updateProfileRow,
  updateSettingsRow,
} from "./account-store.ts"
import { faultOfPassword } from "./password-rules.ts"
import { forgetSession } from "./session-status.ts"
import { revokeOtherFamilies } from "./session-store.ts"
import { refuseFaults } from "./sign-up.ts"

/** @throws NotFoundError when the account is gone */
export async function getAccount(deps: Pick<Deps, "db">, userId: string): Promise<Account> {
  return deps.db.asSystem("read-account", (tx) => requireAccount(tx, userId))
}

export interface ProfileChange extends Partial<Profile> {
  displayName?: string
  username?: string | null
}

/** @throws ConflictError of type `username-taken`; InvalidError for a time zone that is unknown */
export async function updateProfile(
  deps: Pick<Deps, "db" | "clock">,
  userId: string,
  { displayName, username, ...profile }: ProfileChange,
): Promise<Account> {
  const at = deps.clock.now()
  if (profile.timeZone !== undefined) studyDayOf(at, profile.timeZone, 0)
  return deps.db
    .asSystem("update-profile", async (tx) => {
      await updateNames(tx, userId, { displayName: displayName?.trim(), username }, at)
      await updateProfileRow(tx, userId, profile, at)
      return requireAccount(tx, userId)
    })
    .catch((error) => {
      if (sqlStateOf(error) === "23505") {
        throw new ConflictError("username-taken", "Somebody has this username already. Choose another one.", {
          fields: [{ path: "username", message: "Somebody has this username already." }],
        })
      }
      throw error
    })
}

/** Takes effect from now on: what was recorded keeps the study day it was recorded with. */
export async function updateSettings(
  deps: Pick<Deps, "db" | "clock">,
  userId: string,
  settings: Partial<Settings>,
): Promise<Account> {
  return deps.db.asSystem("update-settings", async (tx) => {
    await updateSettingsRow(tx, userId, settings, deps.clock.now())
    return requireAccount(tx, userId)
  })
}

/** Changes the password and ends every other sign-in. @throws InvalidError when the current one is wrong or the new one weak */
export async function changePassword(
  deps: Pick<Deps, "db" | "clock" | "cache">,
  learner: { userId: string; sessionId: string },
  passwords: { current: string; next: string },
  origin: RequestOrigin,
): Promise<void> {
  const { userId, sessionId } = learner
  const credentials = await deps.db.asSystem("find-credentials", (tx) => findCredentialsOf(tx, userId))
  const isRight = !!credentials?.passwordHash && (await verify(credentials.passwordHash, passwords.current))
  refuseFaults([
    isRight ? null : { path: "currentPassword", message: "This is not your current password." },
    faultOfPassword(passwords.next, [], "newPassword"),
  ])
  const passwordHash = await hash(passwords.next)
  const at = deps.clock.now()
  const ended = await deps.db.asSystem("change-password", async (tx) => {
    await updatePasswordHash(tx, userId, passwordHash, at)
    await recordAudit(tx, { event: "password_changed", actorId: userId, origin, sessionId, at })
    return revokeOtherFamilies(tx, userId, sessionId, at)
  })
  await Promise.all(ended.map((familyId) => forgetSession(deps, userId, familyId)))
}

async function requireAccount(tx: Tx, userId: string): Promise<Account> {
  const account = await findAccount(tx, userId)
  if (!account) throw new NotFoundError("account-unknown", "This account does not exist any more.")
  return account
}

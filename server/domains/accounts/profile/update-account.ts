import { studyOf } from "../../../platform/cache/index.ts"
import { sqlStateOf, type Tx } from "../../../platform/database/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { ConflictError, InvalidError, NotFoundError } from "../../../shared/errors.ts"
import { studyDayOf } from "../../../shared/study-day.ts"
import { changedValues, type RequestOrigin, recordAudit } from "../../audit/index.ts"
import type { Account, Profile, Settings } from "../account.ts"
import { findAccount, updateNames, updateProfileRow, updateSettingsRow } from "../account-store.ts"
import { isReservedUsername } from "./reserved-usernames.ts"

/** @throws NotFoundError when the account is gone */
export async function getAccount(deps: Pick<Deps, "db">, userId: string): Promise<Account> {
  return deps.db.asSystem("read-account", (tx) => requireAccount(tx, userId))
}

export interface ProfileChange extends Partial<Profile> {
  displayName?: string
  username?: string | null
}

/** In which sign-in a change is made, and from where. */
export interface ChangedBy {
  sessionId: string
  origin: RequestOrigin
}

/** @throws ConflictError of type `username-taken`; InvalidError for a username that is reserved or a time zone that is unknown */
export async function updateProfile(
  deps: Pick<Deps, "db" | "clock" | "cache" | "queue">,
  userId: string,
  { displayName, username, ...profile }: ProfileChange,
  by?: ChangedBy,
): Promise<Account> {
  const at = deps.clock.now()
  if (profile.timeZone !== undefined) studyDayOf(at, profile.timeZone, 0)
  if (username != null && isReservedUsername(username)) throw reservedUsername()
  const account = await deps.db
    .asSystem("update-profile", async (tx) => {
      const before = await requireAccount(tx, userId)
      await updateNames(tx, userId, { displayName: displayName?.trim(), username }, at)
      await updateProfileRow(tx, userId, profile, at)
      const after = await requireAccount(tx, userId)
      const values = changedValues(profileOf(before), profileOf(after))
      if (values) await recordAudit(tx, { ...entryAbout(userId, by), event: "profile_updated", ...values, at })
      // Letters that come at an hour of the learner's clock: that is another one now.
      if (after.profile.timeZone !== before.profile.timeZone)
        await deps.queue.enqueue(tx, "notifications.follow-clock", { userId })
      return after
    })
    .catch((error) => {
      if (sqlStateOf(error) === "23505") {
        throw new ConflictError("username-taken", "Somebody has this username already. Choose another one.", {
          fields: [{ path: "username", message: "Somebody has this username already." }],
        })
      }
      throw error
    })
  await deps.cache.forget(studyOf(userId))
  return account
}

/** Takes effect from now on: what was recorded keeps the study day it was recorded with. */
export async function updateSettings(
  deps: Pick<Deps, "db" | "clock" | "cache">,
  userId: string,
  settings: Partial<Settings>,
  by?: ChangedBy,
): Promise<Account> {
  const at = deps.clock.now()
  const account = await deps.db.asSystem("update-settings", async (tx) => {
    const before = await requireAccount(tx, userId)
    await updateSettingsRow(tx, userId, settings, at)
    const after = await requireAccount(tx, userId)
    const values = changedValues(before.settings, after.settings)
    if (values) await recordAudit(tx, { ...entryAbout(userId, by), event: "settings_updated", ...values, at })
    return after
  })
  await deps.cache.forget(studyOf(userId))
  return account
}

function reservedUsername(): InvalidError {
  const message = "This name could be taken for somebody who runs StudyIn. Choose another one."
  return new InvalidError("username-reserved", message, { fields: [{ path: "username", message }] })
}

function profileOf({ displayName, username, profile }: Account) {
  return { displayName, username, ...profile }
}

/** Who changed their own account, and in which sign-in. */
function entryAbout(userId: string, by: ChangedBy | undefined) {
  return { actorId: userId, entityType: "user", entityId: userId, ...by }
}

async function requireAccount(tx: Tx, userId: string): Promise<Account> {
  const account = await findAccount(tx, userId)
  if (!account) throw new NotFoundError("account-unknown", "This account does not exist any more.")
  return account
}

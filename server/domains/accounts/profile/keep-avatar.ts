import type { Readable } from "node:stream"
import type { Deps } from "../../../platform/deps.ts"
import { NotFoundError, TooLargeError } from "../../../shared/errors.ts"
import { recordAudit } from "../../audit/index.ts"
import type { Account } from "../account.ts"
import { findAvatar, updateAvatar } from "../account-store.ts"
import { mediaTypeOf, readPicture } from "./picture/read-picture.ts"
import { type ChangedBy, getAccount } from "./update-account.ts"

export const AVATAR_LIMIT_BYTES = 2 * 1024 * 1024

type Needs = Pick<Deps, "db" | "clock" | "files">

/** Keeps a picture of the learner in place of the one before. @throws as `readPicture`; TooLargeError above 2 MB */
export async function keepAvatar(deps: Needs, userId: string, source: Readable, by: ChangedBy): Promise<Account> {
  const { bytes } = readPicture(await readAll(source))
  const { sha256 } = await deps.files.put(userId, bytes)
  await change(deps, userId, sha256, by)
  return getAccount(deps, userId)
}

/** Takes the picture away; without effect when there is none. */
export async function removeAvatar(deps: Needs, userId: string, by: ChangedBy): Promise<Account> {
  await change(deps, userId, null, by)
  return getAccount(deps, userId)
}

/** @throws NotFoundError when there is none */
export async function openAvatar(
  { db, files }: Pick<Deps, "db" | "files">,
  userId: string,
): Promise<{ mediaType: string; etag: string; bytes: Uint8Array }> {
  const file = await db.readAsLearner(userId, (tx) => findAvatar(tx, userId))
  const bytes = file === null ? undefined : await files.readBytes(userId, file)
  const mediaType = bytes && mediaTypeOf(bytes)
  if (file === null || bytes === undefined || mediaType === undefined)
    throw new NotFoundError("avatar-unknown", "You have no picture.")
  return { mediaType, etag: file, bytes }
}

async function change({ db, clock, files }: Needs, userId: string, file: string | null, by: ChangedBy): Promise<void> {
  const at = clock.now()
  const before = await db.asSystem("change-avatar", async (tx) => {
    const known = await updateAvatar(tx, userId, file, at)
    if (known !== file)
      await recordAudit(tx, {
        ...by,
        event: "profile_updated",
        actorId: userId,
        entityType: "user",
        entityId: userId,
        oldValues: { hasPicture: known !== null },
        newValues: { hasPicture: file !== null },
        at,
      })
    return known
  })
  // Nothing else is stored under the name of a picture: materials are documents.
  if (before !== null && before !== file) await files.delete(userId, before)
}

async function readAll(source: Readable): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of source) {
    pieces.push(piece)
    size += piece.length
    if (size > AVATAR_LIMIT_BYTES)
      throw new TooLargeError("picture-too-large", "This picture is larger than 2 MB. Choose a smaller one.")
  }
  return Buffer.concat(pieces)
}

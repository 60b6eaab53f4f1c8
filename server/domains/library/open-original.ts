import type { Download } from "../../platform/api/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { NotFoundError } from "../../shared/errors.ts"
import { getMaterial } from "./get-material.ts"
import { assertLookedThrough } from "./look-for-viruses.ts"
import { downloadTypeOf } from "./uploaded-file.ts"

/** The file a material was made from, to be kept by the learner. @throws NotFoundError; ConflictError where it was not looked through */
export async function openOriginal(
  { db, files, scanner }: Pick<Deps, "db" | "files" | "scanner">,
  userId: string,
  ownerId: string,
  id: string,
): Promise<Download> {
  const material = await db.readAsLearner(userId, (tx) => getMaterial(tx, userId, ownerId, id))
  assertLookedThrough({ scanner }, material)
  const { fileKey, fileName, format, title } = material
  const stored = fileKey === null ? undefined : await files.find(ownerId, fileKey)
  if (!stored) throw new NotFoundError("file-unknown", "The original of this material is not there any more.")
  return {
    sizeBytes: stored.sizeBytes,
    mediaType: downloadTypeOf(format),
    fileName: fileName ?? title,
    etag: stored.sha256,
    open: (range) => files.read(ownerId, stored.sha256, range),
  }
}

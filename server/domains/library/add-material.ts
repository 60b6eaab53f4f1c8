import { Readable } from "node:stream"
import type { Tx } from "../../platform/database/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { ConflictError, InvalidError } from "../../shared/errors.ts"
import { assertClientId, newId } from "../../shared/ids.ts"
import { QuotaExceededError, type Reservation, releaseUsage, reserveUsage, takeUsage } from "../plans/index.ts"
import type { NewMaterial } from "./material-store.ts"
import { findMaterial, findTwin, insertMaterial, isFileUsed } from "./material-store.ts"
import { insertSteps } from "./processing-store.ts"
import { announceMaterial } from "./step-progress.ts"
import { assertReadable, HEAD_BYTES, safeFileName, safeTitle, titleOfFile } from "./uploaded-file.ts"

type Needs = Pick<Deps, "db" | "clock" | "queue" | "events" | "files" | "config">

/** The learner has the same contents already. */
export class DuplicateMaterialError extends ConflictError {
  readonly members: { materialId: string }

  constructor(materialId: string) {
    super("duplicate-material", "You have added this already. Open the material that is there, or delete it first.")
    this.members = { materialId }
  }
}

export interface NewFile {
  /** Made by the client; adding the same contents under the same id again is without effect. */
  id?: string
  title?: string
  fileName: string
  /** As the client says; believed only to tell HTML, Markdown and plain text apart. */
  mediaType?: string
  /** What the file has at least, where that is known before it is read: room in the learner's plan is held for it. */
  sizeBytes?: number
  /** Where on the web it was fetched from. */
  sourceUrl?: string
  source: Readable | Uint8Array
  /** What a form says only after the file; asked once the file has been read. */
  readRest?: () => Promise<{ id?: string; title?: string }>
}

/**
 * Adds a file to the learner's library: stores it, and in one transaction its row, its steps and the job that processes it.
 * Returns the material's id.
 * @throws UnsupportedError, TooLargeError, InvalidError, ClientIdError; DuplicateMaterialError; QuotaExceededError; ConflictError of type `material-id-taken`
 */
export async function addMaterial(deps: Needs, userId: string, file: NewFile): Promise<string> {
  if (file.id !== undefined) assertClientId(file.id, deps.clock.now().getTime())
  const fileName = safeFileName(file.fileName)
  return withRoom(deps, userId, { id: file.id, sizeBytes: file.sizeBytes ?? 0 }, async (room) => {
    const stored = await storeFile(deps, userId, file.source, fileName)
    const rest = await file.readRest?.()
    const title = safeTitle(file.title ?? rest?.title)
    const id = file.id ?? rest?.id
    return register(deps, userId, room, {
      id,
      title: title ?? titleOfFile(fileName),
      hasOwnTitle: title !== undefined,
      ...(file.sourceUrl === undefined ? { sourceType: "upload" } : { sourceType: "url", sourceUrl: file.sourceUrl }),
      fileName,
      mediaType: /^[\w.+-]+\/[\w.+-]+$/.test(file.mediaType ?? "") ? (file.mediaType ?? "").slice(0, 100) : null,
      ...stored,
    })
  })
}

export interface PastedText {
  id?: string
  title: string
  text: string
}

/** Adds text the learner pasted. It is kept as a file like any other, so that all that follows is the same. */
export async function addText(deps: Needs, userId: string, pasted: PastedText): Promise<string> {
  const title = safeTitle(pasted.title)
  if (title === undefined || pasted.text.trim() === "")
    throw new InvalidError(
      "text-empty",
      "There is nothing to learn from in an empty text. Paste a text and give it a title.",
    )
  const fileName = safeFileName(`${title.slice(0, 200)}.txt`)
  const bytes = Buffer.from(pasted.text.toWellFormed(), "utf8")
  return withRoom(deps, userId, { id: pasted.id, sizeBytes: bytes.byteLength }, async (room) => {
    const stored = await storeFile(deps, userId, bytes, fileName)
    return register(deps, userId, room, {
      id: pasted.id,
      title,
      hasOwnTitle: true,
      sourceType: "text",
      fileName,
      mediaType: "text/plain",
      ...stored,
    })
  })
}

/** An upload that is cut off by a crash gives its room back after this. */
const UPLOAD_KEEPS_MS = 60 * 60_000

/**
 * Holds room in the learner's plan while something is added. A request that is repeated with its id needs none: it is answered like the
 * first, however full the plan is by now.
 */
async function withRoom(
  deps: Needs,
  userId: string,
  { id, sizeBytes }: { id: string | undefined; sizeBytes: number },
  add: (room: Reservation) => Promise<string>,
): Promise<string> {
  const isThere = id !== undefined && (await deps.db.readAsLearner(userId, (tx) => findMaterial(tx, userId, id)))
  if (isThere) return add(null)
  const room = await reserveUsage(deps, userId, { materials: 1, "storage-bytes": sizeBytes }, UPLOAD_KEEPS_MS)
  try {
    return await add(room)
  } finally {
    // Without effect where it was settled.
    await releaseUsage(deps, userId, room)
  }
}

interface StoredOriginal {
  fileKey: string
  sha256: string
  fileSize: number
}

async function storeFile(
  { files, config }: Needs,
  userId: string,
  source: Readable | Uint8Array,
  fileName: string,
): Promise<StoredOriginal> {
  const checked = source instanceof Uint8Array ? [source] : source
  const body = Readable.from(checkedHead(checked, fileName), { objectMode: false })
  const { sha256, sizeBytes } = await files.put(userId, body, { maxBytes: config.http.uploadLimitBytes })
  return { fileKey: sha256, sha256, fileSize: sizeBytes }
}

/** Passes the bytes on once their beginning has told that they are a document. */
async function* checkedHead(
  source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  fileName: string,
): AsyncGenerator<Uint8Array> {
  let head: Uint8Array[] | undefined = []
  let size = 0
  for await (const piece of source) {
    if (head === undefined) {
      yield piece
      continue
    }
    head.push(piece)
    size += piece.byteLength
    if (size < HEAD_BYTES) continue
    const bytes = Buffer.concat(head)
    head = undefined
    assertReadable(bytes.subarray(0, HEAD_BYTES), fileName)
    yield bytes
  }
  if (head === undefined) return
  const bytes = Buffer.concat(head)
  assertReadable(bytes, fileName)
  yield bytes
}

type Registration = Omit<NewMaterial, "id" | "createdAt"> & { id: string | undefined }

async function register(deps: Needs, userId: string, room: Reservation, registration: Registration): Promise<string> {
  const at = deps.clock.now()
  const id = registration.id ?? newId(at.getTime())
  if (registration.id !== undefined) assertClientId(id, at.getTime())
  const isNew = await deps.db
    .asLearner(userId, async (tx) => {
      if (!(await insertMaterial(tx, userId, { ...registration, id, createdAt: at }))) {
        await assertSame(tx, userId, id, registration.sha256)
        return false
      }
      await takeUsage(deps, tx, userId, roomOf(registration), room)
      await insertSteps(tx, userId, id, at)
      await enqueueProcessing(deps, tx, userId, id)
      return true
    })
    .catch(async (error) => {
      if (error instanceof QuotaExceededError) await dropUnused(deps, userId, registration.fileKey)
      throw error
    })
  if (isNew) announceMaterial(deps, userId, id)
  return id
}

/** What a material takes of its owner's plan as long as it is not deleted. */
export function roomOf({ fileSize }: { fileSize: number }): { materials: number; "storage-bytes": number } {
  return { materials: 1, "storage-bytes": fileSize }
}

/** The file of a refused material, unless another material, maybe a deleted one, has the same. */
async function dropUnused({ db, files }: Needs, userId: string, fileKey: string): Promise<void> {
  const isUsed = await db.readAsLearner(userId, (tx) => isFileUsed(tx, userId, fileKey))
  if (!isUsed) await files.delete(userId, fileKey)
}

/** A repeated request is answered like the first; anything else in the way is a conflict. */
async function assertSame(tx: Tx, userId: string, id: string, sha256: string): Promise<void> {
  const twin = await findTwin(tx, userId, { id, sha256 })
  if (twin.byId?.isSameContent) return
  if (twin.byContent !== null) throw new DuplicateMaterialError(twin.byContent)
  throw new ConflictError("material-id-taken", "This id belongs to another material. Make a new one and send it again.")
}

/** The job that takes a material through its steps, once however often it is asked for while it waits. */
export async function enqueueProcessing(
  { queue }: Pick<Deps, "queue">,
  tx: Tx,
  userId: string,
  materialId: string,
  startAfter?: Date,
): Promise<void> {
  const options = { singletonKey: materialId, ...(startAfter === undefined ? {} : { startAfter }) }
  await queue.enqueue(tx, "library.process-material", { userId, materialId }, options)
}

import type { IncomingMessage } from "node:http"
import { pipeline, type Readable, Transform } from "node:stream"
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib"
import { TooLargeError } from "../../shared/errors.ts"
import { refusal } from "./refusals.ts"

const unpackers: Record<string, () => Transform> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

/** The body of an answer, unpacked, that ends with an error where it passes `maxBytes` or the time is over. */
export function limitedBody(
  response: IncomingMessage,
  maxBytes: number,
  { deadline, signal }: { deadline: AbortSignal; signal: AbortSignal },
): Readable {
  const tooLarge = () =>
    new TooLargeError(
      "file-too-large",
      "What is at this address is larger than StudyIn takes in. Add a part of it as a file.",
    )
  const encoding = response.headers["content-encoding"]?.trim().toLowerCase() ?? "identity"
  const isPlain = encoding === "identity" || encoding === ""
  const unpack = isPlain ? undefined : unpackers[encoding]
  if (!isPlain && unpack === undefined) {
    response.destroy()
    throw refusal("unsupported")
  }
  if (isPlain && Number(response.headers["content-length"] ?? 0) > maxBytes) {
    response.destroy()
    throw tooLarge()
  }
  let seen = 0
  const counted = new Transform({
    transform(piece: Buffer, _encoding, done) {
      seen += piece.byteLength
      // Counted after unpacking: a few kilobytes can unpack to gigabytes.
      if (seen > maxBytes) done(tooLarge())
      else done(null, piece)
    },
    destroy(error, done) {
      done(error === null || error instanceof TooLargeError ? error : endOf(error))
    },
  })
  const endOf = (error: Error): Error => {
    if (deadline.aborted) return refusal("slow", "", error)
    return signal.aborted ? (signal.reason as Error) : refusal("broken", "", error)
  }
  // What goes wrong on the way is told by the last stream, which somebody reads.
  const told = () => undefined
  if (unpack === undefined) pipeline(response, counted, told)
  else pipeline(response, unpack(), counted, told)
  return counted
}

import { pipeline } from "node:stream/promises"
import { createZstdDecompress } from "node:zlib"
import type { ArchivePiece, Manifest, Totals } from "./archive.ts"
import { readArchive } from "./archive-reader.ts"
import { BackupError } from "./backup-error.ts"
import type { BackupKey } from "./backup-key.ts"
import { unseal } from "./sealed-chunks.ts"

/** The pieces of a sealed backup as it is read. @throws BackupError when it is not whole, or not ours to open */
export function openBackup(sealed: AsyncIterable<Uint8Array>, key: BackupKey): AsyncGenerator<ArchivePiece, void> {
  return readArchive(decompress(unseal(sealed, key)))
}

/** Reads a backup from its first byte to its last, as a restore would. @throws BackupError when it could not be restored */
export async function verifyBackup(
  sealed: AsyncIterable<Uint8Array>,
  key: BackupKey,
  onBytes?: (bytes: number) => void,
): Promise<{ manifest: Manifest; totals: Totals }> {
  let manifest: Manifest | undefined
  let totals: Totals | undefined
  for await (const piece of openBackup(counted(sealed, onBytes), key)) {
    if (piece.kind === "manifest") manifest = piece.manifest
    if (piece.kind === "totals") totals = piece.totals
  }
  if (manifest === undefined || totals === undefined) throw new BackupError("This backup is empty.")
  return { manifest, totals }
}

async function* counted(source: AsyncIterable<Uint8Array>, onBytes: ((bytes: number) => void) | undefined) {
  let bytes = 0
  for await (const chunk of source) {
    bytes += chunk.length
    onBytes?.(bytes)
    yield chunk
  }
}

async function* decompress(compressed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const stream = createZstdDecompress()
  // What goes wrong before it reaches the reader through the stream.
  const feeding = pipeline(compressed, stream).catch(() => {})
  try {
    yield* stream as AsyncIterable<Uint8Array>
  } finally {
    stream.destroy()
    await feeding
  }
}

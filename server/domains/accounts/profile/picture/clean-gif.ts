import { ByteReader, type Picture, PictureFault } from "./picture.ts"

const EXTENSION = 0x21
const IMAGE = 0x2c
const TRAILER = 0x3b
const GRAPHIC_CONTROL = 0xf9
const APPLICATION = 0xff

export function cleanGif(bytes: Uint8Array): Picture {
  const reader = new ByteReader(bytes)
  const head = reader.take(13)
  const parts = [head, reader.take(colourTableBytes(head[10] as number))]
  let hasImage = false
  for (;;) {
    const kind = reader.byte()
    if (kind === TRAILER) break
    if (kind === EXTENSION) {
      const label = reader.byte()
      const blocks = takeBlocks(reader)
      // Timing and looping of animations; comments, texts and other applications' data go.
      const isLoop = label === APPLICATION && /^(NETSCAPE2\.0|ANIMEXTS1\.0)/.test(blocks.toString("latin1", 1, 12))
      if (label === GRAPHIC_CONTROL || isLoop) parts.push(Buffer.from([kind, label]), blocks)
    } else if (kind === IMAGE) {
      const descriptor = reader.take(9)
      const table = reader.take(colourTableBytes(descriptor[8] as number))
      parts.push(Buffer.from([kind]), descriptor, table, reader.take(1), takeBlocks(reader))
      hasImage = true
    } else throw new PictureFault("has a block of no known kind")
  }
  if (!hasImage) throw new PictureFault("has no image")
  parts.push(Buffer.from([TRAILER]))
  return {
    mediaType: "image/gif",
    width: head.readUInt16LE(6),
    height: head.readUInt16LE(8),
    bytes: Buffer.concat(parts),
  }
}

function colourTableBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 0x07) + 1)
}

/** Sub-blocks with their lengths, up to and with the empty one that ends them. */
function takeBlocks(reader: ByteReader): Buffer {
  const parts: Buffer[] = []
  for (;;) {
    const length = reader.take(1)
    parts.push(length)
    if (length[0] === 0) return Buffer.concat(parts)
    parts.push(reader.take(length[0] as number))
  }
}

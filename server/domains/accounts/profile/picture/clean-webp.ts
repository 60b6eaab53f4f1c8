import { ByteReader, type Picture, PictureFault } from "./picture.ts"

/** EXIF and XMP are left out, as is what no specification names (RFC 9649, section 2.7). */
const kept = new Set(["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"])
const EXIF_AND_XMP = 0x08 | 0x04

export function cleanWebp(bytes: Uint8Array): Picture {
  const reader = new ByteReader(bytes)
  const head = reader.take(12)
  const end = 8 + head.readUInt32LE(4)
  if (end > bytes.byteLength) throw new PictureFault("ends too early")
  const parts: Buffer[] = []
  let size: { width: number; height: number } | undefined
  while (reader.at + 8 <= end) {
    const chunkHead = reader.take(8)
    const type = chunkHead.toString("latin1", 0, 4)
    const length = chunkHead.readUInt32LE(4)
    const data = Buffer.from(reader.take(length))
    const padding = reader.take(length % 2 === 1 && reader.left > 0 ? 1 : 0)
    if (type === "VP8X" && length >= 1) data[0] = (data[0] as number) & ~EXIF_AND_XMP
    size ??= sizeIn(type, data)
    if (kept.has(type)) parts.push(chunkHead, data, padding)
  }
  if (size === undefined) throw new PictureFault("has no image")
  const body = Buffer.concat(parts)
  const newHead = Buffer.from(head)
  newHead.writeUInt32LE(4 + body.length, 4)
  return { mediaType: "image/webp", ...size, bytes: Buffer.concat([newHead, body]) }
}

function sizeIn(type: string, data: Buffer): { width: number; height: number } | undefined {
  if (type === "VP8X" && data.length >= 10)
    return { width: data.readUIntLE(4, 3) + 1, height: data.readUIntLE(7, 3) + 1 }
  if (type === "VP8L" && data.length >= 5) {
    const bits = data.readUInt32LE(1)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  if (type === "VP8 " && data.length >= 10)
    return { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff }
  return undefined
}

import { ByteReader, type Picture, PictureFault } from "./picture.ts"

const SIGNATURE_BYTES = 8
/** What is needed to show it, its colours and its frames (APNG). Texts, times and EXIF are not (PNG 3rd edition, section 4.7). */
const kept = new Set([
  "IHDR",
  "PLTE",
  "IDAT",
  "IEND",
  "tRNS",
  "gAMA",
  "cHRM",
  "sRGB",
  "iCCP",
  "cICP",
  "acTL",
  "fcTL",
  "fdAT",
])

export function cleanPng(bytes: Uint8Array): Picture {
  const reader = new ByteReader(bytes)
  const parts = [reader.take(SIGNATURE_BYTES)]
  let size: { width: number; height: number } | undefined
  for (;;) {
    const head = reader.take(8)
    const length = head.readUInt32BE(0)
    const type = head.toString("latin1", 4)
    const rest = reader.take(length + 4)
    if (size === undefined) {
      if (type !== "IHDR" || length !== 13) throw new PictureFault("does not begin with its header")
      size = { width: rest.readUInt32BE(0), height: rest.readUInt32BE(4) }
    }
    if (kept.has(type)) parts.push(head, rest)
    // What stands behind the end is no part of the picture.
    if (type === "IEND") return { mediaType: "image/png", ...size, bytes: Buffer.concat(parts) }
  }
}

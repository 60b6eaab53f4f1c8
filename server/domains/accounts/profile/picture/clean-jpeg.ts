import { ByteReader, type Picture, PictureFault } from "./picture.ts"

const END = 0xd9
const SCAN = 0xda
const COMMENT = 0xfe
/** JFIF, ICC profile, Adobe's colour transform; all other application segments (EXIF, XMP, IPTC …) go. */
const keptApplication = new Set([0xe0, 0xe2, 0xee])

export function cleanJpeg(bytes: Uint8Array): Picture {
  const reader = new ByteReader(bytes)
  const parts = [reader.take(2)]
  let size: { width: number; height: number } | undefined
  for (;;) {
    const marker = nextMarker(reader)
    if (marker === END) break
    if (isBare(marker)) {
      parts.push(Buffer.from([0xff, marker]))
      continue
    }
    const lengthBytes = reader.take(2)
    const segment = reader.take(lengthBytes.readUInt16BE(0) - 2)
    if (isFrame(marker)) {
      if (segment.length < 5) throw new PictureFault("has a broken frame")
      size = { height: segment.readUInt16BE(1), width: segment.readUInt16BE(3) }
    }
    const isApplication = marker >= 0xe0 && marker <= 0xef
    if (marker !== COMMENT && (!isApplication || keptApplication.has(marker)))
      parts.push(Buffer.from([0xff, marker]), lengthBytes, segment)
    if (marker === SCAN) parts.push(takeScan(reader))
  }
  if (size === undefined) throw new PictureFault("has no frame")
  parts.push(Buffer.from([0xff, END]))
  return { mediaType: "image/jpeg", ...size, bytes: Buffer.concat(parts) }
}

function nextMarker(reader: ByteReader): number {
  if (reader.byte() !== 0xff) throw new PictureFault("has no marker where one must be")
  let marker = reader.byte()
  while (marker === 0xff) marker = reader.byte()
  return marker
}

/** Start of frame: every SOF but DHT, JPG and DAC, which lie between them (ITU T.81, table B.1). */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

/** Markers without a length: TEM and restarts. */
function isBare(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)
}

/** Coded data up to the next marker; an escaped 0xff and restarts belong to it. */
function takeScan(reader: ByteReader): Buffer {
  const from = reader.at
  const data = reader.take(reader.left)
  for (let i = 0; i + 1 < data.length; i++) {
    if (data[i] !== 0xff) continue
    const next = data[i + 1] as number
    if (next === 0x00 || next === 0xff || (next >= 0xd0 && next <= 0xd7)) continue
    reader.at = from + i
    return data.subarray(0, i)
  }
  throw new PictureFault("ends too early")
}

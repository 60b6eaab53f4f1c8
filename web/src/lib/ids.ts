/**
 * UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, the rest random. The browser names what it sends, so that a repeated
 * request is recognised as the same one. `crypto.randomUUID` is not used: it is missing on plain http.
 */
export function newId(atMs: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  new DataView(bytes.buffer).setUint16(0, Math.floor(atMs / 2 ** 32))
  new DataView(bytes.buffer).setUint32(2, atMs % 2 ** 32)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

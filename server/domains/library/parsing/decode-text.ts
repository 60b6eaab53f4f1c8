/**
 * The text of a file whose encoding is not declared anywhere: by its byte order mark, UTF-16 by the zeros between
 * letters, UTF-8 where it is valid, else `fallback`.
 */
export function decodeTextBytes(bytes: Uint8Array, fallback = "windows-1252"): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes)
  const zeros = zeroBytes(bytes)
  if (zeros !== undefined) return new TextDecoder(zeros === "odd" ? "utf-16le" : "utf-16be").decode(bytes)
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    // A UTF-8 file with one broken byte is still UTF-8: mostly right sequences tell it from a one-byte encoding.
    const lenient = new TextDecoder("utf-8").decode(bytes)
    const broken = lenient.split("\ufffd").length - 1
    const sequences = lenient.match(/[^\0-\x7f\ufffd]/g)?.length ?? 0
    if (broken * 4 < sequences) return lenient
    return decodeAs(bytes, fallback)
  }
}

/** As named by a file; Windows-1252 when the name is unknown. */
export function decodeAs(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding).decode(bytes)
  } catch {
    return new TextDecoder("windows-1252").decode(bytes)
  }
}

function zeroBytes(bytes: Uint8Array): "odd" | "even" | undefined {
  const sample = bytes.subarray(0, 2000)
  const counts = [0, 0]
  sample.forEach((byte, index) => {
    if (byte === 0) counts[index % 2] = (counts[index % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = counts
  if (odd > sample.length * 0.2 && even < odd / 10) return "odd"
  if (even > sample.length * 0.2 && odd < even / 10) return "even"
  return undefined
}

/** A picture reduced to what shows it: no place, camera, comment or other file hidden in it. */
export interface Picture {
  mediaType: "image/png" | "image/jpeg" | "image/webp" | "image/gif"
  /** Pixels. */
  width: number
  height: number
  bytes: Uint8Array
}

/** The bytes are not the picture they begin as. */
export class PictureFault extends Error {}

/** Reads bytes in order and refuses to go past their end. */
export class ByteReader {
  readonly #bytes: Buffer
  at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get left(): number {
    return this.#bytes.length - this.at
  }

  take(count: number): Buffer {
    if (count < 0 || count > this.left) throw new PictureFault("ends too early")
    this.at += count
    return this.#bytes.subarray(this.at - count, this.at)
  }

  byte(): number {
    return this.take(1)[0] as number
  }
}

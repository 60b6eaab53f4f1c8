import type { Readable } from "node:stream"

/** One stored file. Contents never change: the same bytes of the same learner are the same file. */
export interface StoredFile {
  /** Lower-case hexadecimal SHA-256 of the contents: the file's name. */
  sha256: string
  sizeBytes: number
}

/** First and last byte, both included, as in HTTP. `end` absent: to the end of the file. */
export interface ByteRange {
  start: number
  end?: number
}

/** Files of learners, addressed by what they contain. */
export interface Files {
  /**
   * Stores a stream and returns its name. Nothing is visible before all of it is safe on disk.
   * @throws TooLargeError when more than `maxBytes` arrive (the rest is not read), whatever the source throws
   */
  put(
    userId: string,
    source: Readable | Uint8Array,
    options?: { maxBytes?: number; signal?: AbortSignal },
  ): Promise<StoredFile>
  /** @throws NotFoundError */
  read(userId: string, sha256: string, range?: ByteRange): Promise<Readable>
  /** All of it in memory. @throws NotFoundError */
  readBytes(userId: string, sha256: string): Promise<Uint8Array>
  find(userId: string, sha256: string): Promise<StoredFile | undefined>
  /** Without effect when there is no such file. Callers must know that no row points to it any more. */
  delete(userId: string, sha256: string): Promise<void>
  list(userId: string): AsyncIterable<StoredFile>
  /** Removes everything this learner has stored. */
  eraseLearner(userId: string): Promise<void>
  /** Removes what interrupted `put`s left behind before a moment. Returns how many. */
  sweepDrafts(before: Date): Promise<number>
  /** Throws when files cannot be stored; for readiness. */
  check(): Promise<void>
}

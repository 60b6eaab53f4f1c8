import type { CacheEntry, Generation } from "./cache.ts"

export interface Found {
  /** The tokens of the entry's generations, joined. */
  stamp: string
  /** What was stored under this stamp and has not expired. */
  text: string | undefined
}

/** Where values lie. Undefined from any method: it cannot be reached now. Nothing here throws. */
export interface CacheStore {
  read(entry: CacheEntry): Promise<Found | undefined>
  /**
   * `isOurs` for the one of all who ask under this stamp that may load; it holds until `write` or `release`, or for some
   * seconds. With it comes what was stored since the caller read.
   */
  claim(entry: CacheEntry, stamp: string): Promise<{ isOurs: boolean; text: string | undefined } | undefined>
  release(entry: CacheEntry, stamp: string): Promise<void>
  /** Stores and releases, unless the first generation has moved on since `stamp`. */
  write(entry: CacheEntry, stamp: string, text: string, ttlMs: number): Promise<void>
  /** Moves generations on. One that cannot be moved now is moved before anything is read again. */
  renew(generations: readonly Generation[]): Promise<void>
  deleteByUser(userId: string): Promise<void>
  close(): Promise<void>
}

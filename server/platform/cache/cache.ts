/** A cache key of one learner. Literal braces keep all of a learner's keys in one slot of a Redis Cluster. */
export type LearnerKey = `studyin:user:{${string}}:${string}`
/** A key of something that belongs to nobody. */
export type SharedKey = `studyin:shared:${string}`
export type CacheKey = LearnerKey | SharedKey

/** The only way to make a learner's key: `learnerKey(userId, "stats")`, `learnerKey(userId, "due", deckId)`. */
export function learnerKey(userId: string, ...parts: readonly string[]): LearnerKey {
  return `studyin:user:{${userId}}:${parts.map(encodeURIComponent).join(":")}`
}

export function sharedKey(...parts: readonly string[]): SharedKey {
  return `studyin:shared:${parts.map(encodeURIComponent).join(":")}`
}

/**
 * Values are JSON. A cache that cannot be reached behaves like an empty one: nothing here ever fails because of it,
 * and what a `load` throws is passed on.
 */
export interface Cache {
  /** undefined when absent or expired. */
  get<T>(key: CacheKey): Promise<T | undefined>
  /** `undefined` is not a value; store `null` for "known to be nothing". */
  set(key: CacheKey, value: unknown, ttlMs: number): Promise<void>
  delete(...keys: CacheKey[]): Promise<void>
  /** Forgets all a learner has in the cache; also what erasure calls. */
  deleteByUser(userId: string): Promise<void>
  /** The cached value, or the loaded one, which is then kept. Calls for the same key that arrive meanwhile share one load within a process. */
  wrap<T>(key: CacheKey, ttlMs: number, load: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

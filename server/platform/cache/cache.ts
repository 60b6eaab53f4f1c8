/** Kinds of cached things: label `cache_type` of the metrics. */
export const cacheTypes = ["stats", "due_reviews", "questions", "session", "api_key"] as const
export type CacheType = (typeof cacheTypes)[number]

/**
 * A set of cached things that become invalid together. Its token changes with every invalidation, and a value counts only
 * while the tokens it was read under still stand: a reader that was overtaken by a write can store what it read, but
 * nobody will take it.
 */
export type Generation = `studyin:user:{${string}}:generation:${string}` | "studyin:cache:generation"

/** Something that can be cached: where, how long, and what makes it invalid. `cached` has them all. */
export interface CacheEntry {
  type: CacheType
  /** Literal braces keep all keys of a learner in one slot of a Redis Cluster. */
  key: `studyin:user:{${string}}:${string}`
  userId: string
  ttlMs: number
  /** The first lies in the same slot as the key. */
  generations: readonly [Generation, ...Generation[]]
  /**
   * Whether the value may be as old as `ttlMs` where other processes write too and nothing connects their caches. False:
   * it is then not cached at all.
   */
  mayBeOld: boolean
}

/**
 * What was read lately. Values are plain data, dates included. A cache that cannot be reached behaves like an empty one:
 * nothing here ever fails because of it, and what a `load` throws is passed on.
 */
export interface Cache {
  /**
   * The cached value, or the loaded one, which is then kept. Calls that arrive while it is loaded share that load, in other
   * processes too where they share a cache. Each caller gets a copy of its own.
   * @param lifeMs a shorter life for this value, such as until the study day ends; 0 keeps nothing
   */
  wrap<T>(entry: CacheEntry, load: () => Promise<T>, lifeMs?: (value: T) => number): Promise<T>
  /** To be called after the commit of a write: nothing read before is given out again, by any process that shares the cache. */
  forget(...generations: Generation[]): Promise<void>
  /** Removes all a learner has in the cache; what erasure calls. */
  deleteByUser(userId: string): Promise<void>
  close(): Promise<void>
}

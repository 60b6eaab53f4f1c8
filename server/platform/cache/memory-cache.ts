import type { Clock } from "../../shared/clock.ts"
import { systemClock } from "../../shared/clock.ts"
import type { Metrics } from "../metrics.ts"
import type { Cache, CacheKey } from "./cache.ts"
import { learnerKey } from "./cache.ts"
import { createLoadOnce } from "./load-once.ts"

export interface MemoryCacheOptions {
  metrics?: Pick<Metrics, "cacheLookups">
  clock?: Clock
  /** Entries kept; the least recently used goes first. Default 10,000. */
  maxEntries?: number
  /** Characters of JSON kept. Default 32 million. */
  maxSize?: number
}

interface Entry {
  json: string
  expiresMs: number
}

/** A cache in this process. Values are kept as JSON, so a caller that changes one changes its own copy. */
export function createMemoryCache({
  metrics,
  clock = systemClock,
  maxEntries = 10_000,
  maxSize = 32_000_000,
}: MemoryCacheOptions = {}): Cache {
  // A Map keeps the order of insertion: what is read is put at its end again, so its start is the least recently used.
  const entries = new Map<CacheKey, Entry>()
  let size = 0

  function remove(key: CacheKey): void {
    const entry = entries.get(key)
    if (entry === undefined) return
    size -= entry.json.length
    entries.delete(key)
  }

  const cache: Cache = {
    async get<T>(key: CacheKey) {
      const entry = entries.get(key)
      const isFresh = entry !== undefined && entry.expiresMs > clock.now().getTime()
      metrics?.cacheLookups.inc({ outcome: isFresh ? "hit" : "miss" })
      if (entry === undefined) return undefined
      if (!isFresh) {
        remove(key)
        return undefined
      }
      entries.delete(key)
      entries.set(key, entry)
      return JSON.parse(entry.json) as T
    },
    async set(key, value, ttlMs) {
      const json = JSON.stringify(value)
      remove(key)
      if (json === undefined || json.length > maxSize / 10) return
      entries.set(key, { json, expiresMs: clock.now().getTime() + ttlMs })
      size += json.length
      for (const oldest of entries.keys()) {
        if (entries.size <= maxEntries && size <= maxSize) break
        remove(oldest)
      }
    },
    async delete(...keys) {
      for (const key of keys) remove(key)
    },
    async deleteByUser(userId) {
      const prefix = learnerKey(userId)
      for (const key of [...entries.keys()]) if (key.startsWith(prefix)) remove(key)
    },
    wrap: (key, ttlMs, load) => loadOnce(key, ttlMs, load),
    async close() {
      entries.clear()
      size = 0
    },
  }
  const loadOnce = createLoadOnce(cache)
  return cache
}

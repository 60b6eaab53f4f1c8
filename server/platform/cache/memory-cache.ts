import type { Clock } from "../../shared/clock.ts"
import { systemClock } from "../../shared/clock.ts"
import type { Cache, Generation } from "./cache.ts"
import type { CacheStore } from "./cache-store.ts"
import { type CacheMetrics, createCache } from "./create-cache.ts"
import { createNoCache } from "./no-cache.ts"

export interface MemoryCacheOptions {
  metrics?: CacheMetrics
  clock?: Clock
  /** Entries kept; the least recently used goes first. Default 10,000. */
  maxEntries?: number
  /** Characters kept. Default 32 million. */
  maxSize?: number
  /** Other processes write to the same database: only what may be old is kept. Default false. */
  isShared?: boolean
}

interface Kept {
  stamp: string
  text: string
  expiresMs: number
}

/** A cache in this process. */
export function createMemoryCache({ metrics, isShared = false, ...options }: MemoryCacheOptions = {}): Cache {
  const cache = createCache(createMemoryStore(options), metrics)
  if (!isShared) return cache
  const none = createNoCache()
  return { ...cache, wrap: (entry, load, lifeMs) => (entry.mayBeOld ? cache : none).wrap(entry, load, lifeMs) }
}

function createMemoryStore({
  clock = systemClock,
  maxEntries = 10_000,
  maxSize = 32_000_000,
}: MemoryCacheOptions): CacheStore {
  // A Map keeps the order of insertion: what is read is put at its end again, so its start is the least recently used.
  const entries = new Map<string, Kept>()
  const generations = new Map<Generation, number>()
  let size = 0
  // Never given twice, so a generation may be forgotten: it comes back with a token of its own.
  let token = 0

  function remove(key: string): void {
    const kept = entries.get(key)
    if (kept === undefined) return
    size -= kept.text.length
    entries.delete(key)
  }

  function tokenOf(generation: Generation): number {
    let current = generations.get(generation)
    if (current === undefined) {
      if (generations.size >= 4 * maxEntries) generations.clear()
      token += 1
      current = token
      generations.set(generation, current)
    }
    return current
  }
  const stampOf = (of: readonly Generation[]) => of.map(tokenOf).join(".")

  return {
    async read(entry) {
      const stamp = stampOf(entry.generations)
      const kept = entries.get(entry.key)
      if (kept === undefined) return { stamp, text: undefined }
      entries.delete(entry.key)
      entries.set(entry.key, kept)
      if (kept.stamp === stamp && kept.expiresMs > clock.now().getTime()) return { stamp, text: kept.text }
      remove(entry.key)
      return { stamp, text: undefined }
    },
    // Calls within a process share their load already; one that read just before it ended finds what was stored.
    async claim(entry, stamp) {
      const kept = entries.get(entry.key)
      return { isOurs: true, text: kept?.stamp === stamp ? kept.text : undefined }
    },
    async release() {},
    async write(entry, stamp, text, ttlMs) {
      if (stamp !== stampOf(entry.generations)) return
      remove(entry.key)
      if (text.length > maxSize / 10) return
      entries.set(entry.key, { stamp, text, expiresMs: clock.now().getTime() + ttlMs })
      size += text.length
      for (const oldest of entries.keys()) {
        if (entries.size <= maxEntries && size <= maxSize) break
        remove(oldest)
      }
    },
    async renew(moved) {
      for (const generation of moved) generations.delete(generation)
    },
    async deleteByUser(userId) {
      const prefix = `studyin:user:{${userId}}:`
      for (const key of [...entries.keys()]) if (key.startsWith(prefix)) remove(key)
      for (const key of [...generations.keys()]) if (key.startsWith(prefix)) generations.delete(key)
    },
    async close() {
      entries.clear()
      size = 0
    },
  }
}

import { setTimeout as sleep } from "node:timers/promises"
import type { Metrics } from "../metrics.ts"
import type { Cache, CacheEntry, Generation } from "./cache.ts"
import type { CacheStore } from "./cache-store.ts"
import { decode, encode } from "./plain-data.ts"

/** How long a process waits for another one that loads the same, and how often it looks. */
const WAIT_MS = 1000
const LOOK_EVERY_MS = 20

export type CacheMetrics = Pick<Metrics, "cacheHits" | "cacheMisses" | "cacheErrors">

/** The rules of `Cache` over any place where values lie, so that every place gives the same answers. */
export function createCache(store: CacheStore, metrics?: CacheMetrics): Cache {
  // Loads under way by key and stamp. Who reads after an invalidation sees another stamp and does not join an older load.
  const loads = new Map<string, Promise<string | undefined>>()
  // What this process itself has invalidated: stands in for the stamp while the store cannot be reached.
  const moves = new Map<Generation, number>()
  let sweeps = 0

  function note(generations: readonly Generation[]): void {
    for (const generation of generations) moves.set(generation, (moves.get(generation) ?? 0) + 1)
    if (moves.size < 10_000) return
    moves.clear()
    sweeps += 1
  }
  const stampHere = ({ generations }: CacheEntry) =>
    `here ${sweeps} ${generations.map((generation) => moves.get(generation) ?? 0).join(" ")}`

  async function loadShared<T>(
    entry: CacheEntry,
    stamp: string | undefined,
    load: () => Promise<T>,
    lifeMs: ((value: T) => number) | undefined,
  ): Promise<string | undefined> {
    if (stamp !== undefined) {
      const loaded = await waitForOther(store, entry, stamp)
      if (loaded !== undefined) return loaded
    }
    let text: string | undefined
    let ttlMs = 0
    try {
      const value = await load()
      text = encode(value)
      ttlMs = Math.min(entry.ttlMs, lifeMs?.(value) ?? entry.ttlMs)
    } finally {
      if (stamp !== undefined) {
        // Nobody waits for the store.
        if (text !== undefined && ttlMs > 0) void store.write(entry, stamp, text, ttlMs)
        else void store.release(entry, stamp)
      }
    }
    return text
  }

  return {
    async wrap<T>(entry: CacheEntry, load: () => Promise<T>, lifeMs?: (value: T) => number): Promise<T> {
      // Before the store is asked: what is invalidated while it answers must not be joined.
      const here = stampHere(entry)
      const found = await store.read(entry)
      if (found?.text !== undefined) {
        metrics?.cacheHits.inc({ cache_type: entry.type })
        return decode<T>(found.text)
      }
      metrics?.cacheMisses.inc({ cache_type: entry.type })
      if (found === undefined) metrics?.cacheErrors.inc({ cache_type: entry.type })
      const name = `${entry.key} ${found?.stamp ?? here}`
      let loading = loads.get(name)
      if (loading === undefined) {
        loading = loadShared(entry, found?.stamp, load, lifeMs).finally(() => loads.delete(name))
        loads.set(name, loading)
      }
      const text = await loading
      return (text === undefined ? undefined : decode(text)) as T
    },
    async forget(...generations) {
      note(generations)
      await store.renew(generations)
    },
    deleteByUser: (userId) => store.deleteByUser(userId),
    close: () => store.close(),
  }
}

/** What another process has loaded meanwhile; undefined when it is for us to load. */
async function waitForOther(store: CacheStore, entry: CacheEntry, stamp: string): Promise<string | undefined> {
  for (let waitedMs = 0; waitedMs < WAIT_MS; waitedMs += LOOK_EVERY_MS) {
    const claim = await store.claim(entry, stamp)
    if (claim?.text !== undefined) {
      if (claim.isOurs) void store.release(entry, stamp)
      return claim.text
    }
    if (claim?.isOurs !== false) return undefined
    await sleep(LOOK_EVERY_MS)
    const found = await store.read(entry)
    // What was invalidated meanwhile may be read by those who asked before, but it is not worth waiting for.
    if (found === undefined || found.stamp !== stamp) return undefined
    if (found.text !== undefined) return found.text
  }
  return undefined
}

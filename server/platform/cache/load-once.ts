import type { Cache, CacheKey } from "./cache.ts"

/**
 * `wrap` of every adapter: calls for one key that arrive while it is loaded share that load. A key that is deleted
 * meanwhile is not written with what was read before, or an answer given during a load would stay invisible.
 */
export function createLoadOnce(cache: Pick<Cache, "get" | "set" | "delete" | "deleteByUser">): Cache["wrap"] {
  const loads = new Map<CacheKey, Promise<unknown>>()
  const forget = (matches: (key: CacheKey) => boolean) => {
    for (const key of [...loads.keys()]) if (matches(key)) loads.delete(key)
  }
  const { delete: deleteKeys, deleteByUser } = cache
  cache.delete = async (...keys) => {
    forget((key) => keys.includes(key))
    await deleteKeys(...keys)
  }
  cache.deleteByUser = async (userId) => {
    forget((key) => key.startsWith(`studyin:user:{${userId}}:`))
    await deleteByUser(userId)
  }
  return async function wrap<T>(key: CacheKey, ttlMs: number, load: () => Promise<T>): Promise<T> {
    const underWay = loads.get(key)
    if (underWay !== undefined) return (await underWay) as T
    const own: { promise?: Promise<T> } = {}
    const isCurrent = () => own.promise !== undefined && loads.get(key) === own.promise
    own.promise = (async () => {
      const cached = await cache.get<T>(key)
      if (cached !== undefined) return cached
      const value = await load()
      if (isCurrent()) await cache.set(key, value, ttlMs)
      return value
    })()
    loads.set(key, own.promise)
    try {
      return await own.promise
    } finally {
      if (isCurrent()) loads.delete(key)
    }
  }
}

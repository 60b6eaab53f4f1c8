import { randomBytes } from "node:crypto"
import type { RedisLink } from "../redis.ts"
import type { Cache, CacheEntry, Generation } from "./cache.ts"
import type { CacheStore } from "./cache-store.ts"
import { everybody } from "./cached.ts"
import { type CacheMetrics, createCache } from "./create-cache.ts"

/** Longer than any value lives. A generation that expires all the same comes back with another token. */
const GENERATION_MS = 86_400_000
/** Longer than a load takes; a process that dies while it loads holds the others up no longer than they are willing to wait. */
const CLAIM_MS = 5000
/** Invalidations remembered while Redis is away; with more of them everything is invalidated when it is back. */
const MOST_UNSENT = 1000
const SEND_AGAIN_MS = 1000

/** The list of a learner's keys: scanning a server's keys for one learner's is no option. */
const listOf = (userId: string) => `studyin:user:{${userId}}:keys`
/** Of one stamp: who reads after an invalidation does not wait for those who read before. */
const claimOf = (entry: CacheEntry, stamp: string) => `${entry.key}:claim:${stamp}`
const newToken = () => randomBytes(9).toString("base64url")

const STORE = `
redis.call('unlink', KEYS[4])
if redis.call('get', KEYS[2]) ~= ARGV[1] then return 0 end
redis.call('set', KEYS[1], ARGV[2], 'PX', ARGV[3])
redis.call('sadd', KEYS[3], KEYS[1])
redis.call('pexpire', KEYS[3], ARGV[4])
return 1`

/** A cache that several processes share. The link is its owner's to close. */
export function createRedisCache(link: RedisLink, metrics?: CacheMetrics): Cache {
  return createCache(createRedisStore(link), metrics)
}

function createRedisStore(link: RedisLink): CacheStore {
  const store = link.define("studyinStore", STORE, 4)
  // What could not be moved on, with a number of the attempt: it may fail again while it is being sent again.
  const unsent = new Map<Generation, number>()
  let attempts = 0
  let sending: NodeJS.Timeout | undefined

  const move = (generations: readonly Generation[]) =>
    link.ask((client) =>
      Promise.all(generations.map((generation) => client.set(generation, newToken(), "PX", GENERATION_MS))),
    )

  function keepForLater(generations: readonly Generation[]): void {
    attempts += 1
    for (const generation of generations) unsent.set(generation, attempts)
    if (unsent.size > MOST_UNSENT) {
      unsent.clear()
      unsent.set(everybody, attempts)
    }
    // Other processes still take what is invalid: do not wait until somebody reads here.
    sending ??= setTimeout(() => {
      sending = undefined
      void sendUnsent()
    }, SEND_AGAIN_MS).unref()
  }

  /** @returns whether nothing is left unsent */
  async function sendUnsent(): Promise<boolean> {
    if (unsent.size === 0) return true
    const sent = [...unsent]
    const moved = await move(sent.map(([generation]) => generation))
    if (moved === undefined) keepForLater([])
    else for (const [generation, attempt] of sent) if (unsent.get(generation) === attempt) unsent.delete(generation)
    return unsent.size === 0
  }

  return {
    async read(entry) {
      if (!(await sendUnsent())) return undefined
      // One by one, since they lie in different slots; they travel together all the same.
      return link.ask(async (client) => {
        const [raw, ...tokens] = await Promise.all([entry.key, ...entry.generations].map((key) => client.get(key)))
        const stamp = (
          await Promise.all(
            tokens.map(async (token, i) => {
              const generation = entry.generations[i]
              if (token !== null || generation === undefined) return token
              // Of several that make it, one wins.
              const made = newToken()
              const given = await client.set(generation, made, "PX", GENERATION_MS, "NX", "GET")
              return given ?? made
            }),
          )
        ).join(".")
        return { stamp, text: textUnder(stamp, raw ?? null) }
      })
    },
    async claim(entry, stamp) {
      return link.ask(async (client) => {
        const [claimed, raw] = await Promise.all([
          client.set(claimOf(entry, stamp), "1", "PX", CLAIM_MS, "NX"),
          client.get(entry.key),
        ])
        return { isOurs: claimed === "OK", text: textUnder(stamp, raw) }
      })
    },
    async release(entry, stamp) {
      await link.ask((client) => client.unlink(claimOf(entry, stamp)))
    },
    async write(entry, stamp, text, ttlMs) {
      const [first] = entry.generations
      const keys = [entry.key, first, listOf(entry.userId), claimOf(entry, stamp)]
      const own = stamp.split(".")[0] ?? ""
      await link.ask(() => store(keys, [own, `${stamp} ${text}`, Math.max(1, Math.round(ttlMs)), GENERATION_MS]))
    },
    async renew(generations) {
      if ((await move(generations)) === undefined) keepForLater(generations)
    },
    async deleteByUser(userId) {
      const list = listOf(userId)
      await link.ask(async (client) => client.unlink(list, ...(await client.smembers(list))))
    },
    async close() {
      clearTimeout(sending)
    },
  }
}

/** Values are stored with the stamp they were read under in front. */
function textUnder(stamp: string, raw: string | null): string | undefined {
  return raw?.startsWith(`${stamp} `) === true ? raw.slice(stamp.length + 1) : undefined
}

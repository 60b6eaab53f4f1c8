import { Cluster, Redis } from "ioredis"
import { CircuitBreaker } from "./circuit-breaker.ts"
import type { Log } from "./log.ts"
import type { Metrics } from "./metrics.ts"
import { parseRedisUrl, type RedisAddress, redisForms } from "./redis-address.ts"

export type RedisClient = Redis | Cluster

/** A script that runs on the server as one step. All its keys must lie in one slot. */
export type RedisScript = (keys: readonly string[], values: readonly (string | number)[]) => Promise<unknown>

/** Redis as something that may be gone at any moment: whoever asks gets an answer soon, or learns at once that there is none. */
export interface RedisLink {
  /** What the work resolves to; undefined when Redis is away, refuses, or takes longer than allowed. Never throws. */
  ask<T>(work: (client: RedisClient) => Promise<T>): Promise<T | undefined>
  /** False while nobody is let through. */
  readonly isThere: boolean
  /** A script, sent once and then called by its hash. */
  define(name: string, lua: string, keys: number): RedisScript
  /** Another connection to the same place, for subscriptions. Whoever takes it ends it. */
  connectAgain(): RedisClient
  close(): Promise<void>
}

export interface RedisLinkOptions {
  log: Log
  /** A Redis that does not answer within this time counts as absent: what it is used for must never be slower than without it. Default 250. */
  answerWithinMs?: number
  up?: Metrics["redisUp"]
}

/** @throws TypeError when the address has none of the forms that are known */
export function openRedis(url: string, { log, answerWithinMs = 250, up }: RedisLinkOptions): RedisLink {
  const address = parseRedisUrl(url)
  if (address === undefined) throw new TypeError(`Not an address of Redis. It is written ${redisForms}.`)
  const client = connect(address, log)
  const breaker = new CircuitBreaker()
  // Until the first connection stands there is nothing to learn from a failure.
  const settled = settles(client, 1000)

  return {
    async ask(work) {
      await settled.wait
      if (!breaker.mayAsk()) return undefined
      let timer: NodeJS.Timeout | undefined
      try {
        const late = new Promise<never>((_resolve, reject) => {
          timer = setTimeout(() => reject(new Error(`no answer within ${answerWithinMs} ms`)), answerWithinMs)
        })
        const value = await Promise.race([work(client), late])
        breaker.succeeded()
        up?.set(1)
        return value
      } catch (error) {
        const wasOpen = breaker.isOpen
        breaker.failed()
        if (!breaker.isOpen) up?.set(0)
        if (wasOpen && !breaker.isOpen) log.warn({ err: error }, "Redis does not answer, working without")
        return undefined
      } finally {
        clearTimeout(timer)
      }
    },
    get isThere() {
      return breaker.isOpen
    },
    define(name, lua, keys) {
      client.defineCommand(name, { lua, numberOfKeys: keys })
      // ioredis adds a method of that name, which its types cannot know.
      const defined = client as unknown as Record<string, (...values: (string | number)[]) => Promise<unknown>>
      return (keyList, values) => defined[name]?.(...keyList, ...values) ?? Promise.resolve(undefined)
    },
    connectAgain: () => connect(address, log),
    async close() {
      settled.stop()
      client.disconnect()
    },
  }
}

/** Fails fast and reconnects by itself: commands given while Redis is away are refused at once instead of piling up. */
function connect(address: RedisAddress, log: Log): RedisClient {
  const common = {
    connectTimeout: 2000,
    maxRetriesPerRequest: 0,
    // A command that was under way when the connection broke is not sent again: nobody waits for it any more.
    autoResendUnfulfilledCommands: false,
  }
  const again = (times: number) => Math.min(times * 100, 3000)
  const client =
    address.kind === "server"
      ? new Redis(address.url, { ...common, enableOfflineQueue: false, retryStrategy: again })
      : new Cluster(address.nodes, {
          enableOfflineQueue: false,
          clusterRetryStrategy: again,
          clusterNodeRetryStrategy: again,
          slotsRefreshTimeout: 2000,
          retryDelayOnFailover: 50,
          retryDelayOnClusterDown: 50,
          maxRedirections: 4,
          redisOptions: {
            ...common,
            ...(address.username === null ? {} : { username: address.username }),
            ...(address.password === null ? {} : { password: address.password }),
            ...(address.tls ? { tls: {} } : {}),
          },
        })
  let isAway = false
  client.on("error", (error: Error) => {
    if (!isAway) log.warn({ err: error }, "Redis cannot be reached")
    isAway = true
  })
  client.on("ready", () => {
    if (isAway) log.info("Redis is back")
    isAway = false
  })
  return client
}

/** Resolves with the first connection, its failure, or after this time. */
function settles(client: RedisClient, withinMs: number): { wait: Promise<void> | undefined; stop(): void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(stop, withinMs)
  const result: { wait: Promise<void> | undefined; stop(): void } = { wait: promise, stop }
  function stop(): void {
    clearTimeout(timer)
    client.off("ready", stop)
    client.off("error", stop)
    client.off("end", stop)
    result.wait = undefined
    resolve()
  }
  client.on("ready", stop)
  client.on("error", stop)
  client.on("end", stop)
  return result
}

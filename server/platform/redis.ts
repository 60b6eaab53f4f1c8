import { Redis } from "ioredis"
import type { Log } from "./log.ts"

/**
 * A connection that fails fast and reconnects by itself: commands given while Redis is away are refused at once
 * instead of piling up. Errors are logged once for each loss.
 */
export function connectRedis(url: string, log: Log): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: true,
    maxRetriesPerRequest: 1,
    connectTimeout: 3000,
    retryStrategy: (times) => Math.min(times * 200, 5000),
  })
  let isAway = false
  redis.on("error", (error) => {
    if (!isAway) log.warn({ err: error }, "Redis cannot be reached, working without")
    isAway = true
  })
  redis.on("ready", () => {
    if (isAway) log.info("Redis is back")
    isAway = false
  })
  return redis
}

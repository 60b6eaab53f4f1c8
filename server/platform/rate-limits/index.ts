export type { RateLimit, RateLimiter } from "./rate-limiter.ts"

export type { Cache, CacheKey, LearnerKey, SharedKey } from "./cache.ts"
export { learnerKey, sharedKey } from "./cache.ts"

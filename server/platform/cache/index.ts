export type { Cache } from "./cache.ts"
export { cached, sessionOf, studyOf } from "./cached.ts"
export { forgetAfterWrites } from "./forget-after-writes.ts"

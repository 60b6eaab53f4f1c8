export { announceForgotten, onRightsForgotten } from "./announce-forgotten.ts"
export type { Cache } from "./cache.ts"
export { apiKeysOf, cached, sessionOf, studyOf } from "./cached.ts"
export { forgetAfterWrites } from "./forget-after-writes.ts"

export { shortcuts as todayShortcuts } from "./shortcuts.ts"
export { todayQuery } from "./today-query.ts"
export { words as todayWords } from "./words.ts"

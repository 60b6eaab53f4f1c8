export { allShortcuts as reviewShortcuts } from "./shortcuts.ts"
export { words as reviewWords } from "./words.ts"

export { allShortcuts as practiceShortcuts } from "./shortcuts.ts"
export { words as practiceWords } from "./words.ts"

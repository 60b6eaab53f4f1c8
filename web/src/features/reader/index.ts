export { shortcuts as readerShortcuts } from "./shortcuts.ts"
export { words as readerWords } from "./words.ts"

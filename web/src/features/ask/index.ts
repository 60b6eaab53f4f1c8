export { shortcuts as askShortcuts } from "./shortcuts.ts"
export { words as askWords } from "./words.ts"

import type { Translation } from "./language.ts"
import type { words } from "./words.ts"

export const german: Translation<typeof words> = {
  noAnswer: "Keine Antwort vom Server",
  serverFailed: "Das konnte der Server nicht",
  keys: {
    Ctrl: "Strg",
    Space: "Leertaste",
    Delete: "Entf",
    Insert: "Einfg",
    Home: "Pos1",
    End: "Ende",
    PageUp: "Bild ↑",
    PageDown: "Bild ↓",
  },
}

import { inLanguage } from "./language.ts"

/** Words that belong to no screen. */
export const words = inLanguage("lib/words", {
  noAnswer: "No answer from the server",
  serverFailed: "The server could not do this",
  /** What is printed on keys, by what the browser calls them. */
  keys: {
    Ctrl: "Ctrl",
    Space: "Space",
    Delete: "Delete",
    Insert: "Insert",
    Home: "Home",
    End: "End",
    PageUp: "PageUp",
    PageDown: "PageDown",
  },
})

import { words } from "./words.ts"

export const shortcuts = {
  search: { id: "library.search", keys: "/", label: words.searchLabel },
  add: { id: "library.add", keys: "u", label: words.add },
  web: { id: "library.web", keys: "w", label: words.web },
  paste: { id: "library.paste", keys: "p", label: words.paste },
}

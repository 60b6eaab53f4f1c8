import { words } from "./words.ts"

export const shortcuts = {
  next: { id: "reader.next", keys: "j", label: words.nextSection },
  previous: { id: "reader.previous", keys: "k", label: words.previousSection },
  nextByArrow: { id: "reader.next-arrow", keys: "ArrowRight", label: words.nextSection },
  previousByArrow: { id: "reader.previous-arrow", keys: "ArrowLeft", label: words.previousSection },
  search: { id: "reader.search", keys: "/", label: words.search },
  outline: { id: "reader.outline", keys: "o", label: words.outline },
  ask: { id: "reader.ask", keys: "a", label: words.ask },
  note: { id: "reader.note", keys: "n", label: words.selectionNote },
  card: { id: "reader.card", keys: "c", label: words.selectionCard },
  highlight: { id: "reader.highlight", keys: "h", label: words.selectionHighlight },
}

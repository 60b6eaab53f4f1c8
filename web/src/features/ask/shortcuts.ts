import { words } from "./words.ts"

export const shortcuts = {
  write: { id: "ask.write", keys: "/", label: words.keys.write },
  start: { id: "ask.new", keys: "n", label: words.keys.start },
  find: { id: "ask.find", keys: "f", label: words.keys.find },
  scope: { id: "ask.scope", keys: "s", label: words.keys.scope },
  next: { id: "ask.next-source", keys: "j", label: words.keys.next },
  previous: { id: "ask.previous-source", keys: "k", label: words.keys.previous },
  open: { id: "ask.open-source", keys: "o", label: words.keys.open },
  card: { id: "ask.make-card", keys: "m", label: words.keys.card },
  copy: { id: "ask.copy", keys: "c", label: words.keys.copy },
  stop: { id: "ask.stop", keys: "Escape", label: words.keys.stop },
}

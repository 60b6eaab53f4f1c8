import type { ShortcutDefinition } from "../lib/shortcuts.ts"
import { places } from "./places.ts"
import { words } from "./words.ts"

export const shortcuts = {
  list: { id: "app.shortcuts", keys: "?", label: words.showShortcuts },
  end: { id: "focus.end", keys: "Escape", label: words.endSession },
}

export const goToShortcuts: (ShortcutDefinition & { to: string })[] = places.map((place) => ({
  id: `app.go-${place.key}`,
  keys: `g ${place.key}`,
  label: words.goTo(place.name),
  to: place.to,
}))

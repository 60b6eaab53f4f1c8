import { words as componentWords } from "../../components/words.ts"
import type { ShortcutDefinition } from "../../lib/shortcuts.ts"
import { words } from "./words.ts"

/** In the order of the grades. Their ids are in no language: the learner's own keys are kept by them. */
const grades = ["again", "hard", "good", "easy"]

export const gradeShortcuts: ShortcutDefinition[] = componentWords.grades.map((label, index) => ({
  id: `review.${grades[index]}`,
  keys: String(index + 1),
  label,
}))

export const shortcuts = {
  show: { id: "review.show", keys: "Space", label: words.show },
  undo: { id: "review.undo", keys: "z", label: words.undo },
  edit: { id: "review.edit", keys: "e", label: words.edit },
  bury: { id: "review.bury", keys: "-", label: words.bury },
  suspend: { id: "review.suspend", keys: "@", label: words.suspend },
  source: { id: "review.source", keys: "o", label: words.openSource },
  start: { id: "review.start", keys: "r", label: words.title },
}

export const allShortcuts: ShortcutDefinition[] = [...Object.values(shortcuts), ...gradeShortcuts]

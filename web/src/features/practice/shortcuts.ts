import { words as componentWords } from "../../components/words.ts"
import type { ShortcutDefinition } from "../../lib/shortcuts.ts"
import { words } from "./words.ts"

/** Options beyond E are chosen by their number. */
const letters = ["A", "B", "C", "D", "E"]

export const chooseShortcuts: ShortcutDefinition[] = letters.map((letter) => ({
  id: `practice.choose-${letter.toLowerCase()}`,
  keys: letter.toLowerCase(),
  label: words.shortcut.choose(letter),
}))

export const strikeShortcuts: ShortcutDefinition[] = letters.map((letter) => ({
  id: `practice.strike-${letter.toLowerCase()}`,
  keys: `Shift+${letter}`,
  label: words.shortcut.strike(letter),
}))

export const sureShortcuts: ShortcutDefinition[] = componentWords.confidence.map((name, index) => ({
  id: `practice.sure-${index + 1}`,
  keys: `s ${index + 1}`,
  label: words.shortcut.sure(index + 1, name),
}))

export const shortcuts = {
  submit: { id: "practice.submit", keys: "Enter", label: words.shortcut.submit },
  sendEssay: { id: "practice.send-essay", keys: "Mod+Enter", label: words.shortcut.sendEssay },
  next: { id: "practice.next", keys: "n", label: words.next },
  previous: { id: "practice.previous", keys: "p", label: words.previous },
  hint: { id: "practice.hint", keys: "h", label: words.hint },
  flag: { id: "practice.flag", keys: "f", label: words.flag },
  all: { id: "practice.all", keys: "q", label: words.allQuestions },
  pause: { id: "practice.pause", keys: "u", label: words.pause },
  report: { id: "practice.report", keys: "r", label: words.report },
  source: { id: "practice.source", keys: "o", label: words.shortcut.openSource },
}

/** What the settings can rebind. The numbers 1 to 9 choose options as well and stay as they are. */
export const allShortcuts: ShortcutDefinition[] = [
  ...Object.values(shortcuts),
  ...chooseShortcuts,
  ...strikeShortcuts,
  ...sureShortcuts,
]

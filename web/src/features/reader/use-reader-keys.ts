import { useShortcuts } from "../../lib/shortcuts.ts"
import type { SelectionActions } from "./selection-bar.tsx"
import { shortcuts } from "./shortcuts.ts"
import { words } from "./words.ts"

/** The keys of the reader. Those for selected text do nothing without any. */
export function useReaderKeys({
  hasSelection,
  actions,
  onSection,
  onSearch,
  onOutline,
}: {
  hasSelection: boolean
  actions: SelectionActions
  onSection: (by: 1 | -1) => void
  onSearch: () => void
  onOutline: () => void
}): void {
  const isOff = !hasSelection
  useShortcuts(words.title, [
    { ...shortcuts.next, run: () => onSection(1) },
    { ...shortcuts.previous, run: () => onSection(-1) },
    { ...shortcuts.nextByArrow, run: () => onSection(1) },
    { ...shortcuts.previousByArrow, run: () => onSection(-1) },
    { ...shortcuts.search, run: onSearch },
    { ...shortcuts.outline, run: onOutline },
    { ...shortcuts.ask, run: actions.ask },
    { ...shortcuts.note, isOff, run: actions.note },
    { ...shortcuts.card, isOff, run: actions.card },
    { ...shortcuts.highlight, isOff, run: actions.highlight },
  ])
}

import { shortcuts as appShortcuts, goToShortcuts } from "../../app/shortcuts.ts"
import { words as appWords } from "../../app/words.ts"
import type { ShortcutDefinition } from "../../lib/shortcuts.ts"
import { askShortcuts, askWords } from "../ask/index.ts"
import { libraryShortcuts, libraryWords } from "../library/index.ts"
import { practiceShortcuts, practiceWords } from "../practice/index.ts"
import { readerShortcuts, readerWords } from "../reader/index.ts"
import { reviewShortcuts, reviewWords } from "../review/index.ts"
import { todayShortcuts, todayWords } from "../today/index.ts"

/** Every shortcut of the app by screen: what the settings can rebind. Each feature adds its own list here. */
export const allShortcuts: { title: string; shortcuts: ShortcutDefinition[] }[] = [
  { title: appWords.everywhere, shortcuts: [...Object.values(appShortcuts), ...goToShortcuts] },
  { title: todayWords.title, shortcuts: Object.values(todayShortcuts) },
  { title: practiceWords.title, shortcuts: practiceShortcuts },
  { title: reviewWords.title, shortcuts: reviewShortcuts },
  { title: askWords.title, shortcuts: Object.values(askShortcuts) },
  { title: libraryWords.title, shortcuts: Object.values(libraryShortcuts) },
  { title: readerWords.title, shortcuts: Object.values(readerShortcuts) },
]

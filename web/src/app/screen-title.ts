import { useEffect } from "react"
import { createStore } from "../lib/store.ts"

export const screenTitle = createStore("")

/**
 * Names the screen in the window's title and in the phone's top bar. Each screen calls it once.
 * @param inBar where the bar has no room for all of it
 */
export function useScreenTitle(title: string, inBar = title): void {
  useEffect(() => {
    document.title = title ? `${title} · StudyIn` : "StudyIn"
    screenTitle.set(inBar)
  }, [title, inBar])
}

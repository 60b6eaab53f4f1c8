import { useEffect, useState } from "react"
import { changeDraft, type Draft, type DraftChange, draftOf } from "./draft.ts"
import type { PracticeSession } from "./practice-queries.ts"

/** Unsent answers of one session live as long as the tab: loading again keeps them, signing in as someone else does not show them. */
const storageKey = (sessionId: string) => `studyin-drafts-${sessionId}`

function recall(sessionId: string): Record<number, Draft> {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey(sessionId)) ?? "{}") as Record<number, Draft>
  } catch {
    return {}
  }
}

/** Called when a session is over. */
export function forgetDrafts(sessionId: string): void {
  try {
    sessionStorage.removeItem(storageKey(sessionId))
  } catch {
    // Storage is forbidden: nothing was kept.
  }
}

export interface Drafts {
  /** What the learner has done with the question at `position`. */
  at(position: number): Draft
  /** Applies a change and returns what came of it. */
  change(position: number, change: DraftChange): Draft
  /** Fixes the id under which the present answer is sent. */
  name(position: number, interactionId: string): void
}

export function useDrafts(session: PracticeSession): Drafts {
  const [drafts, setDrafts] = useState(() => recall(session.id))
  useEffect(() => {
    // Typing must not wait for the storage.
    const timer = setTimeout(() => {
      try {
        sessionStorage.setItem(storageKey(session.id), JSON.stringify(drafts))
      } catch {
        // Full or forbidden: the drafts last until the page is closed.
      }
    }, 300)
    return () => clearTimeout(timer)
  }, [drafts, session.id])
  const at = (position: number): Draft => {
    const item = session.items.find((one) => one.position === position)
    return drafts[position] ?? (item ? draftOf(item) : { selected: [], struck: [], typed: "" })
  }
  const put = (position: number, draft: Draft): Draft => {
    setDrafts((before) => ({ ...before, [position]: draft }))
    return draft
  }
  return {
    at,
    change: (position, change) => put(position, changeDraft(at(position), change)),
    name: (position, interactionId) => void put(position, { ...at(position), interactionId }),
  }
}

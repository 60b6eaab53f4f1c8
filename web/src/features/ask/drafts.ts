import { sessionStatus } from "../../lib/session.ts"
import { createStore, useStore } from "../../lib/store.ts"

/** What is typed and not sent, by conversation ("" for a new one): leaving the screen must not lose it. */
const drafts = createStore<Record<string, string>>({})

sessionStatus.subscribe(() => {
  if (sessionStatus.get() === "guest") drafts.set({})
})

export function useDraft(conversationId: string | undefined): string {
  return useStore(drafts)[conversationId ?? ""] ?? ""
}

export function writeDraft(conversationId: string | undefined, text: string): void {
  drafts.set((all) => ({ ...all, [conversationId ?? ""]: text }))
}

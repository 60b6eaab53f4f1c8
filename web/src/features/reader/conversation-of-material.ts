import { sessionStatus } from "../../lib/session.ts"
import { createStore, useStore } from "../../lib/store.ts"

/** The conversation beside each material, until the page is loaded anew; all of them are in Ask. */
const conversations = createStore<Record<string, string>>({})

sessionStatus.subscribe(() => {
  if (sessionStatus.get() === "guest") conversations.set({})
})

export function useConversationOf(materialId: string): [string | undefined, (id: string | undefined) => void] {
  const all = useStore(conversations)
  return [
    all[materialId],
    (id) =>
      conversations.set(({ [materialId]: _, ...rest }) => (id === undefined ? rest : { ...rest, [materialId]: id })),
  ]
}

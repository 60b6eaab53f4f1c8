import { createStore } from "./store.ts"

/** Set while something waits for the learner to confirm who they are; `settle` says whether they did. */
export const identityAsked = createStore<{ settle: (isConfirmed: boolean) => void } | undefined>(undefined)

let asking: Promise<boolean> | undefined

/** Asks the learner to confirm who they are. What asks meanwhile waits for the same answer. */
export function identityConfirmed(): Promise<boolean> {
  asking ??= new Promise((resolve) => {
    identityAsked.set({
      settle(isConfirmed) {
        asking = undefined
        identityAsked.set(undefined)
        resolve(isConfirmed)
      },
    })
  })
  return asking
}

/** Whether the server wants to know first that it is the learner, and not somebody else at their browser. */
export async function asksForIdentity(answer: Response): Promise<boolean> {
  if (answer.status !== 403) return false
  const problem = (await answer
    .clone()
    .json()
    .catch(() => undefined)) as { type?: unknown } | undefined
  return problem?.type === "confirm-identity"
}

import { type Events, HOUSE } from "../events/index.ts"
import type { Cache, Generation } from "./cache.ts"

/** What is asked with every request: whether a sign-in or an API key still counts. */
const RIGHTS = /^studyin:user:\{([^}]+)\}:generation:(?:session:|api-keys$)/

/**
 * A cache that tells every process of the installation when somebody's sign-ins or keys are to be looked at again, so that whoever was
 * signed out, suspended or given another role notices at once everywhere: processes whose caches are their own forget what they had,
 * and each looks at the connections it holds open (`onRightsForgotten`).
 * @param isShared the other processes read the same cache, which has forgotten already
 */
export function announceForgotten(cache: Cache, events: Events, { isShared }: { isShared: boolean }): Cache {
  if (!isShared)
    events.subscribe(HOUSE, ({ type, generations }) => {
      if (type === "rights-forgotten") void cache.forget(...(generations as Generation[]))
    })
  return {
    ...cache,
    async forget(...generations) {
      await cache.forget(...generations)
      const rights = generations.filter((generation) => RIGHTS.test(generation))
      if (rights.length > 0) events.publish(HOUSE, { type: "rights-forgotten", generations: rights })
    },
  }
}

/** Calls back for each learner whose sign-ins or keys may count no longer. Returns the function that ends that. */
export function onRightsForgotten(events: Events, listener: (userId: string) => void): () => void {
  return events.subscribe(HOUSE, ({ type, generations }) => {
    if (type !== "rights-forgotten") return
    const users = (generations as string[]).map((generation) => RIGHTS.exec(generation)?.[1])
    for (const userId of new Set(users)) if (userId !== undefined) listener(userId)
  })
}

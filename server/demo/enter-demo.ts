import { ensureDemoAccount, removeDemoAccount } from "../domains/accounts/index.ts"
import type { Deps } from "../platform/deps.ts"
import { deleteSetting, readSetting, writeSetting } from "../platform/settings.ts"
import { seedDemo } from "./seed-demo.ts"

/** Written when everything is there: a seed that was cut off is begun anew. */
const SEEDED = "demo.seeded-learner"

let seeding: Promise<string> | undefined

/** The demo learner with all its content, made when it is not there. Callers at the same moment wait for one seed. Returns the learner's id. */
export async function ensureDemo(deps: Deps, timeZone: string): Promise<string> {
  const ready = await deps.db.asSystem("find-demo", async (tx) => {
    const seeded = await readSetting<string>(tx, SEEDED)
    if (seeded === undefined) return undefined
    const { userId, isNew } = await ensureDemoAccount(tx, deps.clock.now(), timeZone)
    return !isNew && userId === seeded ? userId : undefined
  })
  if (ready !== undefined) return ready
  seeding ??= seedAnew(deps, timeZone).finally(() => {
    seeding = undefined
  })
  return seeding
}

/** Takes the demo learner away with all it has; it is made anew when somebody enters it next. */
export async function removeDemo(deps: Deps): Promise<void> {
  await seeding?.catch(() => undefined)
  const userId = await deps.db.asSystem("remove-demo", async (tx) => {
    await deleteSetting(tx, SEEDED)
    return removeDemoAccount(tx)
  })
  if (userId === undefined) return
  await Promise.all([deps.files.eraseLearner(userId), deps.cache.deleteByUser(userId), deps.queue.eraseLearner(userId)])
}

async function seedAnew(deps: Deps, timeZone: string): Promise<string> {
  await deps.db.asSystem("remove-demo", (tx) => removeDemoAccount(tx))
  const { userId } = await deps.db.asSystem("add-demo", (tx) => ensureDemoAccount(tx, deps.clock.now(), timeZone))
  await seedDemo(deps, userId, timeZone)
  await deps.db.asSystem("add-demo", (tx) => writeSetting(tx, SEEDED, userId))
  return userId
}

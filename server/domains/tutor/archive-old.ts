import type { Deps } from "../../platform/deps.ts"
import { archiveConversations } from "./conversation-store.ts"

const MS_PER_DAY = 86_400_000
const ARCHIVED_AFTER_DAYS = 30

/** Puts conversations away thirty days after their last message. Returns how many. */
export function archiveOld(deps: Pick<Deps, "db" | "clock">): Promise<number> {
  const before = new Date(deps.clock.now().getTime() - ARCHIVED_AFTER_DAYS * MS_PER_DAY)
  return deps.db.asSystem("archive-conversations", (tx) => archiveConversations(tx, before))
}

import { asBatch, type RetentionRules } from "../../platform/retention-rules.ts"
import { archiveConversations, countIdleConversations, deleteIdleConversations } from "./conversation-store.ts"

export const retention: RetentionRules = {
  "idle-conversations": {
    count: ({ db }, before) =>
      db.readAsSystem("count-idle-conversations", (tx) => countIdleConversations(tx, before, true)),
    removeSome: ({ db }, before, limit) =>
      asBatch(db, "archive-conversations", (tx) => archiveConversations(tx, before, limit)),
  },
  conversations: {
    count: ({ db }, before) =>
      db.readAsSystem("count-old-conversations", (tx) => countIdleConversations(tx, before, false)),
    removeSome: ({ db }, before, limit) =>
      asBatch(db, "delete-old-conversations", (tx) => deleteIdleConversations(tx, before, limit)),
  },
}

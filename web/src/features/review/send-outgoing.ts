import { api, must } from "../../lib/api.ts"
import { keepSending } from "../../lib/keep-sending.ts"
import { remembered } from "../../lib/store.ts"
import type { OutboxStorage, Outgoing } from "./review-outbox.ts"
import type { Card, RecordOutcome } from "./review-queries.ts"

/** What the server says to a step of a sitting. */
export interface Reply {
  card?: Card
  record?: RecordOutcome
}

/** A grade this old is sent with its own time. */
const lateMs = 5000

function post(item: Outgoing): Promise<Reply> {
  const path = { path: { id: item.kind === "undo" ? "" : item.cardId } }
  switch (item.kind) {
    case "grade": {
      const { id, cardId, rating, responseTimeMs, atMs } = item
      return must(
        api.POST("/api/v1/reviews", {
          body: {
            id,
            cardId,
            rating,
            responseTimeMs,
            ...(Date.now() - atMs > lateMs && { reviewedAt: new Date(atMs).toISOString() }),
          },
        }),
      )
    }
    case "undo":
      return must(api.POST("/api/v1/reviews/undo", { body: { interactionId: item.id, reviewId: item.reviewId } }))
    case "suspend":
      return must(api.PATCH("/api/v1/cards/{id}", { params: path, body: { isSuspended: item.isSuspended } })).then(
        (card) => ({ card }),
      )
    case "bury":
      return must(api.POST("/api/v1/cards/{id}/bury", { params: path })).then(() => ({}))
  }
}

/** Sends until the server answers. `onTrouble` is told each time it does not. */
export function sendOutgoing(item: Outgoing, onTrouble: () => void): Promise<Reply> {
  return keepSending(() => post(item), { onTrouble })
}

/** What is not sent yet stays in the browser, for this learner only. */
export function storageOf(userId: string): OutboxStorage {
  const key = `studyin-unsent-reviews-${userId}`
  return {
    read() {
      try {
        return JSON.parse(remembered.read(key) ?? "[]") as Outgoing[]
      } catch {
        return []
      }
    },
    write: (items) => remembered.write(key, items.length === 0 ? undefined : JSON.stringify(items)),
  }
}

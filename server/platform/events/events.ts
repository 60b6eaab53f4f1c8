/**
 * Something a learner's open pages should know at once, such as `{ type: "material", ownerId, materialId }`.
 * Small and JSON: ids rather than contents. The page fetches the thing itself again, so an event is a hint and may be lost.
 */
export interface LiveEvent {
  type: string
  [member: string]: unknown
}

/** Stands in the place of a learner's id for what processes tell one another. No learner has it. */
export const HOUSE = "00000000-0000-0000-0000-000000000000"

export type LiveListener = (event: LiveEvent) => void

/** Live updates from any process to every open page of one learner. */
export interface Events {
  /** Never fails: an event that cannot be sent is dropped. */
  publish(userId: string, event: LiveEvent): void
  /** Returns the function that ends the subscription. */
  subscribe(userId: string, listener: LiveListener): () => void
  close(): Promise<void>
}

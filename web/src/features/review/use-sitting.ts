import { useQueryClient } from "@tanstack/react-query"
import { useCallback, useEffect, useMemo, useRef, useState } from "react"
import { describeError } from "../../components/error-notice.tsx"
import { showToast } from "../../components/toast.tsx"
import { newId } from "../../lib/ids.ts"
import { createReviewOutbox, type Outgoing } from "./review-outbox.ts"
import { type Card, fetchQueue, queueLimit, type RecordOutcome, renewReviews } from "./review-queries.ts"
import { sendOutgoing, storageOf } from "./send-outgoing.ts"
import {
  beginSitting,
  grade,
  leftIn,
  needsRefill,
  type Rating,
  refill,
  rewrite,
  type Sitting,
  setAside,
  settleGrade,
  takeBack,
  undoable,
} from "./sitting.ts"
import { words } from "./words.ts"

export interface SittingControl {
  /** Undefined until the first cards are there. */
  sitting: Sitting | undefined
  /** The queue could not be fetched. */
  error: unknown
  nextDueAt: string | null
  /** Cards still to come, those that are not fetched yet among them. */
  left: number
  /** No card is shown, and the server is being asked whether that was all. */
  isEnding: boolean
  /** What each grade brought, by its review. */
  records: ReadonlyMap<string, RecordOutcome>
  /** The server does not answer; steps are kept and sent again by themselves. */
  isInTrouble: boolean
  start(): void
  grade(rating: Rating, responseTimeMs: number): void
  undo(): void
  suspend(): void
  bury(): void
  rewrite(card: Pick<Card, "id" | "front" | "back" | "tags">): void
}

/** A sitting that never waits for the network: every step shows at once and is sent behind it. */
export function useSitting(userId: string, deckId: string | undefined): SittingControl {
  const queryClient = useQueryClient()
  const [sitting, setSitting] = useState<Sitting>()
  const [error, setError] = useState<unknown>()
  const [standing, setStanding] = useState<{ nextDueAt: string | null; beyond: number }>({ nextDueAt: null, beyond: 0 })
  const [records, setRecords] = useState<ReadonlyMap<string, RecordOutcome>>(new Map())
  const [isInTrouble, setInTrouble] = useState(false)
  const [isEnded, setEnded] = useState(false)
  const latest = useRef<Sitting | undefined>(undefined)
  latest.current = sitting
  const isGone = useRef(false)
  const beyond = useRef(0)

  const change = useCallback((step: (before: Sitting) => Sitting): void => {
    setSitting((before) => before && step(before))
  }, [])

  const load = useCallback(async (): Promise<void> => {
    try {
      const queue = await fetchQueue(deckId)
      if (isGone.current) return
      const { counts, items, nextDueAt } = queue
      const total = counts.new + counts.learning + counts.due
      beyond.current = items.length < queueLimit ? 0 : Math.max(0, total - items.length)
      setStanding({ nextDueAt, beyond: beyond.current })
      setError(undefined)
      setSitting((before) => (before ? refill(before, items, Date.now()) : beginSitting(items, Date.now())))
    } catch (failure) {
      // In the midst of a sitting it is tried again after the next grade; before it there is nothing to show.
      if (!latest.current) setError(failure)
    }
  }, [deckId])

  const outbox = useMemo(
    () =>
      createReviewOutbox({
        storage: storageOf(userId),
        async send(item) {
          const { card, record } = await sendOutgoing(item, () => setInTrouble(true))
          setInTrouble(false)
          if (record) {
            setRecords((before) => new Map(before).set(item.id, record))
            if (card?.isLeech && !latest.current?.steps.find((step) => step.before.id === card.id)?.before.isLeech)
              showToast({ text: words.leechMet })
          }
          if (card && item.kind === "grade") change((before) => settleGrade(before, item.id, card, Date.now()))
        },
        onRefused(_item, failure) {
          setInTrouble(false)
          showToast({ text: words.refused(describeError(failure).say) })
        },
        onIdle() {
          const now = latest.current
          if (!now) return
          if (now.current === undefined) {
            // Learning cards may have come due meanwhile, and a summary wants the newest figures.
            void load().then(() => {
              setEnded(true)
              renewReviews(queryClient)
            })
          } else if (needsRefill(now, beyond.current > 0)) void load()
        },
      }),
    [userId, change, load, queryClient],
  )

  const start = useCallback((): void => {
    setSitting(undefined)
    setEnded(false)
    setRecords(new Map())
    setError(undefined)
    outbox.adopt()
    void outbox.settled().then(load)
  }, [outbox, load])

  useEffect(() => {
    isGone.current = false
    start()
    return () => {
      isGone.current = true
      // What is on its way first: else the next screen shows figures from before.
      void outbox.settled().then(() => renewReviews(queryClient))
    }
  }, [start, outbox, queryClient])

  const send = (item: Outgoing): void => {
    setEnded(false)
    outbox.add(item)
  }

  const undo = (): void => {
    const step = sitting && undoable(sitting)
    if (!step) {
      showToast({ text: words.nothingToUndo })
      return
    }
    const { id: cardId } = step.before
    change(takeBack)
    if (step.kind === "graded") send({ kind: "undo", id: newId(), reviewId: step.reviewId, cardId })
    else send({ kind: "suspend", id: newId(), cardId, isSuspended: false })
    showToast({ text: words.undone })
  }

  return {
    sitting,
    error,
    nextDueAt: standing.nextDueAt,
    left: (sitting ? leftIn(sitting) : 0) + standing.beyond,
    isEnding: sitting !== undefined && !sitting.current && sitting.steps.length > 0 && !isEnded && !isInTrouble,
    records,
    isInTrouble,
    start,
    grade(rating, responseTimeMs) {
      const card = sitting?.current
      if (!card) return
      const id = newId()
      const atMs = Date.now()
      change((before) => grade(before, id, rating, atMs))
      send({ kind: "grade", id, cardId: card.id, rating, responseTimeMs, atMs })
    },
    undo,
    suspend() {
      const card = sitting?.current
      if (!card) return
      change((before) => setAside(before, "suspended", Date.now()))
      send({ kind: "suspend", id: newId(), cardId: card.id, isSuspended: true })
    },
    bury() {
      const card = sitting?.current
      if (!card) return
      change((before) => setAside(before, "buried", Date.now()))
      send({ kind: "bury", id: newId(), cardId: card.id })
    },
    rewrite: (card) => change((before) => rewrite(before, card)),
  }
}

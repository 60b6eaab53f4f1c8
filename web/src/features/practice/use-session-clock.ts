import { useQueryClient } from "@tanstack/react-query"
import { useCallback, useEffect, useRef, useState } from "react"
import { api, must } from "../../lib/api.ts"
import { keepSending } from "../../lib/keep-sending.ts"
import { type PracticeSession, type PracticeSessionSummary, renewSessions, sessionQuery } from "./practice-queries.ts"

type Step = "pause" | "resume"

/** Steps of a session are sent in their order, also when it is left and opened again at once. */
const orders = new Map<string, Promise<void>>()

function post(id: string, step: Step, isLast = false): Promise<PracticeSession> {
  const init = { params: { path: { id } }, ...(isLast && { keepalive: true }) }
  return must(
    step === "pause"
      ? api.POST("/api/v1/practice/sessions/{id}/pause", init)
      : api.POST("/api/v1/practice/sessions/{id}/resume", init),
  )
}

const endOf = (session: PracticeSessionSummary): number | undefined =>
  session.remainingMs === null ? undefined : Date.now() + session.remainingMs

export interface SessionClock {
  isPaused: boolean
  /** End of a timed session by this machine's clock. */
  endsAtMs: number | undefined
  setPaused(paused: boolean): void
  /** Takes the time from the server's newest word. */
  adjust(session: PracticeSessionSummary): void
  /** Settles when the server knows of the last pause or resumption: an answer sent before would be refused. */
  settled(): Promise<void>
}

/** Opening a session lets its clock run, leaving it stops the clock; in between the learner may pause. */
export function useSessionClock(session: PracticeSession, onOver: () => void): SessionClock {
  const { id } = session
  const queryClient = useQueryClient()
  const [isPaused, setPausedState] = useState(false)
  const [endsAtMs, setEndsAtMs] = useState(() => endOf(session))
  const leftMs = useRef<number>(undefined)
  const wishes = useRef(0)
  const isStopped = useRef(session.status === "paused")
  const over = useRef(onOver)
  over.current = onOver

  const send = useCallback(
    (step: Step, isLast = false): void => {
      wishes.current += 1
      const wish = wishes.current
      isStopped.current = step === "pause"
      const order = (orders.get(id) ?? Promise.resolve())
        .then(() => keepSending(() => post(id, step, isLast)))
        .then((answer) => {
          // A later wish is on its way and will tell the newer state.
          if (wish !== wishes.current) return
          queryClient.setQueryData(sessionQuery(id).queryKey, answer)
          if (step === "resume") setEndsAtMs(endOf(answer))
        })
        // Only a session that is over (or gone) refuses.
        .catch(() => over.current())
      orders.set(id, order)
    },
    [id, queryClient],
  )

  useEffect(() => {
    if (isStopped.current) send("resume")
    const leave = (): void => send("pause", true)
    const comeBack = (event: PageTransitionEvent): void => {
      if (event.persisted) send("resume")
    }
    addEventListener("pagehide", leave)
    addEventListener("pageshow", comeBack)
    return () => {
      removeEventListener("pagehide", leave)
      removeEventListener("pageshow", comeBack)
      const known = queryClient.getQueryData(sessionQuery(id).queryKey)
      if (known?.status === "completed" || known?.status === "abandoned") return
      send("pause")
      void orders.get(id)?.then(() => {
        renewSessions(queryClient)
        void queryClient.invalidateQueries({ queryKey: sessionQuery(id).queryKey, refetchType: "none" })
      })
    }
  }, [id, queryClient, send])

  return {
    isPaused,
    endsAtMs,
    setPaused(paused) {
      if (paused === isPaused) return
      if (paused && endsAtMs !== undefined) leftMs.current = endsAtMs - Date.now()
      if (!paused && leftMs.current !== undefined) setEndsAtMs(Date.now() + leftMs.current)
      setPausedState(paused)
      send(paused ? "pause" : "resume")
    },
    adjust: (summary) => {
      const end = endOf(summary)
      // A second more or less is the way of the answer, not the clock.
      setEndsAtMs((before) =>
        before === undefined || end === undefined || Math.abs(end - before) > 1500 ? end : before,
      )
    },
    settled: async () => orders.get(id),
  }
}

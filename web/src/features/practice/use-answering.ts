import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useEffect, useMemo, useRef, useState } from "react"
import { api, must } from "../../lib/api.ts"
import { newId } from "../../lib/ids.ts"
import { keepSending } from "../../lib/keep-sending.ts"
import { Problem } from "../../lib/problem.ts"
import { createAnswerSaver } from "./answer-saver.ts"
import { answerOf, type Draft, isAnswered } from "./draft.ts"
import {
  type PracticeItem,
  type PracticeSession,
  type PracticeSessionSummary,
  type RecordOutcome,
  renewSessions,
  sessionQuery,
} from "./practice-queries.ts"
import { type Drafts, forgetDrafts } from "./use-drafts.ts"
import type { SessionClock } from "./use-session-clock.ts"

export interface Answering {
  /** Tutor: the answer is on its way. */
  isChecking: boolean
  /** Timed: what was answered is being kept. */
  isSaving: boolean
  isFinishing: boolean
  /** No answer from the server; what is to be sent is sent again by itself. */
  isInTrouble: boolean
  /** What the server refused. */
  error: unknown
  /** What an answer given in this sitting brought. */
  recordOf(position: number): RecordOutcome | undefined
  /** Tutor: hands the answer in. */
  submit(position: number, draft: Draft): void
  /** Timed: keeps the answer as it is now. */
  save(position: number, draft: Draft): void
  /** Ends the session; answers under way are sent first. */
  finish(how: "complete" | "abandon"): void
}

/** Sends answers, once each however often the network fails, and ends the session. */
export function useAnswering(
  session: PracticeSession,
  drafts: Drafts,
  clock: SessionClock,
  timeSpentMs: (position: number) => number,
): Answering {
  const { id } = session
  const queryClient = useQueryClient()
  const [records, setRecords] = useState<Record<number, RecordOutcome>>({})
  const [isInTrouble, setInTrouble] = useState(false)
  const [isSaving, setSaving] = useState(false)
  const [refused, setRefused] = useState<unknown>()
  const left = useRef(new AbortController())
  useEffect(() => {
    left.current = new AbortController()
    return () => left.current.abort()
  }, [])

  const take = (item: PracticeItem, summary: PracticeSessionSummary): void => {
    setInTrouble(false)
    clock.adjust(summary)
    queryClient.setQueryData(
      sessionQuery(id).queryKey,
      (before) =>
        before && {
          ...before,
          ...summary,
          items: before.items.map((one) => (one.position === item.position ? item : one)),
        },
    )
  }

  const post = async (position: number, draft: Draft, interactionId: string) => {
    const item = session.items.find((one) => one.position === position) as PracticeItem
    const responseTimeMs = timeSpentMs(position)
    await clock.settled()
    const answer = await keepSending(
      () =>
        must(
          api.POST("/api/v1/practice/sessions/{id}/answers", {
            params: { path: { id } },
            body: { interactionId, position, responseTimeMs, ...answerOf(draft, item.question.type) },
          }),
        ),
      { signal: left.current.signal, onTrouble: () => setInTrouble(true) },
    )
    take(answer.item, answer.session)
    return answer
  }

  /** Ended or answered elsewhere: the session as the server has it says how to go on. */
  const refuse = (error: unknown): void => {
    setInTrouble(false)
    if (left.current.signal.aborted) return
    // Left in another tab: the pause is shown here as well, and going on ends it.
    if (error instanceof Problem && error.type === "session-paused") {
      clock.setPaused(true)
      return
    }
    const isElsewhere = error instanceof Problem && [404, 409].includes(error.status)
    if (isElsewhere) void queryClient.invalidateQueries({ queryKey: sessionQuery(id).queryKey })
    if (!(error instanceof Problem && ["session-over", "time-over"].includes(error.type))) setRefused(error)
  }

  const check = useMutation({
    mutationFn: ({ position, draft }: { position: number; draft: Draft }) => {
      const interactionId = draft.interactionId ?? newId()
      if (!draft.interactionId) drafts.name(position, interactionId)
      return post(position, draft, interactionId)
    },
    onMutate: () => setRefused(undefined),
    onSuccess: ({ record }, { position }) => {
      if (record) setRecords((before) => ({ ...before, [position]: record }))
    },
    onError: refuse,
  })

  const latest = useRef({ post, refuse })
  latest.current = { post, refuse }
  const saver = useMemo(
    () =>
      createAnswerSaver({
        send: async (position, draft) => {
          await latest.current.post(position, draft, newId())
        },
        onBusy: setSaving,
        onRefused: (error) => latest.current.refuse(error),
      }),
    [],
  )

  const finishing = useMutation({
    mutationFn: async (how: "complete" | "abandon") => {
      await saver.settled()
      await clock.settled()
      const init = { params: { path: { id } } }
      return keepSending(
        () =>
          must(
            how === "complete"
              ? api.POST("/api/v1/practice/sessions/{id}/complete", init)
              : api.POST("/api/v1/practice/sessions/{id}/abandon", init),
          ),
        { signal: left.current.signal, onTrouble: () => setInTrouble(true) },
      )
    },
    onSuccess: (ended) => {
      queryClient.setQueryData(sessionQuery(id).queryKey, ended)
      forgetDrafts(id)
      renewSessions(queryClient)
    },
    onError: refuse,
  })

  return {
    isChecking: check.isPending,
    isSaving,
    isFinishing: finishing.isPending || finishing.isSuccess,
    isInTrouble,
    error: refused,
    recordOf: (position) => records[position],
    submit: (position, draft) => {
      if (!check.isPending) check.mutate({ position, draft })
    },
    save: (position, draft) => {
      const item = session.items.find((one) => one.position === position)
      if (!item || !isAnswered(draft, item.question.type)) return
      if (item.question.type === "essay" && draft.isRight === undefined) return
      saver.save(position, draft)
    },
    finish: (how) => {
      if (!finishing.isPending) finishing.mutate(how)
    },
  }
}

import type { QueryClient } from "@tanstack/react-query"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { newId } from "../../lib/ids.ts"
import { decoded, parseEventStream } from "../../lib/live.ts"
import { Problem, problemOf } from "../../lib/problem.ts"
import { sessionStatus } from "../../lib/session.ts"
import { createStore, useStore } from "../../lib/store.ts"
import { conversationQuery, renewConversationLists } from "./conversations-query.ts"
import {
  type AnswerWay,
  afterEvent,
  beginExchange,
  type Exchange,
  isRunning,
  questionOf,
  type Scope,
} from "./exchange.ts"
import { brokenOff, streamProblem } from "./stream-problem.ts"
import { againFrom, type Turn, wayOf } from "./turns.ts"

/**
 * The latest question of each conversation, until its answer is stored and shown. It is kept outside the screen: an
 * answer goes on while the learner looks at something else.
 */
const exchanges = createStore<Record<string, Exchange>>({})
const running = new Map<string, AbortController>()

sessionStatus.subscribe(() => {
  if (sessionStatus.get() !== "guest") return
  for (const stop of running.values()) stop.abort()
  exchanges.set({})
})

export function useExchange(conversationId: string | undefined): Exchange | undefined {
  const all = useStore(exchanges)
  return conversationId === undefined ? undefined : all[conversationId]
}

function change(conversationId: string, questionId: string, next: (exchange: Exchange) => Exchange | undefined): void {
  exchanges.set((all) => {
    const current = all[conversationId]
    if (current?.questionId !== questionId) return all
    const changed = next(current)
    if (changed) return { ...all, [conversationId]: changed }
    const { [conversationId]: _done, ...rest } = all
    return rest
  })
}

/** Asks in a conversation; `newScope` makes the conversation first. */
export function ask(
  queryClient: QueryClient,
  question: { conversationId: string; text: string; way?: AnswerWay; newScope?: Scope | undefined },
): void {
  const askedAt = new Date().toISOString()
  begin(queryClient, beginExchange({ way: "direct", ...question, questionId: newId(), askedAt }))
}

/**
 * Asks the question of a turn again: one that was stopped, failed or never answered with the same ids, so that it counts
 * once; after a hint, with `way` "direct", for the answer.
 */
export function askAgain(
  queryClient: QueryClient,
  conversationId: string,
  turn: Turn,
  way: AnswerWay = wayOf(turn) ?? "direct",
): void {
  const failed = exchanges.get()[conversationId]
  begin(queryClient, beginExchange({ conversationId, ...againFrom(turn, way), newScope: failed?.newScope }))
}

export function stopAnswer(conversationId: string): void {
  running.get(conversationId)?.abort()
}

function begin(queryClient: QueryClient, exchange: Exchange): void {
  const { conversationId, questionId } = exchange
  if (isRunning(exchanges.get()[conversationId])) return
  const stop = new AbortController()
  running.set(conversationId, stop)
  exchanges.set((all) => ({ ...all, [conversationId]: exchange }))
  void run(queryClient, exchange, stop.signal)
    .catch((error: unknown) => {
      const status = stop.signal.aborted ? "stopped" : "failed"
      change(conversationId, questionId, (current) => ({ ...current, status, error }))
    })
    .finally(() => {
      running.delete(conversationId)
      renewConversationLists(queryClient)
      void queryClient.invalidateQueries({ queryKey: ["today"] })
    })
}

async function run(queryClient: QueryClient, exchange: Exchange, signal: AbortSignal): Promise<void> {
  const { conversationId, questionId, answerId, way, text } = exchange
  const { queryKey } = conversationQuery(conversationId)
  if (exchange.newScope) {
    const body = { id: conversationId, scope: exchange.newScope, kind: "exploration" as const }
    const conversation = await must(api.POST("/api/v1/conversations", { body, signal }))
    queryClient.setQueryData(queryKey, { conversation, items: [] })
    change(conversationId, questionId, (current) => ({ ...current, newScope: undefined }))
  }
  // The id of the question names the interaction too: whatever is sent again is counted once.
  const body = { questionId, answerId, interactionId: questionId, text, way }
  const { data, error, response } = await api.POST("/api/v1/conversations/{id}/questions", {
    params: { path: { id: conversationId } },
    body,
    signal,
    parseAs: "stream",
  })
  if (!response.ok || !data) throw problemOf(response.status, error, response.headers.get("retry-after"))
  // The first question gives the conversation its title.
  renewConversationLists(queryClient)
  try {
    for await (const event of parseEventStream(decoded(data))) {
      if (event.name === "problem") throw streamProblem(event.data)
      if (event.name === "note") showToast({ text: (event.data as { note: string }).note })
      change(conversationId, questionId, (current) => afterEvent(current, event))
    }
  } catch (broken) {
    // A line that breaks in the middle of an answer rejects with words of the browser's own.
    throw broken instanceof Problem || signal.aborted ? broken : brokenOff()
  }
  const { answer } = exchanges.get()[conversationId] ?? {}
  if (!answer) throw brokenOff()
  queryClient.setQueryData(queryKey, (known) => {
    if (!known) return known
    const others = known.items.filter(({ id }) => id !== questionId && id !== answerId)
    const asked = known.items.find(({ id }) => id === questionId) ?? questionOf(exchange)
    return { ...known, items: [...others, asked, answer] }
  })
  // The title, and the moments as the server has them.
  await queryClient.invalidateQueries({ queryKey })
  if (queryClient.getQueryData(queryKey)?.items.some(({ id }) => id === answerId))
    change(conversationId, questionId, () => undefined)
}

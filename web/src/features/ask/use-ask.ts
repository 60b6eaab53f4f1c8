import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { useEffect, useMemo, useState } from "react"
import { newId } from "../../lib/ids.ts"
import { useAnswerWay } from "./answer-way.ts"
import type { AskSearch } from "./ask-search.ts"
import { conversationQuery, useChangeConversation } from "./conversations-query.ts"
import { isRunning, type Scope } from "./exchange.ts"
import { ask, askAgain, stopAnswer, useExchange } from "./exchanges.ts"
import { type Turn, turnsOf, wayOf } from "./turns.ts"

const everything: Scope = { kind: "everything" }

function scopeOf({ ownerId, materialId, start, end }: AskSearch): Scope {
  if (ownerId === undefined || materialId === undefined) return everything
  return start === undefined || end === undefined
    ? { kind: "materials", materials: [{ ownerId, materialId }] }
    : { kind: "passage", ownerId, materialId, start, end }
}

/** One conversation, stored or about to begin, and what can be done in it. */
export function useAsk(conversationId: string | undefined, search: AskSearch) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const way = useAnswerWay()
  const exchange = useExchange(conversationId)
  const isNew = conversationId === undefined
  // Until the server has made it there is nothing to fetch.
  const query = useQuery({
    ...conversationQuery(conversationId ?? ""),
    enabled: !isNew && exchange?.newScope === undefined,
  })
  const change = useChangeConversation()
  const [chosen, setChosen] = useState<Scope>()
  const { ownerId, materialId, start, end } = search
  // biome-ignore lint/correctness/useExhaustiveDependencies: another conversation or link begins with its own scope.
  useEffect(() => setChosen(undefined), [conversationId, ownerId, materialId, start, end])

  const conversation = isNew ? undefined : query.data?.conversation
  // biome-ignore lint/correctness/useExhaustiveDependencies: the link is the same as long as its parts are.
  const linked = useMemo(() => scopeOf(search), [ownerId, materialId, start, end])
  const scope = conversation?.scope ?? exchange?.newScope ?? chosen ?? linked
  const messages = isNew ? undefined : query.data?.items
  const turns = useMemo(() => turnsOf(messages ?? [], exchange), [messages, exchange])

  return {
    conversation,
    turns,
    scope,
    /** The passage one may go back to. */
    passage: scope.kind === "passage" ? scope : isNew && linked.kind === "passage" ? linked : undefined,
    isRunning: isRunning(exchange),
    isLoading: !isNew && !messages && !exchange && !query.error,
    error: isNew || messages ? null : query.error,
    refetch: () => void query.refetch(),
    isFetching: query.isFetching,
    send(text: string): void {
      const id = conversationId ?? newId()
      ask(queryClient, { conversationId: id, text, way, newScope: isNew ? scope : undefined })
      if (isNew) void navigate({ to: "/ask/{-$conversationId}", params: { conversationId: id } })
    },
    again(turn: Turn): void {
      if (conversationId !== undefined) askAgain(queryClient, conversationId, turn, wayOf(turn) ?? way)
    },
    /** After a hint: the answer itself. */
    reveal(turn: Turn): void {
      if (conversationId !== undefined) askAgain(queryClient, conversationId, turn, "direct")
    },
    stop(): void {
      if (conversationId !== undefined) stopAnswer(conversationId)
    },
    chooseScope(next: Scope): void {
      if (conversation) change.mutate({ id: conversation.id, scope: next })
      else setChosen(next)
    },
    /** Asks again for everything; the conversation keeps that scope. */
    async widen({ question }: Turn): Promise<void> {
      if (!conversation) return
      await change.mutateAsync({ id: conversation.id, scope: everything })
      ask(queryClient, { conversationId: conversation.id, text: question.content, way })
    },
  }
}

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useMemo, useRef, useState } from "react"
import { describeError } from "../../components/error-notice.tsx"
import { showToast } from "../../components/toast.tsx"
import { newId } from "../../lib/ids.ts"
import {
  answerAsText,
  ask,
  askAgain,
  type Citation,
  conversationQuery,
  isRunning,
  type Scope,
  sourcesOf,
  statementsOf,
  stopAnswer,
  type Turn,
  type TurnActions,
  turnsOf,
  useChangeConversation,
  useExchange,
} from "../ask/index.ts"
import { useConversationOf } from "./conversation-of-material.ts"
import { words } from "./words.ts"

export interface CardDraft {
  question: string
  statement: string
  source: Citation
}

/** The conversation beside a material. Citations are handed to `onCite`, which shows them in the text. */
export function usePanelAsk({
  materialId,
  scope,
  onCite,
  onRephrase,
}: {
  materialId: string
  /** What the next question is about. */
  scope: Scope
  onCite: (citation: Citation) => void
  onRephrase: (text: string) => void
}) {
  const queryClient = useQueryClient()
  const [conversationId, setConversationId] = useConversationOf(materialId)
  const exchange = useExchange(conversationId)
  const query = useQuery({
    ...conversationQuery(conversationId ?? ""),
    enabled: conversationId !== undefined && exchange?.newScope === undefined,
  })
  const change = useChangeConversation()
  const messages = conversationId === undefined ? undefined : query.data?.items
  const turns = useMemo(() => turnsOf(messages ?? [], exchange), [messages, exchange])
  const [current, setCurrent] = useState<{ questionId: string; number: number }>()
  const [card, setCard] = useState<CardDraft>()

  async function send(text: string, about: Scope = scope): Promise<void> {
    if (conversationId === undefined) {
      const id = newId()
      setConversationId(id)
      ask(queryClient, { conversationId: id, text, newScope: about })
      return
    }
    const known = query.data?.conversation
    try {
      if (known && JSON.stringify(known.scope) !== JSON.stringify(about))
        await change.mutateAsync({ id: conversationId, scope: about })
      ask(queryClient, { conversationId, text })
    } catch (error) {
      onRephrase(text)
      showToast({ text: describeError(error).say })
    }
  }

  const latest = useRef({ send, onCite, onRephrase, conversationId })
  latest.current = { send, onCite, onRephrase, conversationId }
  const actions = useMemo<TurnActions>(
    () => ({
      cite(turn, number) {
        const citation = sourcesOf(turn).find((source) => source.number === number)
        if (!citation) return
        setCurrent({ questionId: turn.question.id, number })
        latest.current.onCite(citation)
      },
      again(turn) {
        const id = latest.current.conversationId
        if (id !== undefined) askAgain(queryClient, id, turn)
      },
      copy: (turn) => void copyAnswer(turn),
      card: (turn, source) => setCard(cardOf(turn, source)),
      rephrase: ({ question }) => latest.current.onRephrase(question.content),
      widen: ({ question }) => void latest.current.send(question.content, { kind: "everything" }),
      reveal(turn) {
        const id = latest.current.conversationId
        if (id !== undefined) askAgain(queryClient, id, turn, "direct")
      },
    }),
    [queryClient],
  )
  return {
    conversationId,
    scope: query.data?.conversation.scope ?? exchange?.newScope ?? scope,
    turns,
    actions,
    current,
    isRunning: isRunning(exchange),
    isLoading: conversationId !== undefined && !messages && !exchange && !query.error,
    error: messages ? null : query.error,
    refetch: () => void query.refetch(),
    send: (text: string) => void send(text),
    stop: () => conversationId !== undefined && stopAnswer(conversationId),
    begin: () => setConversationId(undefined),
    card,
    closeCard: () => setCard(undefined),
  }
}

async function copyAnswer({ answer, exchange }: Turn): Promise<void> {
  const whole = answer ?? exchange?.answer
  if (!whole) return
  try {
    await navigator.clipboard.writeText(answerAsText(whole, { title: words.askPanel.sources, pageOf: pageText }))
    showToast({ text: words.askPanel.copied })
  } catch {
    showToast({ text: words.askPanel.copyFailed })
  }
}

const pageText = (page: number): string => words.page(page)

/** The statement that cites the source answers the question. */
function cardOf({ question, answer, exchange }: Turn, source: Citation): CardDraft {
  const content = (answer ?? exchange?.answer)?.content ?? ""
  const statement = statementsOf(content).find(({ number }) => number === source.number)?.text ?? source.quote
  return { question: question.content, statement, source }
}

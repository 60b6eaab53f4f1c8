import { type RefObject, useMemo, useRef, useState } from "react"
import { showToast } from "../../components/toast.tsx"
import { writeDraft } from "./drafts.ts"
import type { Citation } from "./exchange.ts"
import { answerAsText, statementsOf } from "./statements.ts"
import type { TurnActions } from "./turn-view.tsx"
import type { Turn } from "./turns.ts"
import type { useAsk } from "./use-ask.ts"
import type { useSource } from "./use-source.ts"
import { words } from "./words.ts"

interface CardDraft {
  question: string
  statement: string
  source: Citation
}

interface Surroundings {
  asking: ReturnType<typeof useAsk>
  conversationId: string | undefined
  composer: RefObject<HTMLTextAreaElement | null>
  shown: ReturnType<typeof useSource>
}

/** What can be done with a turn, in one object that stays the same however often the screen is drawn. */
export function useTurnActions(surroundings: Surroundings) {
  const latest = useRef(surroundings)
  latest.current = surroundings
  const [card, setCard] = useState<CardDraft>()
  const actions = useMemo<TurnActions>(
    () => ({
      cite: (turn, number) => latest.current.shown.show(turn, number),
      again: (turn) => latest.current.asking.again(turn),
      copy: (turn) => void copyAnswer(turn),
      card: (turn, source) => setCard(cardOf(turn, source)),
      rephrase(turn) {
        const { conversationId, composer } = latest.current
        writeDraft(conversationId, turn.question.content)
        composer.current?.focus()
      },
      widen: (turn) => void latest.current.asking.widen(turn).catch(() => undefined),
      reveal: (turn) => latest.current.asking.reveal(turn),
    }),
    [],
  )
  return {
    actions,
    card,
    closeCard: () => setCard(undefined),
    copyLast(): void {
      const last = surroundings.asking.turns.findLast(
        ({ answer }) => answer?.outcome === "answered" && answer.way !== "hint",
      )
      if (last) void copyAnswer(last)
    },
  }
}

async function copyAnswer({ answer, exchange }: Turn): Promise<void> {
  const whole = answer ?? exchange?.answer
  if (!whole) return
  try {
    await navigator.clipboard.writeText(answerAsText(whole, { title: words.copySources, pageOf: words.pageOf }))
    showToast({ text: words.actions.copied })
  } catch {
    showToast({ text: words.copyFailed })
  }
}

/** The statement that cites the source answers the question. */
function cardOf({ question, answer, exchange }: Turn, source: Citation): CardDraft {
  const content = (answer ?? exchange?.answer)?.content ?? exchange?.content ?? ""
  const statement = statementsOf(content).find(({ number }) => number === source.number)?.text ?? source.quote
  return { question: question.content, statement, source }
}

import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { renderToStaticMarkup } from "react-dom/server"
import { afterAll, expect, it, vi } from "vitest"
import { newId } from "../../lib/ids.ts"
import type { Message } from "./exchange.ts"
import { type TurnActions, TurnView } from "./turn-view.tsx"
import { words } from "./words.ts"

// The API's client reads the page's address when it is loaded.
vi.hoisted(() => vi.stubGlobal("location", new URL("http://localhost/ask")))
afterAll(() => vi.unstubAllGlobals())

const nothing = (): void => {}
const actions: TurnActions = {
  cite: nothing,
  again: nothing,
  copy: nothing,
  card: nothing,
  rephrase: nothing,
  widen: nothing,
  reveal: nothing,
}

const question: Message = {
  id: newId(),
  role: "user",
  questionId: null,
  way: null,
  content: "What is a buffer?",
  status: "complete",
  outcome: null,
  citations: [],
  nearest: [],
  searched: null,
  engine: null,
  responseTimeMs: null,
  createdAt: "2026-11-21T08:00:00Z",
}

function shown(more: Partial<Message>): string {
  const answer: Message = {
    ...question,
    id: newId(),
    role: "assistant",
    questionId: question.id,
    way: "direct",
    content: "It resists a change of pH.",
    outcome: "answered",
    engine: "built-in",
    ...more,
  }
  return renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <TurnView
        turn={{ question, answer, exchange: undefined }}
        scope={{ kind: "everything" }}
        current={undefined}
        actions={actions}
      />
    </QueryClientProvider>,
  )
}

it("says of an answer that failed half-way that it broke off, and offers to ask again", () => {
  const html = shown({ status: "failed" })
  expect(html).toContain("It resists a change of pH.")
  expect(html).toContain(words.brokeOff.title)
  expect(html).toContain(words.brokeOff.kept)
  expect(html).toContain(words.unanswered.again)
  expect(html).not.toContain(words.basis.stopped)
})

it("says of a stopped answer that the learner stopped it", () => {
  const html = shown({ status: "stopped" })
  expect(html).toContain(words.basis.stopped)
  expect(html).toContain(words.unanswered.again)
  expect(html).not.toContain(words.brokeOff.title)
})

it("shows a hint as a hint, and offers the answer instead of what is done with one", () => {
  const html = shown({ way: "hint", content: "Look in “Buffers”." })
  expect(html).toContain(words.hint.title)
  expect(html).toContain("Look in “Buffers”.")
  expect(html).toContain(words.hint.show)
  expect(html).not.toContain(words.actions.card)
  expect(shown({})).toContain(words.actions.card)
  expect(shown({})).not.toContain(words.hint.title)
})

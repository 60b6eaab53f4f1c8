import { useNavigate, useParams, useSearch } from "@tanstack/react-router"
import { PanelLeft } from "lucide-react"
import { useRef, useState } from "react"
import { useScreenTitle } from "../../app/screen-title.ts"
import { ButtonLink, IconButton } from "../../components/button.tsx"
import { Dialog } from "../../components/dialog.tsx"
import { Empty } from "../../components/empty.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import { Problem } from "../../lib/problem.ts"
import { useShortcuts } from "../../lib/shortcuts.ts"
import { useMedia } from "../../lib/use-media.ts"
import "./ask.css"
import { Composer } from "./composer.tsx"
import { ConversationList } from "./conversation-list.tsx"
import { ConversationMenu } from "./conversation-menu.tsx"
import { EmptyAsk } from "./empty-ask.tsx"
import { EngineLine } from "./engine-line.tsx"
import { MakeCardDialog } from "./make-card-dialog.tsx"
import { ScopeButton } from "./scope-button.tsx"
import { ScopeDialog } from "./scope-dialog.tsx"
import { shortcuts } from "./shortcuts.ts"
import { SourceContent, SourcePanel } from "./source-panel.tsx"
import { Thread } from "./thread.tsx"
import { TurnView } from "./turn-view.tsx"
import { useAsk } from "./use-ask.ts"

import { useSource } from "./use-source.ts"
import { useTurnActions } from "./use-turn-actions.ts"
import { words } from "./words.ts"

/** Questions to the learner's own material; beside them the passages that answers stand on. */
export function AskScreen() {
  const { conversationId } = useParams({ strict: false })
  const search = useSearch({ from: "/member/shell/ask/{-$conversationId}" })
  const hasList = useMedia("(min-width: 80rem)")
  const hasPanel = useMedia("(min-width: 56rem)")
  const [sheet, setSheet] = useState<"conversations" | "scope">()
  const composer = useRef<HTMLTextAreaElement>(null)
  const finder = useRef<HTMLInputElement>(null)
  const navigate = useNavigate()
  const asking = useAsk(conversationId, search)
  const { conversation, turns, scope } = asking
  const shown = useSource(turns, hasPanel)
  const { actions, card, closeCard, copyLast } = useTurnActions({ asking, conversationId, composer, shown })
  const send = (text: string): void => {
    shown.follow()
    asking.send(text)
  }
  const title = conversation?.title ?? turns[0]?.question.content ?? words.newConversation
  // On phones the title stands below the bar already.
  useScreenTitle((hasPanel && conversation?.title) || words.title)

  useShortcuts(words.title, [
    { ...shortcuts.write, run: () => composer.current?.focus() },
    {
      ...shortcuts.start,
      run: () => void navigate({ to: "/ask/{-$conversationId}", params: { conversationId: undefined } }),
    },
    {
      ...shortcuts.find,
      run: () => (hasList ? finder.current?.focus() : setSheet("conversations")),
    },
    { ...shortcuts.scope, run: () => setSheet("scope") },
    { ...shortcuts.next, run: () => shown.step(1) },
    { ...shortcuts.previous, run: () => shown.step(-1) },
    { ...shortcuts.open, run: () => shown.current && void navigate(shown.current.link) },
    {
      ...shortcuts.card,
      run: () => {
        const { current } = shown
        if (current?.isCited && !current.isHint) actions.card(current.turn, current.source)
      },
    },
    { ...shortcuts.copy, run: copyLast },
    { ...shortcuts.stop, run: () => (asking.isRunning ? asking.stop() : shown.close()) },
  ])

  const source = shown.current && {
    ...shown.current,
    onChoose: shown.choose,
    onCard: (cited: NonNullable<typeof shown.current>["source"]) =>
      shown.current && actions.card(shown.current.turn, cited),
  }

  return (
    <div className="ask" data-panel={(hasPanel && source !== undefined) || undefined}>
      {hasList && (
        <aside className="ask-list" aria-label={words.conversations}>
          <ConversationList currentId={conversationId} searchField={finder} />
        </aside>
      )}
      <div className="ask-chat">
        <header className="ask-head">
          {!hasList && (
            <IconButton
              icon={PanelLeft}
              label={words.conversations}
              aria-haspopup="dialog"
              onClick={() => setSheet("conversations")}
            />
          )}
          <h1 className="clip grow">{title}</h1>
          {conversation && <ConversationMenu conversation={conversation} isOpen />}
        </header>
        <Thread conversationId={conversationId} lastQuestionId={turns.at(-1)?.question.id}>
          {asking.error ? (
            <Failed error={asking.error} onRetry={asking.refetch} isBusy={asking.isFetching} />
          ) : asking.isLoading ? (
            <SkeletonScreen label={words.loading}>
              <SkeletonLines widths={["60%", "100%", "95%", "80%"]} />
            </SkeletonScreen>
          ) : turns.length === 0 ? (
            <EmptyAsk scope={scope} onAsk={send} />
          ) : (
            turns.map((turn) => (
              <TurnView
                key={turn.question.id}
                turn={turn}
                scope={scope}
                current={shown.current?.turn.question.id === turn.question.id ? shown.current.source.number : undefined}
                actions={actions}
              />
            ))
          )}
        </Thread>
        <div className="ask-dock">
          <Composer
            conversationId={conversationId}
            label={scope.kind === "passage" ? words.composer.labelPassage : words.composer.label}
            isRunning={asking.isRunning}
            field={composer}
            scopeButton={<ScopeButton scope={scope} onOpen={() => setSheet("scope")} />}
            onSend={send}
            onStop={asking.stop}
          />
          <EngineLine />
        </div>
      </div>
      {source && hasPanel && <SourcePanel {...source} onClose={shown.close} />}
      {source && !hasPanel && (
        <Dialog isOpen onClose={shown.close} title={source.source.materialTitle} place="side" className="ask-sheet">
          <SourceContent {...source} />
        </Dialog>
      )}
      {sheet === "conversations" && (
        <Dialog isOpen onClose={() => setSheet(undefined)} title={words.conversations} place="side">
          <div className="ask-list-sheet">
            <ConversationList currentId={conversationId} onOpen={() => setSheet(undefined)} />
          </div>
        </Dialog>
      )}
      {sheet === "scope" && (
        <ScopeDialog
          scope={scope}
          passage={asking.passage}
          onClose={() => setSheet(undefined)}
          onChoose={(next) => {
            asking.chooseScope(next)
            setSheet(undefined)
          }}
        />
      )}
      {card && <MakeCardDialog {...card} onClose={closeCard} />}
    </div>
  )
}

function Failed({ error, onRetry, isBusy }: { error: unknown; onRetry: () => void; isBusy: boolean }) {
  const isMissing = error instanceof Problem && (error.status === 404 || error.status === 422)
  if (!isMissing) return <ErrorNotice error={error} onRetry={onRetry} isBusy={isBusy} />
  return (
    <Empty
      title={words.missing.title}
      action={
        <ButtonLink to="/ask/{-$conversationId}" params={{ conversationId: undefined }}>
          {words.newConversation}
        </ButtonLink>
      }
    >
      {words.missing.say}
    </Empty>
  )
}

import { useQuery } from "@tanstack/react-query"
import { useNavigate, useSearch } from "@tanstack/react-router"
import { Undo2 } from "lucide-react"
import { useEffect, useRef, useState } from "react"
import { FocusBar } from "../../app/focus-layout.tsx"
import { useScreenTitle } from "../../app/screen-title.ts"
import { Button, ButtonLink } from "../../components/button.tsx"
import { Empty } from "../../components/empty.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { SkeletonBlock, SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import { showToast } from "../../components/toast.tsx"
import { formatAgo, formatInterval } from "../../lib/format.ts"
import { Problem } from "../../lib/problem.ts"
import type { Account } from "../../lib/session.ts"
import { useKeys, useShortcuts } from "../../lib/shortcuts.ts"
import { createStopwatch, useAttention } from "../../lib/stopwatch.ts"
import { accountQuery } from "../accounts/index.ts"
import { CardDialog } from "./card-dialog.tsx"
import { CardStage } from "./card-stage.tsx"
import { decksQuery } from "./review-queries.ts"
import { shortcuts } from "./shortcuts.ts"
import { previewOf, type Rating, type SittingCard } from "./sitting.ts"
import { SittingSummaryView } from "./sitting-summary.tsx"
import "./sitting.css"
import { UnsentNotice } from "./unsent-notice.tsx"
import { useSecondsPerCard } from "./use-pace.ts"
import { type SittingControl, useSitting } from "./use-sitting.ts"
import { words } from "./words.ts"

/** What is due, card by card, of one deck or of all. */
export function SittingScreen() {
  useScreenTitle(words.title)
  const { data: account } = useQuery(accountQuery)
  const { deckId } = useSearch({ from: "/member/focus/review/now" })
  return account ? <SittingOf key={deckId ?? "all"} account={account} deckId={deckId} /> : <Waiting />
}

export function intervalText(card: SittingCard, rating: Rating): string | undefined {
  const preview = previewOf(card.previews, rating)
  if (!preview) return undefined
  return formatInterval(preview.minutes === null ? preview.intervalDays : preview.minutes / 1440)
}

function SittingOf({ account, deckId }: { account: Account; deckId: string | undefined }) {
  const navigate = useNavigate()
  const control = useSitting(account.id, deckId)
  const { sitting, error, left } = control
  const decks = useQuery(decksQuery).data
  const [isEditing, setEditing] = useState(false)
  const [watch] = useState(() => createStopwatch())
  const usualSeconds = useSecondsPerCard()
  const card = sitting?.current
  useAttention(watch, card !== undefined && !isEditing)
  const end = (): void =>
    void navigate(deckId ? { to: "/review/decks/$deckId", params: { deckId } } : { to: "/review" })

  const latest = useRef(control)
  latest.current = control
  const rate = (rating: Rating, responseTimeMs: number): void => {
    if (!card) return
    control.grade(rating, responseTimeMs)
    showToast({
      text: words.rated(rating, intervalText(card, rating)),
      action: { label: words.undo, keys: shortcuts.undo.keys, run: () => latest.current.undo() },
    })
  }
  const putAside = (kind: "suspend" | "bury"): void => {
    control[kind]()
    showToast(
      kind === "bury"
        ? { text: words.buried }
        : {
            text: words.suspended,
            action: { label: words.undo, keys: shortcuts.undo.keys, run: () => latest.current.undo() },
          },
    )
  }
  useShortcuts(words.group, [{ ...shortcuts.undo, run: control.undo }])

  if (error !== undefined)
    return (
      <Plain onEnd={end}>
        {error instanceof Problem && error.status === 404 ? (
          <Empty isScreen title={words.gone} action={<ButtonLink to="/review">{words.toDecks}</ButtonLink>}>
            {words.goneSay}
          </Empty>
        ) : (
          <>
            <h1 className="sr">{words.title}</h1>
            <ErrorNotice error={error} onRetry={control.start} />
          </>
        )}
      </Plain>
    )
  if (!sitting || control.isEnding) return <Waiting onEnd={end} />
  if (!card)
    return sitting.steps.length > 0 ? (
      <SittingSummaryView
        isUnsent={control.isInTrouble}
        sitting={sitting}
        records={control.records}
        spentMs={watch.read()}
        deckId={deckId}
        showsMotivation={account.settings.showsMotivation}
        onGoOn={control.start}
        onEnd={end}
        tools={<UndoButton onUndo={control.undo} isOff={false} />}
      />
    ) : (
      <Plain onEnd={end}>
        <NothingDue nextDueAt={control.nextDueAt} hasCards={decks?.some(({ counts }) => counts.total > 0) ?? true} />
      </Plain>
    )

  const done = sitting.steps.filter(({ kind }) => kind === "graded").length
  // A guess until this sitting has its own figure.
  const secondsEach = done < 5 ? usualSeconds : watch.read() / 1000 / done
  const deck = decks?.find(({ id }) => id === card.deckId)
  return (
    <>
      <FocusBar
        title={
          <>
            {words.left(left)}
            <span className="bar-about"> · {words.about(Math.max(1, Math.round((left * secondsEach) / 60)))}</span>
          </>
        }
        onEnd={end}
        tools={<UndoButton onUndo={control.undo} isOff={sitting.steps.length === 0} />}
        progress={{ value: done, max: done + left, label: words.progress(done, done + left) }}
      />
      <main id="main" tabIndex={-1} className="sitting">
        <h1 className="sr">{words.heading(done, done + left)}</h1>
        {control.isInTrouble && <UnsentNotice />}
        <CardStage
          // A card that comes back is a new question.
          key={`${card.id} ${sitting.steps.length}`}
          card={card}
          deckName={deck?.name ?? ""}
          next={[1, 2, 3, 4].map((rating) => intervalText(card, rating as Rating) ?? words.noPreview)}
          onGrade={rate}
          onEdit={() => setEditing(true)}
          onBury={() => putAside("bury")}
          onSuspend={() => putAside("suspend")}
        />
      </main>
      {isEditing && <CardDialog card={card} onClose={() => setEditing(false)} onSaved={control.rewrite} />}
    </>
  )
}

function UndoButton({ onUndo, isOff }: { onUndo: () => void; isOff: boolean }) {
  return (
    <Button
      variant="ghost"
      icon={Undo2}
      keys={useKeys(shortcuts.undo)}
      className="undo"
      disabled={isOff}
      onClick={onUndo}
    >
      <span className="undo-name">{words.undo}</span>
    </Button>
  )
}

function NothingDue({ nextDueAt, hasCards }: { nextDueAt: SittingControl["nextDueAt"]; hasCards: boolean }) {
  return (
    <Empty
      isScreen
      title={words.emptyTitle}
      action={
        <div className="row wrap">
          <ButtonLink to="/practice" variant="primary">
            {words.practise}
          </ButtonLink>
          <ButtonLink to="/review" variant="ghost">
            {words.toDecks}
          </ButtonLink>
        </div>
      }
    >
      {hasCards ? words.emptySay : words.emptyNew} {nextDueAt && words.nextDue(formatAgo(new Date(nextDueAt)))}
    </Empty>
  )
}

function Plain({ children, onEnd }: { children: React.ReactNode; onEnd: () => void }) {
  const main = useRef<HTMLElement>(null)
  useEffect(() => main.current?.focus({ preventScroll: true }), [])
  return (
    <>
      <FocusBar title={words.title} onEnd={onEnd} />
      <main id="main" tabIndex={-1} ref={main} className="sitting sitting-plain">
        {children}
      </main>
    </>
  )
}

function Waiting({ onEnd }: { onEnd?: () => void }) {
  const navigate = useNavigate()
  return (
    <>
      <FocusBar title={words.title} onEnd={onEnd ?? (() => void navigate({ to: "/review" }))} />
      <main id="main" tabIndex={-1} className="sitting sitting-wait">
        <SkeletonScreen label={words.loading}>
          <div className="sheet sheet-pad flash-skeleton">
            <SkeletonLines widths={["80%", "60%"]} />
          </div>
          <SkeletonBlock height="4.25rem" />
        </SkeletonScreen>
      </main>
    </>
  )
}

import { useQuery } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { Ellipsis, List, Plus, Settings2, Trash2 } from "lucide-react"
import { useState } from "react"
import { useScreenTitle } from "../../app/screen-title.ts"
import { Button, ButtonLink, IconButton } from "../../components/button.tsx"
import { Empty } from "../../components/empty.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { Menu, MenuItem, MenuSeparator } from "../../components/menu.tsx"
import { SkeletonBlock, SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import { formatAgo, formatNumber } from "../../lib/format.ts"
import { useKeys, useShortcuts } from "../../lib/shortcuts.ts"
import { DeckDialog } from "./deck-dialog.tsx"
import { DeleteDeckDialog } from "./delete-dialogs.tsx"
import { ForecastBars } from "./forecast-bars.tsx"
import "./review.css"
import { type Deck, decksQuery, queueStandingQuery } from "./review-queries.ts"
import { shortcuts } from "./shortcuts.ts"
import { useSecondsPerCard } from "./use-pace.ts"
import { words } from "./words.ts"

/** What is due in all, and every deck with what it holds for today. */
export function DecksScreen() {
  useScreenTitle(words.title)
  const { data: decks, error, refetch, isFetching } = useQuery(decksQuery)
  const [isMaking, setMaking] = useState(false)
  return (
    <div className="page">
      <div className="page-head">
        <h1 className="grow">{words.title}</h1>
        <Button icon={Plus} onClick={() => setMaking(true)}>
          {words.newDeck}
        </Button>
      </div>
      {decks ? (
        <>
          {decks.length > 0 && <DueNow />}
          <section aria-labelledby="decks-title">
            <div className="sec-head">
              <h2 id="decks-title">{words.decks}</h2>
            </div>
            {decks.length === 0 ? (
              <Empty
                title={words.decksEmptyTitle}
                action={
                  <Button variant="primary" onClick={() => setMaking(true)}>
                    {words.newDeck}
                  </Button>
                }
              >
                {words.decksEmptySay}
              </Empty>
            ) : (
              <ul className="list">
                {decks.map((deck) => (
                  <DeckRow key={deck.id} deck={deck} />
                ))}
              </ul>
            )}
          </section>
        </>
      ) : error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} isBusy={isFetching} />
      ) : (
        <SkeletonScreen label={words.decksLoading}>
          <div className="pending">
            <SkeletonBlock height="13rem" />
            <SkeletonLines widths={["60%", "70%", "55%", "65%"]} />
          </div>
        </SkeletonScreen>
      )}
      {isMaking && <DeckDialog onClose={() => setMaking(false)} />}
    </div>
  )
}

function DueNow() {
  const navigate = useNavigate()
  const { data: standing } = useQuery(queueStandingQuery())
  const counts = standing?.counts
  const due = counts ? counts.new + counts.learning + counts.due : 0
  const isDue = due > 0 && (standing?.items.length ?? 0) > 0
  const keys = useKeys(shortcuts.start)
  const secondsEach = useSecondsPerCard()
  useShortcuts(words.title, [
    { ...shortcuts.start, label: words.start(due), run: () => void navigate({ to: "/review/now" }), isOff: !isDue },
  ])
  return (
    <section className="sheet review-due" aria-labelledby="review-due-title">
      <div className="review-due-main">
        {!counts ? (
          <SkeletonLines widths={["40%", "60%"]} />
        ) : isDue ? (
          <>
            <h2 className="review-figure" id="review-due-title">
              <b>{formatNumber(due)}</b>
              {words.dueNow(due)}
            </h2>
            <p className="soft">
              {words.dueParts(counts.due, counts.learning, counts.new)},{" "}
              {words.estimate(Math.round((due * secondsEach) / 60))}.
            </p>
            <ButtonLink to="/review/now" variant="primary" size="large" keys={keys}>
              {words.start(due)}
            </ButtonLink>
          </>
        ) : (
          <>
            <h2 className="review-none" id="review-due-title">
              {words.emptyTitle}
            </h2>
            <p className="soft">
              {words.emptySay} {standing?.nextDueAt && words.nextDue(formatAgo(new Date(standing.nextDueAt)))}
            </p>
            <ButtonLink to="/practice" size="large">
              {words.practise}
            </ButtonLink>
          </>
        )}
      </div>
      <ForecastBars />
    </section>
  )
}

function DeckRow({ deck }: { deck: Deck }) {
  const navigate = useNavigate()
  const [dialog, setDialog] = useState<"settings" | "delete">()
  const { counts } = deck
  const parts = words.dueParts(counts.due, counts.learning, counts.new)
  return (
    <li className="deck-row">
      <div className="deck-main">
        <Link className="deck-link" to="/review/decks/$deckId" params={{ deckId: deck.id }}>
          {deck.name}
        </Link>
        <p className="small quiet">
          {words.deckFacts(counts.total, counts.suspended)}, {parts || words.nothingDueIn}
        </p>
      </div>
      {parts && (
        <ButtonLink to="/review/now" search={{ deckId: deck.id }} aria-label={words.reviewDeck(deck.name)}>
          {words.reviewShort}
        </ButtonLink>
      )}
      <Menu trigger={<IconButton icon={Ellipsis} label={words.deckMenu(deck.name)} />}>
        <MenuItem
          icon={List}
          onSelect={() => void navigate({ to: "/review/decks/$deckId", params: { deckId: deck.id } })}
        >
          {words.openDeck}
        </MenuItem>
        <MenuItem icon={Settings2} onSelect={() => setDialog("settings")}>
          {words.deckSettings}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={Trash2} isDangerous onSelect={() => setDialog("delete")}>
          {words.deleteDeck}
        </MenuItem>
      </Menu>
      {dialog === "settings" && <DeckDialog deck={deck} onClose={() => setDialog(undefined)} />}
      {dialog === "delete" && <DeleteDeckDialog deck={deck} onClose={() => setDialog(undefined)} />}
    </li>
  )
}

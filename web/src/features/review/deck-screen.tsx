import { useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { useParams } from "@tanstack/react-router"
import { ChevronLeft, Plus, Settings2 } from "lucide-react"
import { useEffect, useState } from "react"
import { useScreenTitle } from "../../app/screen-title.ts"
import { Button, ButtonLink, IconButton } from "../../components/button.tsx"
import { Empty } from "../../components/empty.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { Input, Select } from "../../components/field.tsx"
import { SkeletonBlock, SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import { CardDialog } from "./card-dialog.tsx"
import { CardRow } from "./card-row.tsx"
import { DeckDialog } from "./deck-dialog.tsx"
import "./review.css"
import { type CardState, cardsQuery, type Deck, decksQuery } from "./review-queries.ts"
import { words } from "./words.ts"

const states: CardState[] = ["new", "learning", "review", "relearning", "suspended"]

/** A deck: its cards to be found, written, changed; and the way to review it. */
export function DeckScreen() {
  const { deckId } = useParams({ from: "/member/shell/review/decks/$deckId" })
  const { data: decks, error, refetch, isFetching } = useQuery(decksQuery)
  const deck = decks?.find(({ id }) => id === deckId)
  useScreenTitle(deck ? words.pageTitle(deck.name) : words.title)
  return (
    <div className="page">
      {deck ? (
        <DeckContent key={deck.id} deck={deck} />
      ) : decks ? (
        <Empty isScreen title={words.gone} action={<ButtonLink to="/review">{words.toDecks}</ButtonLink>}>
          {words.goneSay}
        </Empty>
      ) : error ? (
        <>
          <h1 className="page-head">{words.title}</h1>
          <ErrorNotice error={error} onRetry={() => void refetch()} isBusy={isFetching} />
        </>
      ) : (
        <SkeletonScreen label={words.deckLoading}>
          <div className="pending">
            <SkeletonBlock height="1.75rem" width="18rem" />
            <SkeletonLines widths={["90%", "80%", "85%", "70%"]} />
          </div>
        </SkeletonScreen>
      )}
    </div>
  )
}

function DeckContent({ deck }: { deck: Deck }) {
  const [text, setText] = useState("")
  const [q, setQ] = useState("")
  const [state, setState] = useState<CardState | "">("")
  const [dialog, setDialog] = useState<"add" | "settings">()
  useEffect(() => {
    const timer = setTimeout(() => setQ(text.trim()), 300)
    return () => clearTimeout(timer)
  }, [text])
  const list = useInfiniteQuery(cardsQuery(deck.id, { ...(q && { q }), ...(state && { state }) }))
  const cards = list.data?.pages.flatMap(({ items }) => items)
  const isNarrowed = q !== "" || state !== ""
  const { counts } = deck
  const due = words.dueParts(counts.due, counts.learning, counts.new)
  return (
    <>
      <div className="page-head">
        <ButtonLink to="/review" variant="ghost" icon={ChevronLeft} className="back-link">
          {words.backToReview}
        </ButtonLink>
        <div className="grow deck-title">
          <h1>{deck.name}</h1>
          <p className="sub">
            {words.deckFacts(counts.total, counts.suspended)}, {due || words.nothingDueIn}
            {deck.description && `. ${deck.description}`}
          </p>
        </div>
        <IconButton icon={Settings2} label={words.deckSettings} onClick={() => setDialog("settings")} />
        <Button icon={Plus} onClick={() => setDialog("add")}>
          {words.addCard}
        </Button>
        {due && (
          <ButtonLink to="/review/now" search={{ deckId: deck.id }} variant="primary">
            {words.reviewShort}
          </ButtonLink>
        )}
      </div>
      {counts.total === 0 ? (
        <Empty
          title={words.cardsEmpty}
          action={
            <Button variant="primary" onClick={() => setDialog("add")}>
              {words.addCard}
            </Button>
          }
        >
          {words.cardsEmptySay}
        </Empty>
      ) : (
        <>
          <search className="card-filters">
            <Input
              label={words.search}
              type="search"
              maxLength={200}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
            <Select
              label={words.state}
              value={state}
              onChange={(event) => setState(event.target.value as CardState | "")}
            >
              <option value="">{words.anyState}</option>
              {states.map((value) => (
                <option key={value} value={value}>
                  {words.states[value]}
                </option>
              ))}
            </Select>
          </search>
          {list.error && !cards ? (
            <ErrorNotice error={list.error} onRetry={() => void list.refetch()} isBusy={list.isFetching} />
          ) : !cards ? (
            <SkeletonLines widths={["90%", "80%", "85%", "70%"]} />
          ) : cards.length === 0 && isNarrowed ? (
            <Empty
              title={words.noneFit}
              action={
                <Button
                  onClick={() => {
                    setText("")
                    setQ("")
                    setState("")
                  }}
                >
                  {words.clear}
                </Button>
              }
            >
              {words.noneFitSay}
            </Empty>
          ) : (
            <>
              <ul className="list" aria-busy={list.isPlaceholderData}>
                {cards.map((card) => (
                  <CardRow key={card.id} card={card} />
                ))}
              </ul>
              {list.hasNextPage && (
                <Button variant="ghost" isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                  {words.showMore}
                </Button>
              )}
            </>
          )}
        </>
      )}
      {dialog === "add" && <CardDialog deckId={deck.id} onClose={() => setDialog(undefined)} />}
      {dialog === "settings" && <DeckDialog deck={deck} onClose={() => setDialog(undefined)} />}
    </>
  )
}

import { useNavigate } from "@tanstack/react-router"
import { Ellipsis, Layers, MoonStar, PauseCircle, Pencil } from "lucide-react"
import { useEffect, useId, useRef, useState } from "react"
import { Button, IconButton } from "../../components/button.tsx"
import { CiteLink } from "../../components/cite.tsx"
import { Grades } from "../../components/grades.tsx"
import { ShortcutHint } from "../../components/kbd.tsx"
import { Menu, MenuItem } from "../../components/menu.tsx"
import { RichText } from "../../components/rich-text.tsx"
import { useKeys, useShortcuts } from "../../lib/shortcuts.ts"
import { createStopwatch, useAttention } from "../../lib/stopwatch.ts"
import type { Source } from "./review-queries.ts"
import { gradeShortcuts, shortcuts } from "./shortcuts.ts"
import type { Rating, SittingCard } from "./sitting.ts"
import { words } from "./words.ts"

/** Address of a passage in the reader, which shows it marked. */
export function readerAddress({ ownerId, materialId, start, end }: Source) {
  return { to: `/library/${ownerId}/${materialId}` as string, hash: `${start}-${end}` }
}

/** A text of this length is read, not taken in at a glance. */
const isLong = (text: string): boolean => text.length > 220

/** One card: its question, then its answer and the four grades with what each brings. */
export function CardStage({
  card,
  deckName,
  next,
  onGrade,
  onEdit,
  onBury,
  onSuspend,
}: {
  card: SittingCard
  deckName: string
  /** Intervals in words, in the order of the grades. */
  next: readonly string[]
  onGrade: (rating: Rating, responseTimeMs: number) => void
  onEdit: () => void
  onBury: () => void
  onSuspend: () => void
}) {
  const navigate = useNavigate()
  const [isShown, setShown] = useState(false)
  const [watch] = useState(() => createStopwatch())
  useAttention(watch)
  const questionId = useId()
  const face = useRef<HTMLDivElement>(null)
  const answer = useRef<HTMLDivElement>(null)
  const { source } = card

  // A new card, then its answer, takes the focus: what had it is gone from the page.
  useEffect(() => {
    const place = isShown ? answer.current : face.current
    place?.focus({ preventScroll: true })
    if (!isShown) scrollTo({ top: 0 })
    else if (place && place.getBoundingClientRect().bottom > innerHeight) place.scrollIntoView({ block: "nearest" })
  }, [isShown])

  const show = (): void => setShown(true)
  const rate = (rating: Rating): void => {
    if (isShown) onGrade(rating, watch.read())
  }
  useShortcuts(words.group, [
    { ...shortcuts.show, run: show, isOff: isShown },
    { id: "review.show-enter", keys: "Enter", label: words.show, run: show, isOff: isShown },
    ...gradeShortcuts.map((shortcut, index) => ({
      ...shortcut,
      run: () => rate((index + 1) as Rating),
      isOff: !isShown,
    })),
    { ...shortcuts.edit, run: onEdit },
    { ...shortcuts.bury, run: onBury },
    { ...shortcuts.suspend, run: onSuspend },
    ...(source ? [{ ...shortcuts.source, run: () => void navigate(readerAddress(source)), isOff: !isShown }] : []),
  ])
  const showKeys = useKeys(shortcuts.show)
  const keys = [
    useKeys(gradeShortcuts[0] ?? shortcuts.show),
    useKeys(gradeShortcuts[1] ?? shortcuts.show),
    useKeys(gradeShortcuts[2] ?? shortcuts.show),
    useKeys(gradeShortcuts[3] ?? shortcuts.show),
  ]
  const [again = "", hard = "", good = "", easy = ""] = next

  return (
    <>
      <article className="sheet flash" aria-label={words.card}>
        <div className="flash-head">
          <span className="flash-deck clip" title={deckName}>
            {deckName}
          </span>
          <span className="quiet flash-seen">{words.seen(card.reviews)}</span>
          <span className="push" />
          <IconButton icon={Pencil} label={words.edit} keys={useKeys(shortcuts.edit)} onClick={onEdit} />
          <IconButton icon={MoonStar} label={words.bury} keys={useKeys(shortcuts.bury)} onClick={onBury} />
          <Menu trigger={<IconButton icon={Ellipsis} label={words.more} />}>
            <MenuItem icon={PauseCircle} onSelect={onSuspend}>
              {words.suspend}
            </MenuItem>
            <MenuItem
              icon={Layers}
              onSelect={() => void navigate({ to: "/review/decks/$deckId", params: { deckId: card.deckId } })}
            >
              {words.openDeck}
            </MenuItem>
          </Menu>
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: a card is no set of form fields; the role lets it be named by its question. */}
        <div className="face" ref={face} tabIndex={-1} role="group" aria-labelledby={questionId}>
          <span className="face-at" aria-hidden="true">
            {words.questionLetter}
          </span>
          <div
            className={isShown ? "face-question asked" : "face-question"}
            data-long={isLong(card.front) || undefined}
            id={questionId}
          >
            <span className="sr">{words.question}: </span>
            <RichText text={card.front} />
          </div>
          {isShown && (
            <>
              <span className="face-at" aria-hidden="true">
                {words.answerLetter}
              </span>
              <div className="face-answer" ref={answer} tabIndex={-1} data-long={isLong(card.back) || undefined}>
                <span className="sr">{words.answer}: </span>
                <RichText text={card.back} />
              </div>
            </>
          )}
        </div>
        {card.isLeech && isShown && (
          <div className="flash-leech small">
            <p>
              <b className="strong">{words.leechTitle}.</b> {words.leechSay(card.lapses)}
            </p>
            <Button onClick={onEdit}>{words.edit}</Button>
          </div>
        )}
        {isShown && source && (
          <div className="flash-foot">
            <span className="source">
              <CiteLink {...readerAddress(source)} {...(source.pageNumber !== null && { page: source.pageNumber })} />
              <span>{source.materialTitle}</span>
            </span>
          </div>
        )}
      </article>
      <div className="dock">
        {isShown ? (
          <Grades next={[again, hard, good, easy]} keys={keys} onGrade={rate} />
        ) : (
          <Button variant="primary" size="large" isWide keys={showKeys} onClick={show}>
            {words.show}
          </Button>
        )}
        <div className="under">
          <p className="hints">
            <span>
              <ShortcutHint shortcut={shortcuts.edit} /> {words.keyEdit}
            </span>
            <span>
              <ShortcutHint shortcut={shortcuts.bury} /> {words.keyBury}
            </span>
            <span>
              <ShortcutHint shortcut={shortcuts.suspend} /> {words.keySuspend}
            </span>
            {source && (
              <span>
                <ShortcutHint shortcut={shortcuts.source} /> {words.keySource}
              </span>
            )}
          </p>
        </div>
      </div>
    </>
  )
}

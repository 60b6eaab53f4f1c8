import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { ConfirmDialog } from "../../components/confirm-dialog.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { type Card, type Deck, renewReviews } from "./review-queries.ts"
import { words } from "./words.ts"

export function DeleteDeckDialog({ deck, onClose }: { deck: Deck; onClose: () => void }) {
  const navigate = useNavigate()
  return (
    <DeleteDialog
      title={words.deleteDeckTitle(deck.name)}
      say={words.deleteDeckSay(deck.counts.total)}
      action={words.deleteDeck}
      done={words.deckDeleted}
      run={() => must(api.DELETE("/api/v1/decks/{id}", { params: { path: { id: deck.id } } }))}
      onDone={() => void navigate({ to: "/review" })}
      onClose={onClose}
    />
  )
}

export function DeleteCardDialog({ card, onClose }: { card: Card; onClose: () => void }) {
  return (
    <DeleteDialog
      title={words.deleteCardTitle}
      say={words.deleteCardSay}
      action={words.deleteCard}
      done={words.cardDeleted}
      run={() => must(api.DELETE("/api/v1/cards/{id}", { params: { path: { id: card.id } } }))}
      onClose={onClose}
    />
  )
}

/** Asks before something is gone for good. */
function DeleteDialog({
  title,
  say,
  action,
  done,
  run,
  onDone,
  onClose,
}: {
  title: string
  say: string
  action: string
  done: string
  run: () => Promise<unknown>
  onDone?: () => void
  onClose: () => void
}) {
  const queryClient = useQueryClient()
  const remove = useMutation({
    mutationFn: run,
    onSuccess: () => {
      showToast({ text: done })
      onClose()
      onDone?.()
      renewReviews(queryClient)
    },
  })
  return <ConfirmDialog title={title} say={say} action={action} isDangerous doing={remove} onClose={onClose} />
}

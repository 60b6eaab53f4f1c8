import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { Button } from "../../components/button.tsx"
import { Dialog } from "../../components/dialog.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { type Card, type Deck, renewReviews } from "./review-queries.ts"
import { words } from "./words.ts"

export function DeleteDeckDialog({ deck, onClose }: { deck: Deck; onClose: () => void }) {
  const navigate = useNavigate()
  return (
    <DeleteDialog
      title={words.deleteDeckTitle(deck.name)}
      action={words.deleteDeck}
      done={words.deckDeleted}
      run={() => must(api.DELETE("/api/v1/decks/{id}", { params: { path: { id: deck.id } } }))}
      onDone={() => void navigate({ to: "/review" })}
      onClose={onClose}
    >
      {words.deleteDeckSay(deck.counts.total)}
    </DeleteDialog>
  )
}

export function DeleteCardDialog({ card, onClose }: { card: Card; onClose: () => void }) {
  return (
    <DeleteDialog
      title={words.deleteCardTitle}
      action={words.deleteCard}
      done={words.cardDeleted}
      run={() => must(api.DELETE("/api/v1/cards/{id}", { params: { path: { id: card.id } } }))}
      onClose={onClose}
    >
      {words.deleteCardSay}
    </DeleteDialog>
  )
}

/** Asks before something is gone for good. */
function DeleteDialog({
  title,
  action,
  done,
  run,
  onDone,
  onClose,
  children,
}: {
  title: string
  action: string
  done: string
  run: () => Promise<unknown>
  onDone?: () => void
  onClose: () => void
  children: ReactNode
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
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button variant="ghost" onClick={onClose} data-autofocus>
            {words.cancel}
          </Button>
          <Button variant="danger" isBusy={remove.isPending} onClick={() => remove.mutate()}>
            {action}
          </Button>
        </>
      }
    >
      <p className="soft">{children}</p>
      {remove.error && <ErrorNotice error={remove.error} />}
    </Dialog>
  )
}

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useId, useRef, useState } from "react"
import { Button } from "../../components/button.tsx"
import { Dialog } from "../../components/dialog.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { Input, Select, TextArea } from "../../components/field.tsx"
import { focusFirstInvalid } from "../../components/focus-first-invalid.ts"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { newId } from "../../lib/ids.ts"
import { fieldMessage, Problem } from "../../lib/problem.ts"
import { type Card, decksQuery, renewReviews } from "./review-queries.ts"
import { words } from "./words.ts"

type Subject = { card: Card; deckId?: never } | { card?: never; deckId: string }

/** Writes a card or changes one. Mod+Enter saves. */
export function CardDialog({
  card,
  deckId,
  onClose,
  onSaved,
}: Subject & { onClose: () => void; onSaved?: (card: Card) => void }) {
  const queryClient = useQueryClient()
  const decks = useQuery(decksQuery).data
  const formId = useId()
  const form = useRef<HTMLFormElement>(null)
  const [front, setFront] = useState(card?.front ?? "")
  const [back, setBack] = useState(card?.back ?? "")
  const [tags, setTags] = useState(card?.tags.join(", ") ?? "")
  const [chosenDeck, setChosenDeck] = useState(card?.deckId ?? deckId ?? "")
  // The same id for every try: a lost reply does not add the card twice.
  const id = useRef(newId())
  const save = useMutation({
    mutationFn: (_next: "close" | "another") => {
      const body = {
        front: front.trim(),
        back: back.trim(),
        tags: tags
          .split(",")
          .map((tag) => tag.trim())
          .filter(Boolean),
        deckId: chosenDeck,
      }
      return card
        ? must(api.PATCH("/api/v1/cards/{id}", { params: { path: { id: card.id } }, body }))
        : must(api.POST("/api/v1/cards", { body: { ...body, id: id.current } }))
    },
    onSuccess: (saved, next) => {
      renewReviews(queryClient)
      onSaved?.(saved)
      showToast({ text: card ? words.saved : words.added })
      if (next === "close") return onClose()
      id.current = newId()
      setFront("")
      setBack("")
      form.current?.querySelector("textarea")?.focus()
    },
    onError: () => form.current && focusFirstInvalid(form.current),
  })
  const isOther = save.error && !(save.error instanceof Problem && save.error.fields.length > 0)
  const submit = (next: "close" | "another"): void => {
    if (!save.isPending) save.mutate(next)
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={card ? words.edit : words.newCard}
      className="card-dialog"
      actions={
        <>
          <Button variant="ghost" onClick={onClose}>
            {words.cancel}
          </Button>
          {!card && (
            <Button onClick={() => submit("another")} isBusy={save.isPending}>
              {words.addAndNext}
            </Button>
          )}
          <Button variant="primary" type="submit" form={formId} isBusy={save.isPending}>
            {card ? words.save : words.add}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        ref={form}
        className="card-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit("close")
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return
          event.preventDefault()
          submit(card ? "close" : "another")
        }}
      >
        <TextArea
          label={words.front}
          hint={words.frontHint}
          error={fieldMessage(save.error, "front")}
          value={front}
          data-autofocus
          onChange={(event) => setFront(event.target.value)}
        />
        <TextArea
          label={words.back}
          error={fieldMessage(save.error, "back")}
          value={back}
          onChange={(event) => setBack(event.target.value)}
        />
        <div className="card-form-pair">
          <Input
            label={words.tags}
            error={fieldMessage(save.error, "tags")}
            value={tags}
            onChange={(event) => setTags(event.target.value)}
          />
          <Select label={words.deck} value={chosenDeck} onChange={(event) => setChosenDeck(event.target.value)}>
            {decks?.map((deck) => (
              <option key={deck.id} value={deck.id}>
                {deck.name}
              </option>
            ))}
          </Select>
        </div>
        {isOther && <ErrorNotice error={save.error} />}
      </form>
    </Dialog>
  )
}

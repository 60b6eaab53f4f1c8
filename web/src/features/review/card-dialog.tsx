import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useRef, useState } from "react"
import { Input, Select, TextArea } from "../../components/field.tsx"
import { FormDialog } from "../../components/form-dialog.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { newId } from "../../lib/ids.ts"
import { fieldMessage } from "../../lib/problem.ts"
import { type Card, decksQuery, renewReviews } from "./review-queries.ts"
import { words } from "./words.ts"

type Subject = { card: Card; deckId?: never } | { card?: never; deckId: string }

/** Writes a card or changes one. */
export function CardDialog({
  card,
  deckId,
  onClose,
  onSaved,
}: Subject & { onClose: () => void; onSaved?: (card: Card) => void }) {
  const queryClient = useQueryClient()
  const decks = useQuery(decksQuery).data
  const frontField = useRef<HTMLTextAreaElement>(null)
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
      frontField.current?.focus()
    },
  })
  return (
    <FormDialog
      title={card ? words.edit : words.newCard}
      onClose={onClose}
      onSubmit={() => save.mutate("close")}
      sending={save}
      fields={["front", "back", "tags"]}
      submit={card ? words.save : words.add}
      more={card ? undefined : { label: words.addAndNext, run: () => save.mutate("another") }}
      className="dialog-wide card-dialog"
    >
      <TextArea
        ref={frontField}
        label={words.front}
        hint={words.frontHint}
        error={fieldMessage(save.error, "front")}
        value={front}
        onChange={(event) => setFront(event.target.value)}
      />
      <TextArea
        label={words.back}
        error={fieldMessage(save.error, "back")}
        value={back}
        onChange={(event) => setBack(event.target.value)}
      />
      <div className="form-pair">
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
    </FormDialog>
  )
}

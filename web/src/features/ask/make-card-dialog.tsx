import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { TextArea } from "../../components/field.tsx"
import { FormDialog } from "../../components/form-dialog.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { newId } from "../../lib/ids.ts"
import type { Citation } from "./exchange.ts"
import { words } from "./words.ts"

/** A flashcard from a question and a statement of its answer; it keeps the source. */
export function MakeCardDialog({
  question,
  statement,
  source,
  onClose,
}: {
  question: string
  statement: string
  source: Citation
  onClose: () => void
}) {
  const queryClient = useQueryClient()
  // Named once: sent again after a break it is still one card.
  const [id] = useState(() => newId())
  const [front, setFront] = useState(question)
  const [back, setBack] = useState(statement)
  const [isTried, setTried] = useState(false)
  const { ownerId, materialId, start, end } = source
  const add = useMutation({
    mutationFn: () =>
      must(
        api.POST("/api/v1/cards", {
          body: { id, deckId: null, front, back, tags: [], source: { ownerId, materialId, start, end } },
        }),
      ),
    onSuccess() {
      for (const resource of ["decks", "reviews", "today"]) void queryClient.invalidateQueries({ queryKey: [resource] })
      showToast({ text: words.card.saved })
      onClose()
    },
  })
  const place = [source.materialTitle, source.headingPath.at(-1), source.pageNumber && words.pageOf(source.pageNumber)]
  return (
    <FormDialog
      title={words.card.title}
      onClose={onClose}
      onSubmit={() => {
        setTried(true)
        if (front.trim() !== "" && back.trim() !== "") add.mutate()
      }}
      sending={add}
      submit={words.card.save}
    >
      <TextArea
        label={words.card.front}
        value={front}
        rows={2}
        maxLength={20_000}
        error={isTried && front.trim() === "" ? words.card.frontEmpty : undefined}
        onChange={(event) => setFront(event.target.value)}
      />
      <TextArea
        label={words.card.back}
        value={back}
        rows={4}
        maxLength={20_000}
        error={isTried && back.trim() === "" ? words.card.backEmpty : undefined}
        onChange={(event) => setBack(event.target.value)}
      />
      <p className="small quiet">
        {words.card.from}: {[...new Set(place.filter(Boolean))].join(", ")}
      </p>
    </FormDialog>
  )
}

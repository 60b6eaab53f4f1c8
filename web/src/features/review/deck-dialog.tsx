import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { useId, useState } from "react"
import { Input } from "../../components/field.tsx"
import { FormDialog } from "../../components/form-dialog.tsx"
import { Segmented } from "../../components/segmented.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { formatPercent } from "../../lib/format.ts"
import { newId } from "../../lib/ids.ts"
import { fieldMessage } from "../../lib/problem.ts"
import { type Deck, decksQuery, renewReviews } from "./review-queries.ts"
import { words } from "./words.ts"

const mostPerDay = 9999
const usualNew = 10
const usualReviews = 200

function wholeFigure(text: string): number | undefined {
  return /^\d{1,4}$/.test(text.trim()) && Number(text) <= mostPerDay ? Number(text) : undefined
}

/** Makes a deck, or changes its name and how its cards are scheduled. */
export function DeckDialog({ deck, onClose }: { deck?: Deck; onClose: () => void }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const retentionId = useId()
  const [name, setName] = useState(deck?.name ?? "")
  const [description, setDescription] = useState(deck?.description ?? "")
  const [scheduler, setScheduler] = useState<Deck["scheduler"]>(deck?.scheduler ?? "fsrs")
  const [retention, setRetention] = useState(Math.round((deck?.desiredRetention ?? 0.9) * 100))
  const [newPerDay, setNewPerDay] = useState(String(deck?.newPerDay ?? usualNew))
  const [reviewsPerDay, setReviewsPerDay] = useState(String(deck?.reviewsPerDay ?? usualReviews))
  const limits = { newPerDay: wholeFigure(newPerDay), reviewsPerDay: wholeFigure(reviewsPerDay) }
  // The same id for every try: a lost reply does not make two decks.
  const [newDeckId] = useState(() => newId())
  const save = useMutation({
    mutationFn: () => {
      const body = {
        name: name.trim(),
        description: description.trim() || null,
        scheduler,
        desiredRetention: retention / 100,
        newPerDay: limits.newPerDay ?? usualNew,
        reviewsPerDay: limits.reviewsPerDay ?? usualReviews,
      }
      return deck
        ? must(api.PATCH("/api/v1/decks/{id}", { params: { path: { id: deck.id } }, body }))
        : must(api.POST("/api/v1/decks", { body: { ...body, id: newDeckId } }))
    },
    onSuccess: async (saved) => {
      // The deck's own screen reads it from the list.
      await queryClient.refetchQueries({ queryKey: decksQuery.queryKey, exact: true })
      renewReviews(queryClient)
      showToast({ text: words.saved })
      onClose()
      if (!deck) void navigate({ to: "/review/decks/$deckId", params: { deckId: saved.id } })
    },
  })
  return (
    <FormDialog
      title={deck ? words.deckSettings : words.newDeck}
      onClose={onClose}
      onSubmit={() => {
        if (limits.newPerDay !== undefined && limits.reviewsPerDay !== undefined) save.mutate()
      }}
      sending={save}
      fields={["name", "description"]}
      submit={deck ? words.save : words.create}
    >
      <Input
        label={words.name}
        value={name}
        maxLength={200}
        error={fieldMessage(save.error, "name")}
        onChange={(event) => setName(event.target.value)}
      />
      <Input
        label={words.description}
        value={description}
        maxLength={2000}
        error={fieldMessage(save.error, "description")}
        onChange={(event) => setDescription(event.target.value)}
      />
      <div>
        <Segmented
          legend={words.scheduler}
          isLegendShown
          value={scheduler}
          options={(["fsrs", "sm2"] as const).map((value) => ({ value, label: words.schedulers[value] }))}
          onChoose={setScheduler}
        />
        <p className="small quiet form-under">{words.schedulerHints[scheduler]}</p>
      </div>
      {scheduler === "fsrs" && (
        <div className="field">
          <label htmlFor={retentionId}>
            {words.retention}: {formatPercent(retention / 100)}
          </label>
          <input
            id={retentionId}
            className="range"
            type="range"
            min={70}
            max={99}
            value={retention}
            aria-valuetext={formatPercent(retention / 100)}
            onChange={(event) => setRetention(Number(event.target.value))}
          />
          <p className="small quiet">{words.retentionHint(retention / 100)}</p>
        </div>
      )}
      <div>
        <div className="form-pair">
          <Input
            label={words.newPerDay}
            inputMode="numeric"
            value={newPerDay}
            error={limits.newPerDay === undefined ? words.limitFault : undefined}
            onChange={(event) => setNewPerDay(event.target.value)}
          />
          <Input
            label={words.reviewsPerDay}
            inputMode="numeric"
            value={reviewsPerDay}
            error={limits.reviewsPerDay === undefined ? words.limitFault : undefined}
            onChange={(event) => setReviewsPerDay(event.target.value)}
          />
        </div>
        <p className="small quiet form-under">{words.newPerDayHint}</p>
      </div>
    </FormDialog>
  )
}

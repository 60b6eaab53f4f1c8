import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { type ReactNode, useId, useRef, useState } from "react"
import { Button } from "../../components/button.tsx"
import { Chip } from "../../components/chip.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { Input } from "../../components/field.tsx"
import { Segmented } from "../../components/segmented.tsx"
import { api, must } from "../../lib/api.ts"
import { formatNumber } from "../../lib/format.ts"
import { newId } from "../../lib/ids.ts"
import { accountQuery } from "../accounts/index.ts"
import {
  type BuilderChoice,
  type BuilderSearch,
  choiceOf,
  figureIn,
  filterOf,
  startingWith,
  toggledIn,
  usualMinutes,
} from "./builder-choice.ts"
import { availableQuery, difficulties, questionTypes, renewSessions, sessionQuery } from "./practice-queries.ts"
import { SourceChoice } from "./source-choice.tsx"
import { words } from "./words.ts"

const mostQuestions = 100
const mostMinutes = 600
const counts = ["5", "10", "20", "40"]

/** What to practise, with the number of questions that fit, and the way in. */
export function Builder({ search }: { search: BuilderSearch }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [picked, setPicked] = useState(() => choiceOf(search))
  const [hasDifficulty, setHasDifficulty] = useState(false)
  // Counts on the difficulties tell what each would bring, so they leave the chosen ones out.
  const byDifficulty = useQuery(availableQuery(filterOf({ ...picked, difficulties: [] }))).data?.byDifficulty
  const starting = useQuery(accountQuery).data?.startingDifficulty
  const choice = hasDifficulty ? picked : startingWith(picked, starting, byDifficulty)
  const filter = filterOf(choice)
  const available = useQuery(availableQuery(filter))
  const fitting = available.data?.count ?? 0
  const count = figureIn(choice.count, 1, mostQuestions)
  const taken = Math.min(count ?? 0, fitting)
  const minutes = figureIn(choice.minutes, 1, mostMinutes)
  // The same id for every try, so that a lost reply does not start two sessions.
  const sessionId = useRef(newId())
  const set = (change: Partial<BuilderChoice>): void => {
    sessionId.current = newId()
    setPicked((before) => ({ ...before, ...change }))
  }

  const start = useMutation({
    mutationFn: () =>
      must(
        api.POST("/api/v1/practice/sessions", {
          body: {
            ...filter,
            id: sessionId.current,
            mode: choice.mode,
            count: count ?? 1,
            ...(choice.mode === "timed" && { minutes: minutes ?? usualMinutes(taken) }),
          },
        }),
      ),
    onSuccess: (session) => {
      queryClient.setQueryData(sessionQuery(session.id).queryKey, session)
      renewSessions(queryClient)
      void navigate({ to: "/practice/$sessionId", params: { sessionId: session.id } })
    },
  })

  return (
    <form
      className="builder"
      aria-label={words.title}
      onSubmit={(event) => {
        event.preventDefault()
        if (taken > 0 && !start.isPending) start.mutate()
      }}
    >
      <Segmented
        legend={words.source}
        isLegendShown
        value={choice.source}
        options={(["everything", "materials", "topics"] as const).map((value) => ({
          value,
          label: words.sources[value],
        }))}
        onChoose={(source) => set({ source })}
      />
      <SourceChoice choice={choice} onChange={set} />
      <Segmented
        legend={words.only}
        isLegendShown
        className="builder-only"
        value={choice.only}
        options={(["all", "unseen", "missed", "flagged"] as const).map((value) => ({
          value,
          label: words.onlyOf[value],
        }))}
        onChoose={(only) => set({ only })}
      />
      <ChipGroup title={words.difficulty}>
        {difficulties.map((difficulty) => (
          <Chip
            key={difficulty}
            isPressed={choice.difficulties.includes(difficulty)}
            onClick={() => {
              setHasDifficulty(true)
              set({ difficulties: toggledIn(choice.difficulties, difficulty) })
            }}
          >
            {words.difficulties[difficulty]}
            {byDifficulty && <span className="chip-n">{formatNumber(byDifficulty[difficulty])}</span>}
          </Chip>
        ))}
      </ChipGroup>
      <ChipGroup title={words.type}>
        {questionTypes.map((type) => (
          <Chip
            key={type}
            isPressed={choice.types.includes(type) && !(type === "essay" && choice.mode === "timed")}
            disabled={type === "essay" && choice.mode === "timed"}
            onClick={() => set({ types: toggledIn(choice.types, type) })}
          >
            {words.types[type]}
          </Chip>
        ))}
      </ChipGroup>
      <div className="builder-row">
        <div className="builder-count">
          <Input
            label={words.count}
            inputMode="numeric"
            autoComplete="off"
            value={choice.count}
            maxLength={3}
            {...(count === undefined && choice.count !== "" && { error: words.countHint })}
            onChange={(event) => set({ count: event.target.value })}
            onBlur={() => set({ count: String(count ?? 10) })}
          />
          <span className="builder-presets">
            {counts.map((preset) => (
              <Chip key={preset} isPressed={choice.count === preset} onClick={() => set({ count: preset })}>
                {preset}
              </Chip>
            ))}
          </span>
        </div>
        <div>
          <Segmented
            legend={words.mode}
            isLegendShown
            value={choice.mode}
            options={(["tutor", "timed"] as const).map((value) => ({ value, label: words.modes[value] }))}
            onChoose={(mode) => set({ mode })}
          />
          <p className="small quiet builder-hint">{words.modeHints[choice.mode]}</p>
        </div>
        {choice.mode === "timed" && (
          <Input
            label={words.minutes}
            className="builder-minutes"
            inputMode="numeric"
            autoComplete="off"
            maxLength={3}
            placeholder={String(usualMinutes(taken))}
            value={choice.minutes}
            onChange={(event) => set({ minutes: event.target.value })}
            onBlur={() => set({ minutes: minutes === undefined ? "" : String(minutes) })}
          />
        )}
      </div>
      <div className="builder-go">
        <Button
          type="submit"
          variant="primary"
          size="large"
          isBusy={start.isPending}
          disabled={taken === 0 || count === undefined}
        >
          {words.start(taken)}
        </Button>
        <p role="status" className={fitting === 0 ? "strong" : "soft"}>
          {available.data && words.fits(fitting)}
          {available.data && fitting === 0 && <span className="soft builder-none">{words.fitsNone}</span>}
        </p>
      </div>
      {(start.error ?? available.error) && (
        <ErrorNotice
          error={start.error ?? available.error}
          {...(!start.error && { onRetry: () => void available.refetch() })}
        />
      )}
    </form>
  )
}

function ChipGroup({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <fieldset className="field" aria-describedby={id}>
      <legend className="legend">
        {title}{" "}
        <span className="quiet builder-any" id={id}>
          {words.any}
        </span>
      </legend>
      <div className="row wrap chips">{children}</div>
    </fieldset>
  )
}

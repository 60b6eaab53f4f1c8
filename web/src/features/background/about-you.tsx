import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { Button } from "../../components/button.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { SkeletonLines } from "../../components/skeleton.tsx"
import { showToast } from "../../components/toast.tsx"
import { fieldMessage, Problem } from "../../lib/problem.ts"
import "./background.css"
import { type Answers, ComputingField, LevelField, ListFields } from "./background-fields.tsx"
import { type Background, backgroundQuery, useSaveBackground } from "./background-query.ts"
import { words } from "./words.ts"

const nothingSaid = {
  experienceLevel: null,
  studiesComputing: null,
  languages: [],
  frameworks: [],
  computeHardware: [],
  roboticsHardware: [],
  state: "skipped" as const,
}

/** All the questions at once, for the settings. */
export function AboutYou() {
  const { data, error, refetch } = useQuery(backgroundQuery)
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <SkeletonLines widths={["80%", "60%"]} />
  return <AboutYouForm background={data} />
}

function AboutYouForm({ background }: { background: Background }) {
  const [changed, setChanged] = useState<Partial<Answers>>({})
  const answers: Answers = { ...background, ...changed }
  const save = useSaveBackground(() => {
    setChanged({})
    showToast({ text: words.saved })
  })
  const onAnswer = (change: Partial<Answers>) => setChanged((before) => ({ ...before, ...change }))
  const hasAnswers = answers.experienceLevel !== null || answers.studiesComputing !== null
  const isOther = save.error && !(save.error instanceof Problem && save.error.fields.length > 0)
  return (
    <form
      className="about"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ ...changed, state: "done" } as Parameters<typeof save.mutate>[0])
      }}
    >
      <LevelField answers={answers} onAnswer={onAnswer} />
      <ComputingField answers={answers} onAnswer={onAnswer} />
      {answers.studiesComputing === true && (
        <>
          <ListFields
            answers={answers}
            onAnswer={onAnswer}
            options={background.options}
            errors={{ languages: fieldMessage(save.error, "languages") }}
          />
          <p className="small quiet">{words.listsSay}</p>
        </>
      )}
      {isOther && <ErrorNotice error={save.error} />}
      <div className="row wrap">
        <Button type="submit" isBusy={save.isPending}>
          {words.save}
        </Button>
        {hasAnswers && (
          <Button variant="ghost" onClick={() => save.mutate(nothingSaid)}>
            {words.clear}
          </Button>
        )}
      </div>
    </form>
  )
}

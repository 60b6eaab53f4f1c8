import { useQuery } from "@tanstack/react-query"
import { useEffect, useRef, useState } from "react"
import { Button } from "../../components/button.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { showToast } from "../../components/toast.tsx"
import { fieldMessage, Problem } from "../../lib/problem.ts"
import "./background.css"
import { type Answers, ComputingField, LevelField, ListFields } from "./background-fields.tsx"
import { type Background, backgroundQuery, type List, useSaveBackground } from "./background-query.ts"
import { words } from "./words.ts"

type Step = "level" | "computing" | "software" | "hardware"

const listsOf: Partial<Record<Step, List[]>> = {
  software: ["languages", "frameworks"],
  hardware: ["computeHardware", "roboticsHardware"],
}

/**
 * The questions for somebody new, one at a time, beside what they came for. Each answer is saved with its step, so that they can be left
 * and gone on with; gone for good once they are answered or skipped. Esc skips them too.
 */
export function AboutYouSteps() {
  const { data } = useQuery(backgroundQuery)
  // Nobody waits for these, and nobody misses them.
  if (!data || data.state === "done" || data.state === "skipped") return null
  return <Steps background={data} />
}

function Steps({ background }: { background: Background }) {
  const [changed, setChanged] = useState<Partial<Answers>>({})
  const answers: Answers = { ...background, ...changed }
  const steps: Step[] =
    answers.studiesComputing === true ? ["level", "computing", "software", "hardware"] : ["level", "computing"]
  const [at, setAt] = useState(() => firstOpen(background))
  const step = steps[at] ?? "level"
  const isLast = at === steps.length - 1 && !(step === "computing" && answers.studiesComputing === true)
  const [isEnding, setEnding] = useState<"done" | "skipped">()
  const save = useSaveBackground()
  const panel = useRef<HTMLElement>(null)
  const isFirstShow = useRef(true)
  // The next question takes the focus, the first one does not: the page is about something else.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the step is what it is about.
  useEffect(() => {
    if (!isFirstShow.current) panel.current?.focus()
    isFirstShow.current = false
  }, [step])

  const end = (state: "done" | "skipped", text: string): void => {
    setEnding(state)
    save.mutate({ ...changed, state } as Parameters<typeof save.mutate>[0], {
      onSuccess: () => showToast({ text }),
      // What is missing is asked for where it belongs.
      onError: (error) => {
        if (fieldMessage(error, "languages")) setAt(steps.indexOf("software"))
      },
    })
  }
  const next = (): void => {
    if (isLast) {
      end("done", words.thanks)
      return
    }
    setEnding(undefined)
    save.mutate({ ...changed, state: "open" } as Parameters<typeof save.mutate>[0], { onSuccess: () => setAt(at + 1) })
  }
  const isOther = save.error && !(save.error instanceof Problem && save.error.fields.length > 0)
  return (
    <section
      className="sheet about-steps"
      aria-labelledby="about-title"
      ref={panel}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) end("skipped", words.skipped)
      }}
    >
      <div className="about-head">
        <h2 id="about-title">{words.invite}</h2>
        <span className="small quiet">{words.step(at + 1, steps.length)}</span>
      </div>
      {at === 0 && <p className="soft">{words.inviteSay}</p>}
      <form
        className="about"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          next()
        }}
      >
        {step === "level" && (
          <LevelField answers={answers} onAnswer={(change) => setChanged((before) => ({ ...before, ...change }))} />
        )}
        {step === "computing" && (
          <ComputingField answers={answers} onAnswer={(change) => setChanged((before) => ({ ...before, ...change }))} />
        )}
        {listsOf[step] && (
          <ListFields
            answers={answers}
            onAnswer={(change) => setChanged((before) => ({ ...before, ...change }))}
            options={background.options}
            shown={listsOf[step]}
            errors={{ languages: fieldMessage(save.error, "languages") }}
          />
        )}
        {listsOf[step] && <p className="small quiet">{words.listsSay}</p>}
        {isOther && <ErrorNotice error={save.error} />}
        <div className="row wrap">
          <Button type="submit" isBusy={save.isPending && isEnding !== "skipped"}>
            {isLast ? words.done : words.next}
          </Button>
          {at > 0 && (
            <Button variant="ghost" onClick={() => setAt(at - 1)}>
              {words.back}
            </Button>
          )}
          <Button
            variant="ghost"
            keys="Esc"
            isBusy={save.isPending && isEnding === "skipped"}
            onClick={() => end("skipped", words.skipped)}
          >
            {words.skipAll}
          </Button>
        </div>
      </form>
    </section>
  )
}

/** Where somebody who comes back goes on. */
function firstOpen({ experienceLevel, studiesComputing, languages }: Background): number {
  if (experienceLevel === null && studiesComputing === null) return 0
  if (studiesComputing !== true) return 1
  return languages.length === 0 ? 2 : 3
}

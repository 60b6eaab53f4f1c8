import { Button, ButtonLink } from "../../components/button.tsx"
import { classNames } from "../../components/class-names.ts"
import { type Step, Steps } from "../../components/steps.tsx"
import { useNow } from "../../components/timer.tsx"
import type { Material } from "./material-queries.ts"
import { generationNote, isReadable, remainingMs, stepShare } from "./processing-steps.ts"
import { useMaterialActions } from "./use-material-actions.ts"
import { words } from "./words.ts"

type ProcessingStep = Material["steps"][number]

/** A material being prepared: each step with its figure, the time that is left, and what can be done meanwhile. */
export function JobCard({ material, isNext = false }: { material: Material; isNext?: boolean }) {
  const { ownerId, id: materialId, title, status, steps } = material
  const { remove, isRemoving } = useMaterialActions()
  const canRead = isReadable(steps)
  // A step that stands still says what it waits for.
  const note = steps.find(({ status }) => status === "pending")?.errorMessage ?? generationNote(steps)
  return (
    <article
      className={classNames("sheet job", status === "pending" && "job-waiting")}
      aria-labelledby={`job-${materialId}`}
    >
      <div>
        <h3 id={`job-${materialId}`}>{title}</h3>
        <p className="small soft">
          {status === "pending" ? isNext ? words.starting : words.queued : <Remaining steps={steps} />}{" "}
          {canRead ? words.leaveAndRead : words.leave}
        </p>
      </div>
      {status === "processing" && <Steps label={words.stepsOf(title)} steps={steps.map(stepOf)} />}
      {note && <p className="small soft">{note}</p>}
      <div className="row wrap">
        {canRead && (
          <ButtonLink
            to="/library/$ownerId/$materialId"
            params={{ ownerId, materialId }}
            aria-label={words.readTitle(title)}
          >
            {words.readNow}
          </ButtonLink>
        )}
        <Button
          variant="ghost"
          className="push"
          aria-label={words.cancelTitle(title)}
          isBusy={isRemoving(materialId)}
          onClick={() => remove(material)}
        >
          {words.cancel}
        </Button>
      </div>
    </article>
  )
}

function Remaining({ steps }: { steps: ProcessingStep[] }) {
  const ms = remainingMs(steps, useNow())
  return ms === undefined ? null : words.left(ms)
}

export function stepOf(step: ProcessingStep): Step {
  const state = {
    pending: "waiting",
    running: "now",
    completed: "done",
    skipped: "done",
    failed: "failed",
  } as const
  return {
    id: step.step,
    name: words.steps[step.step],
    state: state[step.status],
    share: stepShare(step),
    figure: figureOf(step),
  }
}

/** What a step has come to, in its own unit. */
function figureOf({ step, status, done, total, result }: ProcessingStep): string {
  if (status === "pending") return words.stepWaiting
  if (status === "failed") return words.stepFailed
  if (status === "skipped") return words.wordsOnly
  if (status === "running") {
    if (total === 0) return words.figure.share(0)
    return step === "parse" ? words.figure.of(done, total) : words.figure.share(done / total)
  }
  const count = (name: string): number => Number(result[name] ?? 0)
  switch (step) {
    case "parse":
      return count("pages") > 0 ? words.figure.pages(count("pages")) : words.figure.words(count("words"))
    case "chunk":
      return words.figure.passages(count("chunks"))
    case "embed":
      return words.figure.passages(count("vectors"))
    case "analyze":
      return words.figure.tags(count("tags"))
    case "generate":
      return words.figure.items(count("items"), count("drafts"))
  }
}

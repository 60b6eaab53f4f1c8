import { RotateCcw, TriangleAlert } from "lucide-react"
import { Button } from "../../components/button.tsx"
import { ChooseFilesButton } from "./choose-files-button.tsx"
import type { Material } from "./material-queries.ts"
import { useMaterialActions } from "./use-material-actions.ts"
import { words } from "./words.ts"

/** Faults of the server or the moment: the same file may well go through next time. */
const worthRetrying = new Set(["internal", "timed-out", "out-of-memory"])

/** A material that could not be read: what happened, what to do, and the one next step. */
export function FailedCard({ material }: { material: Material }) {
  const { id, title, failure, steps } = material
  const { remove, isRemoving, retry, isRetrying } = useMaterialActions()
  const step = steps.find(({ status }) => status === "failed")
  // The first sentence says what is wrong; the others what to do and what is safe.
  const [what, rest] = splitFirstSentence(failure?.message ?? "")
  return (
    <article className="sheet job" aria-labelledby={`job-${id}`}>
      <div className="notice">
        <TriangleAlert className="i" aria-hidden="true" />
        <div className="job-say">
          <h3 id={`job-${id}`}>{title}</h3>
          <p className="small job-what">{what}</p>
          <p className="small soft">
            {rest} {step && failure?.code === "internal" && words.failedAt(words.steps[step.step])}
          </p>
        </div>
      </div>
      <div className="row wrap job-fix">
        {worthRetrying.has(failure?.code ?? "internal") ? (
          <Button
            icon={RotateCcw}
            aria-label={words.retryTitle(title)}
            isBusy={isRetrying(id)}
            onClick={() => retry(material)}
          >
            {words.retry}
          </Button>
        ) : (
          <ChooseFilesButton variant="plain">{words.replace}</ChooseFilesButton>
        )}
        <Button
          variant="ghost"
          className="push"
          aria-label={words.removeTitle(title)}
          isBusy={isRemoving(id)}
          onClick={() => remove(material)}
        >
          {words.remove}
        </Button>
      </div>
    </article>
  )
}

function splitFirstSentence(text: string): [string, string] {
  const end = /[.!?](?=\s)/.exec(text)
  return end ? [text.slice(0, end.index + 1), text.slice(end.index + 1).trim()] : [text, ""]
}

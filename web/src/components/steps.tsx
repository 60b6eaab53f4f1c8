import { Check, TriangleAlert } from "lucide-react"
import { Progress } from "./progress.tsx"

export interface Step {
  id: string
  name: string
  state: "waiting" | "now" | "done" | "failed"
  /** 0 to 1 */
  share: number
  /** "212 pages", "311 of 486", "waiting" */
  figure: string
}

/** The steps of one long piece of work side by side, each with its own figure. */
export function Steps({ label, steps }: { label: string; steps: Step[] }) {
  return (
    <ol className="steps" aria-label={label} style={{ "--steps": steps.length } as React.CSSProperties}>
      {steps.map((step) => (
        <li
          className="step"
          key={step.id}
          data-state={step.state}
          aria-current={step.state === "now" ? "step" : undefined}
        >
          <b>
            {step.state === "done" && <Check className="i i-s" aria-hidden="true" />}
            {step.state === "failed" && <TriangleAlert className="i i-s" aria-hidden="true" />}
            {step.name}
          </b>
          <Progress value={step.share} label={step.name} text={step.figure} isLive={step.state === "now"} />
          <span>{step.figure}</span>
        </li>
      ))}
    </ol>
  )
}

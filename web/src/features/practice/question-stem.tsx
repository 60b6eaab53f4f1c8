import type { ReactNode } from "react"
import { RichLine, RichText } from "../../components/rich-text.tsx"
import { splitStem } from "./split-stem.ts"

/** Five underscores mark the gap. */
const gap = /_{5,}/

/** The question in the voice of the material: the case first, then what it asks. `fill` stands in the gap of a cloze. */
export function QuestionStem({ stem, id, fill }: { stem: string; id: string; fill?: ReactNode }) {
  const place = fill === undefined ? undefined : gap.exec(stem)
  if (place)
    return (
      <p className="read stem cloze" id={id}>
        <RichLine text={stem.slice(0, place.index)} />
        {fill}
        <RichLine text={stem.slice(place.index + place[0].length)} />
      </p>
    )
  const { vignette, ask } = splitStem(stem)
  if (vignette === "")
    return (
      <div className="read stem" id={id}>
        <RichText text={ask} />
      </div>
    )
  return (
    <div className="stem-parts" id={id}>
      <div className="read stem">
        <RichText text={vignette} />
      </div>
      <p className="stem">
        <RichLine text={ask} />
      </p>
    </div>
  )
}

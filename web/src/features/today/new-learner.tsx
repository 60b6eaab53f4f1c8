import { FileUp } from "lucide-react"
import { ButtonLink } from "../../components/button.tsx"
import { NumberedSteps } from "../../components/numbered-steps.tsx"
import { AboutYouSteps } from "../background/index.ts"
import { ChooseFilesButton } from "../library/index.ts"
import { words } from "./words.ts"

/** In place of figures that are all zero: the one step that makes them move. */
export function NewLearner() {
  return (
    <>
      <section className="drop-here" aria-labelledby="new-title">
        <FileUp className="i" aria-hidden="true" />
        <h2 id="new-title">{words.newTitle}</h2>
        <p className="soft">{words.newSay}</p>
        <div className="row wrap drop-actions">
          <ChooseFilesButton size="large" />
          <ButtonLink to={"/library?add=text" as string} variant="ghost" size="large">
            {words.paste}
          </ButtonLink>
        </div>
        <p className="small quiet">{words.newFormats}</p>
      </section>
      <AboutYouSteps />
      <NumberedSteps steps={words.newSteps} />
    </>
  )
}

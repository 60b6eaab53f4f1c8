import { ClipboardPaste, Globe, Upload } from "lucide-react"
import { Button } from "../../components/button.tsx"
import { NumberedSteps } from "../../components/numbered-steps.tsx"
import { ChooseFilesButton } from "./choose-files-button.tsx"
import { words } from "./words.ts"

/** Before the first material: what goes here and what will happen to it. */
export function EmptyLibrary({ onPaste, onWeb }: { onPaste: () => void; onWeb: () => void }) {
  return (
    <>
      <section className="drop-big" aria-labelledby="empty-title">
        <Upload className="i" aria-hidden="true" />
        <h2 id="empty-title">{words.empty.title}</h2>
        <p>{words.empty.say}</p>
        <div className="row wrap drop-big-actions">
          <ChooseFilesButton>{words.empty.choose}</ChooseFilesButton>
          <Button icon={Globe} onClick={onWeb}>
            {words.web}
          </Button>
          <Button icon={ClipboardPaste} onClick={onPaste}>
            {words.paste}
          </Button>
        </div>
        <p className="small quiet">{words.empty.formats}</p>
      </section>
      <NumberedSteps steps={words.empty.steps} />
    </>
  )
}

import { ClipboardPaste, Globe, Upload } from "lucide-react"
import { Button } from "../../components/button.tsx"
import { words } from "./words.ts"

/** Says that files may be dropped, and offers the other ways to add something. */
export function AddBar({ onPaste, onWeb }: { onPaste: () => void; onWeb: () => void }) {
  return (
    <div className="drop">
      <p className="row">
        <Upload className="i" aria-hidden="true" />
        <span>
          {words.dropHint}
          <span className="drop-formats">{words.dropFormats}</span>
        </span>
      </p>
      <div className="row wrap">
        <Button icon={Globe} onClick={onWeb}>
          {words.web}
        </Button>
        <Button icon={ClipboardPaste} onClick={onPaste}>
          {words.paste}
        </Button>
      </div>
    </div>
  )
}

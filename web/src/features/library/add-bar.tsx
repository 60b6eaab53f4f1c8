import { ClipboardPaste, Upload } from "lucide-react"
import { Button } from "../../components/button.tsx"
import { words } from "./words.ts"

/** Says that files may be dropped, and offers the other way to add text. */
export function AddBar({ onPaste }: { onPaste: () => void }) {
  return (
    <div className="drop">
      <p className="row">
        <Upload className="i" aria-hidden="true" />
        <span>
          {words.dropHint}
          <span className="drop-formats">{words.dropFormats}</span>
        </span>
      </p>
      <Button icon={ClipboardPaste} onClick={onPaste}>
        {words.paste}
      </Button>
    </div>
  )
}

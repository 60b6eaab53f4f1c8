import { useState } from "react"
import { Button } from "../../components/button.tsx"
import { TextArea } from "../../components/field.tsx"
import { words } from "./words.ts"

const say = words.notePanel

/** The words of a note. Ctrl+Enter saves, Esc gives up. */
export function NoteForm({
  body,
  onSave,
  onCancel,
}: {
  body: string
  onSave: (body: string) => void
  onCancel: () => void
}) {
  const [text, setText] = useState(body)
  const [isTried, setTried] = useState(false)
  const save = (): void => {
    setTried(true)
    if (text.trim() !== "") onSave(text.trim())
  }
  return (
    <form
      className="note-form"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <TextArea
        label={say.label}
        value={text}
        rows={3}
        maxLength={20_000}
        error={isTried && text.trim() === "" ? say.emptyNote : undefined}
        autoFocus
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault()
            save()
          }
          if (event.key === "Escape") {
            event.preventDefault()
            event.stopPropagation()
            onCancel()
          }
        }}
      />
      <div className="row">
        <Button type="submit">{say.save}</Button>
        <Button variant="ghost" onClick={onCancel}>
          {say.cancel}
        </Button>
      </div>
    </form>
  )
}

import { createRef } from "react"
import { acceptedFiles, useAddFiles } from "./use-add-files.ts"

const input = createRef<HTMLInputElement>()

/** Lets the learner choose files; they are added whatever screen is shown by the time they are chosen. */
export function openFileDialog(): void {
  input.current?.click()
}

/**
 * What stands behind every button that opens the file dialog. There is one, outside all screens: an input that went away
 * while the dialog was open would take the choice with it.
 */
export function FileInput() {
  const addFiles = useAddFiles()
  return (
    <input
      ref={input}
      hidden
      type="file"
      multiple
      accept={acceptedFiles}
      onChange={(event) => {
        addFiles([...(event.target.files ?? [])])
        event.target.value = ""
      }}
    />
  )
}

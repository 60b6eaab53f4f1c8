import { type LucideIcon, Upload } from "lucide-react"
import { type ReactNode, useRef } from "react"
import { Button, type ButtonProps } from "../../components/button.tsx"
import { addingWords } from "./adding-words.ts"
import { acceptedFiles, useAddFiles } from "./use-add-files.ts"

/** Opens the file dialog; what is chosen goes the same way as what is dropped. */
export function ChooseFilesButton({
  variant = "primary",
  size = "normal",
  icon = Upload,
  children = addingWords.chooseFiles,
}: Pick<ButtonProps, "variant" | "size"> & { icon?: LucideIcon; children?: ReactNode }) {
  const addFiles = useAddFiles()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button variant={variant} size={size} icon={icon} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        className="sr"
        type="file"
        multiple
        accept={acceptedFiles}
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          addFiles([...(event.target.files ?? [])])
          event.target.value = ""
        }}
      />
    </>
  )
}

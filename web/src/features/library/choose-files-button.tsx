import { Upload } from "lucide-react"
import { type ReactNode, useRef } from "react"
import { Button, type ButtonProps } from "../../components/button.tsx"
import { acceptedFiles, useAddFiles } from "./use-add-files.ts"
import { words } from "./words.ts"

/** Opens the file dialog; what is chosen goes the same way as what is dropped. */
export function ChooseFilesButton({
  variant = "primary",
  size = "normal",
  children = words.chooseFiles,
}: Pick<ButtonProps, "variant" | "size"> & { children?: ReactNode }) {
  const addFiles = useAddFiles()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button variant={variant} size={size} icon={Upload} onClick={() => input.current?.click()}>
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

import { type LucideIcon, Upload } from "lucide-react"
import type { ReactNode } from "react"
import { Button, type ButtonProps } from "../../components/button.tsx"
import { addingWords } from "./adding-words.ts"
import { openFileDialog } from "./file-dialog.tsx"

/** Opens the file dialog; what is chosen goes the same way as what is dropped. */
export function ChooseFilesButton({
  variant = "primary",
  size = "normal",
  icon = Upload,
  children = addingWords.chooseFiles,
}: Pick<ButtonProps, "variant" | "size"> & { icon?: LucideIcon; children?: ReactNode }) {
  return (
    <Button variant={variant} size={size} icon={icon} onClick={openFileDialog}>
      {children}
    </Button>
  )
}

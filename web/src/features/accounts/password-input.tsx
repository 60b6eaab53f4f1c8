import { Eye, EyeOff } from "lucide-react"
import { type ReactNode, useState } from "react"
import { IconButton } from "../../components/button.tsx"
import { Field } from "../../components/field.tsx"
import { words } from "./words.ts"

/** A password that can be looked at: fewer mistakes, and a longer one is chosen. */
export function PasswordInput({
  label = words.password,
  name,
  hint,
  error,
  autoComplete,
}: {
  label?: string
  name: string
  hint?: ReactNode
  error?: string | undefined
  autoComplete: "new-password" | "current-password"
}) {
  const [isShown, setShown] = useState(false)
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => (
        <span className="password">
          <input
            {...wiring}
            className="input"
            type={isShown ? "text" : "password"}
            name={name}
            autoComplete={autoComplete}
            autoCapitalize="off"
            spellCheck={false}
          />
          <IconButton
            icon={isShown ? EyeOff : Eye}
            label={isShown ? words.hidePassword : words.showPassword}
            onClick={() => setShown(!isShown)}
          />
        </span>
      )}
    </Field>
  )
}

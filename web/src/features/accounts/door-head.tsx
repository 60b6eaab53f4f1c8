import { Contrast } from "lucide-react"
import type { ReactNode } from "react"
import { Button, IconButton } from "../../components/button.tsx"
import { changeLanguage, type Language, language, languageNames } from "../../lib/language.ts"
import { switchTheme } from "../../lib/theme.ts"
import { words } from "./words.ts"

const others = (Object.keys(languageNames) as Language[]).filter((name) => name !== language)

/** Above the screens of those who are not signed in: the brand, and what can be chosen without an account. */
export function DoorHead({ children }: { children: ReactNode }) {
  return (
    <div className="door-head">
      {children}
      <div className="door-choices">
        {others.map((other) => (
          <Button key={other} variant="ghost" lang={other} onClick={() => changeLanguage(other)}>
            {languageNames[other]}
          </Button>
        ))}
        <IconButton icon={Contrast} label={words.switchTheme} onClick={switchTheme} />
      </div>
    </div>
  )
}

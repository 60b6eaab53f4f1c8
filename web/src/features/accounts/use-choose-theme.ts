import { setTheme, type Theme } from "../../lib/theme.ts"
import { useAccountChanges } from "./account-query.ts"

/** Changes the theme here at once and in the account for the learner's other devices. */
export function useChooseTheme(): (theme: Theme) => void {
  const { changeSettings } = useAccountChanges()
  return (theme) => {
    setTheme(theme)
    changeSettings({ theme })
  }
}

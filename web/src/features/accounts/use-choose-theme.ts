import { setTheme, type Theme } from "../../lib/theme.ts"
import { usePatchSettings } from "./account-query.ts"

/** Changes the theme here at once and in the account for the learner's other devices. */
export function useChooseTheme(): (theme: Theme) => void {
  const { mutate } = usePatchSettings()
  return (theme) => {
    setTheme(theme)
    mutate({ theme })
  }
}

import { changeLanguage, type Language } from "../../lib/language.ts"
import type { Account } from "../../lib/session.ts"
import { useAccountChanges } from "./account-query.ts"

/** Changes the language in the account, for the learner's other devices and letters, then here. The demo's account is not its visitor's alone: here only. */
export function useChooseLanguage(): (account: Account, language: Language) => Promise<void> {
  const { changeSettings, settled } = useAccountChanges()
  return async (account, language) => {
    if (!account.isDemo) {
      changeSettings({ language })
      await settled()
    }
    changeLanguage(language)
  }
}

import { Switch } from "../../components/field.tsx"
import type { Account } from "../../lib/session.ts"
import { useAccountChanges } from "../accounts/index.ts"
import { privacyWords as words } from "./privacy-words.ts"

/** Who sees what of the learner, and what of it is theirs to decide. */
export function PrivacySettings({ account }: { account: Account }) {
  const { changeSettings } = useAccountChanges()
  return (
    <>
      <p className="soft">{words.say}</p>
      <Switch
        label={words.statistics}
        hint={words.statisticsHint}
        isOn={account.settings.sharesStatistics}
        onSwitch={(sharesStatistics) => changeSettings({ sharesStatistics })}
      />
    </>
  )
}

import { useQuery } from "@tanstack/react-query"
import type { ReactNode } from "react"
import { useScreenTitle } from "../../app/screen-title.ts"
import { Button } from "../../components/button.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { Switch } from "../../components/field.tsx"
import { Segmented } from "../../components/segmented.tsx"
import { SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import { type Language, language, languageNames } from "../../lib/language.ts"
import type { Account } from "../../lib/session.ts"
import type { Theme } from "../../lib/theme.ts"
import {
  accountQuery,
  EmailSettings,
  letterWords,
  useAccountChanges,
  useChooseLanguage,
  useChooseTheme,
  useSignOut,
} from "../accounts/index.ts"
import { AboutYou, backgroundWords } from "../background/index.ts"
import { NotificationSettings, notificationWords } from "../notifications/index.ts"
import { AccountData } from "./account-data.tsx"
import { accountDataWords } from "./account-data-words.ts"
import { apiKeyWords } from "./api-key-words.ts"
import { ApiKeys } from "./api-keys.tsx"
import { AvatarPicker } from "./avatar-picker.tsx"
import { DemoReset } from "./demo-reset.tsx"
import { Devices } from "./devices.tsx"
import { factorWords } from "./factors/factor-words.ts"
import { SigningIn } from "./factors/signing-in.tsx"
import { PasswordForm } from "./password-form.tsx"
import { PlanUse } from "./plan-use.tsx"
import { planWords } from "./plan-words.ts"
import { PracticeSettings } from "./practice-settings.tsx"
import { PrivacySettings } from "./privacy-settings.tsx"
import { privacyWords } from "./privacy-words.ts"
import { ProfileForm } from "./profile-form.tsx"
import "./settings.css"
import { ShortcutSettings } from "./shortcut-settings.tsx"
import { StudyDaySettings } from "./study-day-settings.tsx"
import { words } from "./words.ts"

export function SettingsScreen() {
  useScreenTitle(words.title)
  const { data: account, error, refetch } = useQuery(accountQuery)
  return (
    <div className="page settings">
      <div className="page-head">
        <h1>{words.title}</h1>
      </div>
      {account ? (
        <SettingsContent account={account} />
      ) : error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonScreen label={words.loading}>
          <SkeletonLines widths={["30%", "80%", "70%", "75%"]} />
        </SkeletonScreen>
      )}
    </div>
  )
}

/** Minutes a day. */
const goals = [15, 30, 45, 60, 90]
const languages = Object.keys(languageNames) as Language[]
const themes: Theme[] = ["system", "light", "dark"]

function SettingsContent({ account }: { account: Account }) {
  const { changeSettings } = useAccountChanges()
  const chooseLanguage = useChooseLanguage()
  const chooseTheme = useChooseTheme()
  const signOut = useSignOut()
  const { settings } = account
  const shownGoals = goals.includes(settings.dailyGoalMinutes)
    ? goals
    : [...goals, settings.dailyGoalMinutes].sort((a, b) => a - b)
  return (
    <>
      {account.isDemo && <DemoReset />}
      <SettingsGroup title={words.look}>
        <Segmented
          legend={words.theme}
          isLegendShown
          value={settings.theme}
          options={themes.map((value) => ({ value, label: words.themes[value] }))}
          onChoose={chooseTheme}
        />
        <Segmented
          legend={words.language}
          isLegendShown
          value={language}
          options={languages.map((value) => ({ value, label: languageNames[value] }))}
          onChoose={(next) => void chooseLanguage(account, next)}
        />
        <p className="small quiet settings-under">{words.languageHint}</p>
      </SettingsGroup>
      <SettingsGroup title={words.goal}>
        <Segmented
          legend={words.dailyGoal}
          isLegendShown
          value={settings.dailyGoalMinutes}
          options={shownGoals.map((value) => ({ value, label: value, name: words.minutes(value) }))}
          onChoose={(dailyGoalMinutes) => changeSettings({ dailyGoalMinutes })}
        />
        <p className="small quiet settings-under">{words.dailyGoalHint}</p>
        <Switch
          label={words.motivation}
          hint={words.motivationHint}
          isOn={settings.showsMotivation}
          onSwitch={(showsMotivation) => changeSettings({ showsMotivation })}
        />
      </SettingsGroup>
      <SettingsGroup title={words.day}>
        <StudyDaySettings account={account} />
      </SettingsGroup>
      <SettingsGroup title={words.practice}>
        <PracticeSettings account={account} />
      </SettingsGroup>
      <SettingsGroup title={words.profile}>
        <AvatarPicker avatar={account.avatar} />
        <ProfileForm account={account} />
      </SettingsGroup>
      <SettingsGroup title={backgroundWords.title}>
        <AboutYou />
      </SettingsGroup>
      <SettingsGroup title={planWords.title}>
        <PlanUse />
      </SettingsGroup>
      <SettingsGroup title={words.keyboard}>
        <ShortcutSettings own={settings.shortcuts} />
      </SettingsGroup>
      <SettingsGroup title={privacyWords.title}>
        <PrivacySettings account={account} />
      </SettingsGroup>
      {!account.isDemo && (
        <>
          <SettingsGroup title={notificationWords.title}>
            <NotificationSettings account={account} />
          </SettingsGroup>
          <SettingsGroup title={letterWords.settingsTitle}>
            <EmailSettings account={account} />
          </SettingsGroup>
          <SettingsGroup title={words.password}>
            <PasswordForm />
          </SettingsGroup>
          <SettingsGroup title={factorWords.title}>
            <SigningIn />
          </SettingsGroup>
          <SettingsGroup title={words.devices}>
            <Devices />
          </SettingsGroup>
          <SettingsGroup title={apiKeyWords.title}>
            <ApiKeys />
          </SettingsGroup>
          <SettingsGroup title={accountDataWords.title}>
            <AccountData />
          </SettingsGroup>
        </>
      )}
      <SettingsGroup title={words.account}>
        <p className="soft">
          {words.signedInAs(account.email)} {account.role === "admin" && words.admin}
        </p>
        <Button isBusy={signOut.isPending} onClick={() => signOut.mutate()}>
          {words.signOut}
        </Button>
        {signOut.error && <ErrorNotice error={signOut.error} />}
      </SettingsGroup>
    </>
  )
}

function SettingsGroup({ title, children }: { title: string; children: ReactNode }) {
  const id = `settings-${title.toLowerCase().replaceAll(" ", "-")}`
  return (
    <section className="settings-group" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div className="settings-fields">{children}</div>
    </section>
  )
}

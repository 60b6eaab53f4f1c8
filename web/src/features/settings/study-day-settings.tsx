import { Select } from "../../components/field.tsx"
import { formatDate, formatHour, formatNumber, languageName } from "../../lib/format.ts"
import type { Account } from "../../lib/session.ts"
import { useAccountChanges } from "../accounts/index.ts"
import { words } from "./words.ts"

/** Locales offered besides the browser's and the present one; for dates and numbers only. */
const locales = ["en-GB", "en-US", "de-DE", "es-ES", "fr-FR", "it-IT", "nl-NL", "pl-PL", "pt-BR", "sv-SE", "ja-JP"]

/** Where and when the learner's day begins: it decides what is due and what counts for today. */
export function StudyDaySettings({ account }: { account: Account }) {
  const { changePlace, changeSettings } = useAccountChanges()
  const { timeZone, locale } = account.profile
  const zones = Intl.supportedValuesOf("timeZone")
  const shownZones = zones.includes(timeZone) ? zones : [timeZone, ...zones]
  const shownLocales = [...new Set([locale, navigator.language, ...locales])]
  const sample = `${formatDate(new Date(), { dateStyle: "full", timeStyle: "short" })}, ${formatNumber(12_345.6)}`
  return (
    <>
      <Select
        label={words.timeZone}
        value={timeZone}
        onChange={(event) => changePlace({ timeZone: event.target.value })}
      >
        {shownZones.map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll("_", " ")}
          </option>
        ))}
      </Select>
      <Select
        label={words.dayStart}
        hint={words.dayStartHint}
        value={account.settings.dayStartHour}
        onChange={(event) => changeSettings({ dayStartHour: Number(event.target.value) })}
      >
        {Array.from({ length: 24 }, (_, hour) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the index is the hour.
          <option key={hour} value={hour}>
            {formatHour(hour)}
          </option>
        ))}
      </Select>
      <Select
        label={words.locale}
        hint={words.localeHint(sample)}
        value={locale}
        onChange={(event) => changePlace({ locale: event.target.value })}
      >
        {shownLocales.map((tag) => (
          <option key={tag} value={tag}>
            {languageName(tag, tag)}
          </option>
        ))}
      </Select>
    </>
  )
}

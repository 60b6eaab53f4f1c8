import type { QueryClient } from "@tanstack/react-query"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import type { components } from "../../lib/api-schema.d.ts"
import { createChangeQueue } from "../../lib/change-queue.ts"
import { setLocale } from "../../lib/format.ts"
import { type Account, sessionStatus } from "../../lib/session.ts"
import { words } from "./words.ts"

type Settings = components["schemas"]["Settings"]
/** What of the profile is changed at once, without a button: it decides what the learner sees everywhere. */
type Place = Pick<Account["profile"], "timeZone" | "locale">

export const accountKey = ["me"] as const

/** Changes of the account that show at once and are saved behind the learner's back. */
export interface AccountChanges {
  changeSettings(change: Partial<Settings>): void
  changePlace(change: Partial<Place>): void
  /** The account with what is not saved yet: for every answer that brings an account. */
  withUnsaved(account: Account): Account
  /** Grows whenever a change is saved. */
  saves(): number
  /** Settles when everything is saved. */
  settled(): Promise<unknown>
}

const changesOf = new WeakMap<QueryClient, AccountChanges>()

export function accountChanges(queryClient: QueryClient): AccountChanges {
  const known = changesOf.get(queryClient)
  if (known) return known
  const made = createAccountChanges(queryClient)
  changesOf.set(queryClient, made)
  return made
}

function createAccountChanges(queryClient: QueryClient): AccountChanges {
  const show = (edit: (account: Account) => Account): void => {
    queryClient.setQueryData<Account>(accountKey, (account) => account && withUnsaved(edit(account)))
  }
  const trouble = {
    onRefused() {
      showToast({ text: words.settingsFailed })
      void queryClient.invalidateQueries({ queryKey: accountKey })
    },
    onTrouble: () => showToast({ text: words.settingsWaiting }),
  }
  // Each answer brings the whole account; only the part that its request changed is sure to be the newest.
  const settings = createChangeQueue<Partial<Settings>, Account>({
    ...trouble,
    // `keepalive`: a page that is left takes its requests along otherwise.
    send: (body) => must(api.PATCH("/api/v1/me/settings", { body, keepalive: true })),
    onSaved(answer, change) {
      show((account) => ({ ...account, settings: answer.settings }))
      // Goal, day and motivation decide what Today shows.
      if (Object.keys(change).some((key) => key !== "theme" && key !== "shortcuts"))
        void queryClient.invalidateQueries({ queryKey: ["today"] })
    },
  })
  const place = createChangeQueue<Partial<Place>, Account>({
    ...trouble,
    send: (body) => must(api.PATCH("/api/v1/me/profile", { body, keepalive: true })),
    onSaved({ profile: { timeZone, locale } }) {
      show((account) => ({ ...account, profile: { ...account.profile, timeZone, locale } }))
      void queryClient.invalidateQueries({ queryKey: ["today"] })
    },
  })
  const withUnsaved = (account: Account): Account => ({
    ...account,
    settings: { ...account.settings, ...settings.unsaved() },
    profile: { ...account.profile, ...place.unsaved() },
  })
  addEventListener("pagehide", () => {
    settings.flush()
    place.flush()
  })
  sessionStatus.subscribe(() => {
    if (sessionStatus.get() !== "guest") return
    settings.drop()
    place.drop()
  })
  return {
    changeSettings(change) {
      settings.change(change)
      show((account) => account)
    },
    changePlace(change) {
      place.change(change)
      // The screen that shows the choice shows its effect.
      if (change.locale !== undefined) setLocale(change.locale)
      show((account) => account)
    },
    withUnsaved,
    saves: () => settings.answers() + place.answers(),
    settled: () => Promise.all([settings.settled(), place.settled()]),
  }
}

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { Outlet, useNavigate } from "@tanstack/react-router"
import { lazy, Suspense, useEffect, useState } from "react"
import { accountQuery } from "../features/accounts/index.ts"
import { FileInput } from "../features/library/index.ts"
import { setLocale } from "../lib/format.ts"
import { identityAsked } from "../lib/identity.ts"
import { followLiveEvents } from "../lib/live.ts"
import { owesSecondFactor } from "../lib/session.ts"
import { listenForShortcuts, setOwnKeys, useShortcuts } from "../lib/shortcuts.ts"
import { useStore } from "../lib/store.ts"
import { setTheme } from "../lib/theme.ts"
import { DropLayer } from "./drop-layer.tsx"
import { renewAll, renewFor } from "./live-updates.ts"
import { OfflineNotice } from "./offline-notice.tsx"
import { goToShortcuts, shortcuts } from "./shortcuts.ts"
import { words } from "./words.ts"

const ShortcutsDialog = lazy(() =>
  import("./shortcuts-dialog.tsx").then((module) => ({ default: module.ShortcutsDialog })),
)

const FactorGate = lazy(() =>
  import("../features/settings/index.ts").then((module) => ({ default: module.FactorGate })),
)

const ConfirmIdentity = lazy(() =>
  import("../features/settings/index.ts").then((module) => ({ default: module.ConfirmIdentity })),
)

/** Round every screen of a signed-in learner: live updates, shortcuts, dropped files, toasts; their theme and locale. */
export function MemberLayout() {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [isListShown, setListShown] = useState(false)
  const { data: account } = useQuery(accountQuery)
  const isFactorOwed = useStore(owesSecondFactor)
  const asked = useStore(identityAsked)

  useEffect(() => {
    if (!account) return
    setTheme(account.settings.theme)
    setOwnKeys(account.settings.shortcuts)
    setLocale(account.profile.locale)
  }, [account])

  useEffect(() => listenForShortcuts(), [])

  useEffect(() => {
    const stop = new AbortController()
    let isFirst = true
    void followLiveEvents({
      signal: stop.signal,
      onOpen() {
        if (!isFirst) renewAll(queryClient)
        isFirst = false
      },
      onEvent: (event) => renewFor(queryClient, event),
    })
    return () => stop.abort()
  }, [queryClient])

  useShortcuts(words.everywhere, [
    { ...shortcuts.list, run: () => setListShown(true) },
    ...goToShortcuts.map(({ to, ...shortcut }) => ({ ...shortcut, run: () => void navigate({ to }) })),
  ])

  return (
    <>
      <Outlet />
      <DropLayer />
      <FileInput />
      <OfflineNotice />
      {isFactorOwed && (
        <Suspense>
          <FactorGate />
        </Suspense>
      )}
      {asked && (
        <Suspense>
          <ConfirmIdentity onSettled={asked.settle} />
        </Suspense>
      )}
      {isListShown && (
        <Suspense>
          <ShortcutsDialog onClose={() => setListShown(false)} />
        </Suspense>
      )}
    </>
  )
}

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { Button } from "../../components/button.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { formatAgo } from "../../lib/format.ts"
import { AdminList } from "./admin-list.tsx"
import { ConfirmDialog } from "./confirm-dialog.tsx"
import type { Person, SignIn } from "./people-queries.ts"
import { peopleWords as words } from "./people-words.ts"

/** Where somebody is signed in, and what their sign-in asks for. */
export function PersonSignIns({ person, isMe }: { person: Person; isMe: boolean }) {
  const queryClient = useQueryClient()
  const params = { path: { id: person.id } }
  const renew = () => queryClient.invalidateQueries({ queryKey: ["admin"] })
  const signOutAll = useMutation({
    mutationFn: () => must(api.DELETE("/api/v1/admin/users/{id}/sign-ins", { params })),
    onSuccess: () => showToast({ text: words.signOutAllDone }),
    onSettled: renew,
  })
  const { hasApp, passkeys, recoveryCodes } = person.secondFactor
  const [isSwitchingOff, setSwitchingOff] = useState(false)
  return (
    <>
      <AdminList
        id="admin-person-sign-ins"
        title={words.signIns}
        say={words.signInsSay}
        items={person.signIns}
        query={{ error: signOutAll.error, refetch: () => signOutAll.mutate() }}
        empty={words.noSignIns}
      >
        {(signIn) => <SignInRow key={signIn.familyId} userId={person.id} signIn={signIn} onEnded={renew} />}
      </AdminList>
      {person.signIns.length > 1 && !person.isDemo && (
        <Button isBusy={signOutAll.isPending} onClick={() => signOutAll.mutate()}>
          {isMe ? words.signOutOthers : words.signOutAll}
        </Button>
      )}
      <section className="admin-part" aria-labelledby="admin-person-factor">
        <div className="sec-head">
          <h2 id="admin-person-factor">{words.secondFactor}</h2>
        </div>
        <div className="people-line">
          <p className="soft">
            {hasApp || passkeys > 0 ? words.factorOn(hasApp, passkeys, recoveryCodes) : words.factorOff}
          </p>
          {(hasApp || passkeys > 0) && <Button onClick={() => setSwitchingOff(true)}>{words.switchOff}</Button>}
        </div>
      </section>
      {isSwitchingOff && (
        <ConfirmDialog
          title={words.switchOffTitle(person.displayName)}
          say={words.switchOffSay}
          action={words.switchOff}
          done={words.switchedOff}
          act={() => must(api.DELETE("/api/v1/admin/users/{id}/second-factor", { params }))}
          onClose={() => setSwitchingOff(false)}
        />
      )}
    </>
  )
}

function SignInRow({ userId, signIn, onEnded }: { userId: string; signIn: SignIn; onEnded: () => Promise<void> }) {
  const { familyId } = signIn
  const device = words.device(signIn.device)
  const end = useMutation({
    mutationFn: () =>
      must(api.DELETE("/api/v1/admin/users/{id}/sign-ins/{familyId}", { params: { path: { id: userId, familyId } } })),
    onSuccess: () => showToast({ text: words.signedOut }),
    onSettled: onEnded,
  })
  return (
    <li className="people-line">
      <div className="admin-what">
        <p>{device}</p>
        <p className="small quiet">
          {[words.lastUsed(formatAgo(new Date(signIn.lastUsedAt))), signIn.ipAddress].filter(Boolean).join(", ")}
        </p>
        {end.error && <ErrorNotice error={end.error} />}
      </div>
      <Button
        variant="ghost"
        isBusy={end.isPending}
        aria-label={words.signOutLabel(device)}
        onClick={() => end.mutate()}
      >
        {words.signOut}
      </Button>
    </li>
  )
}

import { useState } from "react"
import { Button } from "../../components/button.tsx"
import { api, must } from "../../lib/api.ts"
import { ConfirmDialog } from "./confirm-dialog.tsx"
import { EraseDialog } from "./erase-dialog.tsx"
import { NewLinkDialog } from "./invite-dialog.tsx"
import type { Person } from "./people-queries.ts"
import { peopleWords as words } from "./people-words.ts"
import { RoleDialog } from "./role-dialog.tsx"
import { SuspendDialog } from "./suspend-dialog.tsx"

type Asked = "role" | "suspend" | "reinstate" | "close" | "reopen" | "erase" | "link"

/** What somebody may do, whether they may come in, and the ways to change both. One's own access is one's own settings' part. */
export function PersonAccess({ person, isMe }: { person: Person; isMe: boolean }) {
  const [asked, ask] = useState<Asked>()
  const close = () => ask(undefined)
  const { status, displayName: name } = person
  return (
    <>
      <section className="admin-part" aria-labelledby="admin-person-rights">
        <div className="sec-head">
          <h2 id="admin-person-rights">{words.rights}</h2>
          <span className="small quiet">{words.rightsSay}</span>
        </div>
        <div className="people-line">
          <div className="admin-what">
            <p>{words.roles[person.role]}</p>
            <p className="small quiet">{words.roleSay[person.role]}</p>
          </div>
          <Button onClick={() => ask("role")}>{words.changeRole}</Button>
        </div>
      </section>
      {!isMe && (
        <section className="admin-part" aria-labelledby="admin-person-access">
          <div className="sec-head">
            <h2 id="admin-person-access">{words.keepOut}</h2>
          </div>
          <Standing person={person} />
          <div className="people-do">
            {!person.hasPassword && status === "active" && <Button onClick={() => ask("link")}>{words.newLink}</Button>}
            {status === "active" && <Button onClick={() => ask("suspend")}>{words.suspend}</Button>}
            {status === "suspended" && <Button onClick={() => ask("reinstate")}>{words.reinstate}</Button>}
            {status === "active" && <Button onClick={() => ask("close")}>{words.close}</Button>}
            {status === "deleted" && <Button onClick={() => ask("reopen")}>{words.reopen}</Button>}
            <Button variant="danger" onClick={() => ask("erase")}>
              {words.erase}
            </Button>
          </div>
        </section>
      )}
      {asked === "role" && <RoleDialog person={person} isMe={isMe} onClose={close} />}
      {asked === "suspend" && <SuspendDialog person={person} onClose={close} />}
      {asked === "erase" && <EraseDialog person={person} onClose={close} />}
      {asked === "link" && <NewLinkDialog person={person} onClose={close} />}
      {(asked === "reinstate" || asked === "close" || asked === "reopen") && (
        <ConfirmDialog {...confirmations(name)[asked]} act={() => must(postTo[asked](person.id))} onClose={close} />
      )}
    </>
  )
}

const postTo = {
  reinstate: (id: string) => api.POST("/api/v1/admin/users/{id}/reinstate", { params: { path: { id } } }),
  close: (id: string) => api.POST("/api/v1/admin/users/{id}/close", { params: { path: { id } } }),
  reopen: (id: string) => api.POST("/api/v1/admin/users/{id}/reopen", { params: { path: { id } } }),
}

const confirmations = (name: string) => ({
  reinstate: {
    title: words.reinstateTitle(name),
    say: words.reinstateSay,
    action: words.reinstate,
    done: words.reinstateDone(name),
  },
  close: { title: words.closeTitle(name), say: words.closeSay, action: words.close, done: words.closeDone },
  reopen: { title: words.reopenTitle(name), say: words.reopenSay, action: words.reopen, done: words.reopenDone },
})

/** In words, whether they may come in and why not. */
function Standing({ person }: { person: Person }) {
  const { status, suspendedAt, suspensionReason, closedAt, erasedFrom, hasPassword } = person
  const lines = [
    ...(status === "suspended" ? [suspendedAt === null ? words.suspended : words.suspendedSince(suspendedAt)] : []),
    ...(suspensionReason === null ? [] : [words.reason(suspensionReason)]),
    ...(closedAt === null ? [] : [words.closedSince(closedAt, erasedFrom)]),
    ...(hasPassword ? [] : [words.noPassword]),
    ...(status === "active" && hasPassword ? [words.mayEnter] : []),
  ]
  return (
    <div className="admin-note soft">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  )
}

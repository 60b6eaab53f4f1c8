import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Copy } from "lucide-react"
import { Button, ButtonLink } from "../../components/button.tsx"
import { ConfirmDialog } from "../../components/confirm-dialog.tsx"
import { Dialog } from "../../components/dialog.tsx"
import { Input, Select } from "../../components/field.tsx"
import { FormDialog } from "../../components/form-dialog.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import type { components } from "../../lib/api-schema.d.ts"
import { language } from "../../lib/language.ts"
import { fieldMessage } from "../../lib/problem.ts"
import { textOf } from "../accounts/index.ts"
import type { Person, Role } from "./people-queries.ts"
import { peopleWords as words } from "./people-words.ts"

type Invitation = components["schemas"]["Invitation"]

/** Makes an account for somebody and shows the link with which they choose a password. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient()
  const invite = useMutation({
    mutationFn: (form: HTMLFormElement) =>
      must(
        api.POST("/api/v1/admin/users", {
          body: {
            displayName: textOf(form, "displayName"),
            email: textOf(form, "email"),
            role: textOf(form, "role") as Role,
            // Theirs is most likely the administrator's, and they can change it.
            timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
            locale: navigator.language,
            language,
          },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["admin", "people"] }),
  })
  if (invite.data)
    return (
      <LinkDialog name={textOf(invite.variables, "displayName")} invitation={invite.data} onClose={onClose} isNew />
    )
  const faultOf = (path: string) => fieldMessage(invite.error, path)
  return (
    <FormDialog
      title={words.invite}
      onClose={onClose}
      onSubmit={(form) => invite.mutate(form)}
      sending={invite}
      fields={["displayName", "email"]}
      submit={words.inviteMake}
    >
      <p className="soft">{words.inviteSay}</p>
      <Input
        label={words.inviteName}
        name="displayName"
        autoComplete="off"
        maxLength={100}
        error={faultOf("displayName")}
      />
      <Input
        label={words.inviteEmail}
        name="email"
        type="email"
        autoComplete="off"
        maxLength={254}
        error={faultOf("email")}
      />
      <Select label={words.inviteRole} name="role" defaultValue="student">
        {Object.entries(words.roles).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
    </FormDialog>
  )
}

/** Another link for somebody who has not chosen a password yet; the one before it ends. */
export function NewLinkDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const make = useMutation({
    mutationFn: () => must(api.POST("/api/v1/admin/users/{id}/invitation", { params: { path: { id: person.id } } })),
  })
  if (make.data) return <LinkDialog name={person.displayName} invitation={make.data} onClose={onClose} />
  return (
    <ConfirmDialog title={words.newLink} say={words.newLinkSay} action={words.newLink} doing={make} onClose={onClose} />
  )
}

function LinkDialog({
  name,
  invitation,
  isNew = false,
  onClose,
}: {
  name: string
  invitation: Invitation
  isNew?: boolean
  onClose: () => void
}) {
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.inviteDone(name)}
      actions={
        <>
          {isNew && (
            <ButtonLink to="/admin/people/$id" params={{ id: invitation.userId }} onClick={onClose}>
              {words.toPerson}
            </ButtonLink>
          )}
          <Button onClick={onClose}>{words.done}</Button>
          <Button
            variant="primary"
            icon={Copy}
            data-autofocus
            onClick={() => {
              void navigator.clipboard.writeText(invitation.link).then(() => showToast({ text: words.copied }))
            }}
          >
            {words.copy}
          </Button>
        </>
      }
    >
      <p className="soft people-before">{words.inviteSay}</p>
      <Input
        label={words.inviteLink}
        className="people-secret"
        readOnly
        value={invitation.link}
        hint={words.inviteUntil(invitation.expiresAt)}
        onFocus={(event) => event.target.select()}
      />
    </Dialog>
  )
}

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { Button } from "../../components/button.tsx"
import { Dialog } from "../../components/dialog.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { Input, Switch } from "../../components/field.tsx"
import { focusFirstInvalid } from "../../components/focus-first-invalid.ts"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { Problem } from "../../lib/problem.ts"
import { type Policy, retentionQuery } from "./admin-queries.ts"
import { words } from "./words.ts"

const formId = "policy-form"

/** How long one kind of data is kept. */
export function PolicyDialog({ policy, onClose }: { policy: Policy; onClose: () => void }) {
  const queryClient = useQueryClient()
  const name = words.policy[policy.name] ?? policy.name
  const [isEnabled, setEnabled] = useState(policy.isEnabled)
  const [keepDays, setKeepDays] = useState(String(policy.keepDays))
  const [isKeptForGood, setKeptForGood] = useState(policy.archiveKeepDays === null)
  const [archiveDays, setArchiveDays] = useState(String(policy.archiveKeepDays ?? policy.keepDays))
  const [isTried, setTried] = useState(false)
  const isArchive = policy.action === "archive"
  const save = useMutation({
    mutationFn: () =>
      must(
        api.PATCH("/api/v1/admin/retention/{name}", {
          params: { path: { name: policy.name } },
          body: {
            isEnabled,
            keepDays: Number(keepDays),
            ...(isArchive ? { archiveKeepDays: isKeptForGood ? null : Number(archiveDays) } : {}),
          },
        }),
      ),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: retentionQuery.queryKey })
      showToast({ text: words.dialog.saved(name) })
      onClose()
    },
    onError: () => focusFirstInvalid(document.forms.namedItem(formId)),
  })
  const refused = (path: string) =>
    save.error instanceof Problem ? save.error.fields.find((field) => field.path === path)?.message : undefined
  const faultOf = (text: string, path: string) =>
    isTried && !/^\d{1,5}$/.test(text.trim()) ? words.dialog.whole : refused(path)
  const keepFault = faultOf(keepDays, "keepDays")
  const archiveFault = isArchive && !isKeptForGood ? faultOf(archiveDays, "archiveKeepDays") : undefined

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const isWhole = [keepDays, ...(isArchive && !isKeptForGood ? [archiveDays] : [])].every((text) =>
      /^\d{1,5}$/.test(text.trim()),
    )
    if (isWhole) save.mutate()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={name}
      actions={
        <>
          <Button onClick={onClose}>{words.dialog.cancel}</Button>
          <Button variant="primary" type="submit" form={formId} isBusy={save.isPending}>
            {words.dialog.save}
          </Button>
        </>
      }
    >
      <form id={formId} className="admin-form" onSubmit={submit} noValidate>
        <p className="soft">{policy.description}</p>
        <Switch label={words.dialog.isOn} isOn={isEnabled} onSwitch={setEnabled} />
        <Input
          label={words.dialog.keepDays}
          hint={words.dialog.keepDaysHint(policy.leastKeepDays, policy.defaultKeepDays)}
          error={keepFault}
          inputMode="numeric"
          value={keepDays}
          onChange={(event) => setKeepDays(event.target.value)}
        />
        {isArchive && (
          <>
            <Switch label={words.dialog.keepArchives} isOn={isKeptForGood} onSwitch={setKeptForGood} />
            {!isKeptForGood && (
              <Input
                label={words.dialog.archiveDays}
                hint={words.dialog.archiveDaysHint}
                error={archiveFault}
                inputMode="numeric"
                value={archiveDays}
                onChange={(event) => setArchiveDays(event.target.value)}
              />
            )}
          </>
        )}
        {save.error && keepFault === undefined && archiveFault === undefined && <ErrorNotice error={save.error} />}
      </form>
    </Dialog>
  )
}

import { useMutation } from "@tanstack/react-query"
import { type FormEvent, useId, useState } from "react"
import { Button } from "../../components/button.tsx"
import { Dialog } from "../../components/dialog.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { focusFirstInvalid } from "../../components/focus-first-invalid.ts"
import { Segmented } from "../../components/segmented.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { fieldMessage, Problem } from "../../lib/problem.ts"
import { endSession } from "../../lib/session.ts"
import { PasswordInput, textOf } from "../accounts/index.ts"
import { accountDataWords as words } from "./account-data-words.ts"

/** Taking one's data along, and leaving. */
export function AccountData() {
  const [isLeaving, setLeaving] = useState(false)
  const exported = useMutation({
    mutationFn: () => must(api.POST("/api/v1/me/export")),
    onSuccess: ({ url }) => {
      // The reply is a file to be kept, so the page stays where it is.
      window.location.assign(url)
      showToast({ text: words.exportStarted })
    },
  })
  return (
    <>
      <p className="soft">{words.exportSay}</p>
      {exported.error && <ErrorNotice error={exported.error} />}
      <Button isBusy={exported.isPending} onClick={() => exported.mutate()}>
        {words.exportData}
      </Button>
      <p className="soft">{words.deleteSay}</p>
      <Button onClick={() => setLeaving(true)}>{words.deleteAccount}</Button>
      {isLeaving && <DeleteDialog onClose={() => setLeaving(false)} />}
    </>
  )
}

type When = "later" | "now"

function DeleteDialog({ onClose }: { onClose: () => void }) {
  const formId = useId()
  const [when, setWhen] = useState<When>("later")
  const leave = useMutation({
    async mutationFn(form: HTMLFormElement) {
      const body = { password: textOf(form, "password") }
      if (when === "now") return must(api.POST("/api/v1/me/erase", { body }))
      await must(api.POST("/api/v1/me/close", { body }))
      return null
    },
    onSuccess: (report) => {
      const gone = report?.tables.filter(({ action }) => action === "deleted") ?? []
      if (report)
        showToast({
          text: words.erased(
            gone.reduce((sum, { rows }) => sum + rows, 0),
            report.files,
          ),
        })
      endSession()
    },
    onError: (_error, form) => focusFirstInvalid(form),
  })
  const isOther = leave.error && !(leave.error instanceof Problem && leave.error.fields.length > 0)
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.dialogTitle}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button variant={when === "now" ? "danger" : "primary"} type="submit" form={formId} isBusy={leave.isPending}>
            {when === "now" ? words.erase : words.close}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="settings-form"
        noValidate
        onSubmit={(event: FormEvent<HTMLFormElement>) => {
          event.preventDefault()
          leave.mutate(event.currentTarget)
        }}
      >
        <Segmented<When>
          legend={words.when}
          isLegendShown
          value={when}
          options={[
            { value: "later", label: words.later },
            { value: "now", label: words.now },
          ]}
          onChoose={setWhen}
        />
        <p className="soft" aria-live="polite">
          {when === "now" ? words.nowSay : words.laterSay}
        </p>
        <p className="small quiet">{words.kept}</p>
        {isOther && <ErrorNotice error={leave.error} />}
        <PasswordInput
          label={words.password}
          name="password"
          autoComplete="current-password"
          error={fieldMessage(leave.error, "password")}
        />
      </form>
    </Dialog>
  )
}

import { queryOptions, useMutation, useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { Button } from "../../components/button.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { FormDialog } from "../../components/form-dialog.tsx"
import { Segmented } from "../../components/segmented.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { formatDate } from "../../lib/format.ts"
import { fieldMessage } from "../../lib/problem.ts"
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

/** How long a closed account can be brought back here: administrators change it. */
const keepDaysQuery = queryOptions({
  queryKey: ["account", "keep-days"],
  queryFn: ({ signal }) => must(api.GET("/api/v1/me/close", { signal })),
})

const dayIn = (days: number) =>
  formatDate(new Date(Date.now() + days * 86_400_000), { day: "numeric", month: "long", year: "numeric" })

type When = "later" | "now"

function DeleteDialog({ onClose }: { onClose: () => void }) {
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
      else if (keepDays !== undefined) showToast({ text: words.closed(dayIn(keepDays)) })
      endSession()
    },
  })
  // Once the account is gone nobody may ask.
  const keepDays = useQuery({ ...keepDaysQuery, enabled: leave.isIdle || leave.isError }).data?.keepDays
  return (
    <FormDialog
      title={words.dialogTitle}
      onClose={onClose}
      onSubmit={(form) => leave.mutate(form)}
      sending={leave}
      fields={["password"]}
      submit={when === "now" ? words.erase : words.close}
      isDangerous={when === "now"}
    >
      <Segmented<When>
        legend={words.when}
        isLegendShown
        value={when}
        options={[
          { value: "later", label: words.later(keepDays) },
          { value: "now", label: words.now },
        ]}
        onChoose={setWhen}
      />
      <p className="soft" aria-live="polite">
        {when === "now" ? words.nowSay : words.laterSay}
      </p>
      <p className="small quiet">{words.kept}</p>
      <PasswordInput
        label={words.password}
        name="password"
        autoComplete="current-password"
        error={fieldMessage(leave.error, "password")}
      />
    </FormDialog>
  )
}

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { Input, Switch } from "../../components/field.tsx"
import { FormDialog } from "../../components/form-dialog.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { fieldMessage } from "../../lib/problem.ts"
import { type Policy, retentionQuery } from "./admin-queries.ts"
import { words } from "./words.ts"

const isWhole = (text: string): boolean => /^\d{1,5}$/.test(text.trim())

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
  })
  const asksArchiveDays = isArchive && !isKeptForGood
  const faultOf = (text: string, path: string) =>
    isTried && !isWhole(text) ? words.dialog.whole : fieldMessage(save.error, path)
  return (
    <FormDialog
      title={name}
      onClose={onClose}
      onSubmit={() => {
        setTried(true)
        if (isWhole(keepDays) && (!asksArchiveDays || isWhole(archiveDays))) save.mutate()
      }}
      sending={save}
      fields={asksArchiveDays ? ["keepDays", "archiveKeepDays"] : ["keepDays"]}
      submit={words.dialog.save}
    >
      <p className="soft">{policy.description}</p>
      <Switch label={words.dialog.isOn} isOn={isEnabled} onSwitch={setEnabled} />
      <Input
        label={words.dialog.keepDays}
        hint={words.dialog.keepDaysHint(policy.leastKeepDays, policy.defaultKeepDays)}
        error={faultOf(keepDays, "keepDays")}
        inputMode="numeric"
        value={keepDays}
        onChange={(event) => setKeepDays(event.target.value)}
      />
      {isArchive && (
        <>
          <Switch label={words.dialog.keepArchives} isOn={isKeptForGood} onSwitch={setKeptForGood} />
          {asksArchiveDays && (
            <Input
              label={words.dialog.archiveDays}
              hint={words.dialog.archiveDaysHint}
              error={faultOf(archiveDays, "archiveKeepDays")}
              inputMode="numeric"
              value={archiveDays}
              onChange={(event) => setArchiveDays(event.target.value)}
            />
          )}
        </>
      )}
    </FormDialog>
  )
}

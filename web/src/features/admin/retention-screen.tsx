import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { Button } from "../../components/button.tsx"
import { Tag } from "../../components/chip.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { formatAgo } from "../../lib/format.ts"
import { AdminFrame } from "./admin-frame.tsx"
import { AdminList } from "./admin-list.tsx"
import { type Policy, retentionQuery } from "./admin-queries.ts"
import { PolicyDialog } from "./policy-dialog.tsx"
import { words } from "./words.ts"

export function RetentionScreen() {
  return (
    <AdminFrame>
      <RetentionContent />
    </AdminFrame>
  )
}

function RetentionContent() {
  const policies = useQuery(retentionQuery)
  const [edited, setEdited] = useState<Policy>()
  return (
    <>
      <AdminList
        id="admin-retention"
        title={words.places.retention}
        say={words.retentionSay}
        items={policies.data?.items}
        query={policies}
      >
        {(policy) => <PolicyRow key={policy.name} policy={policy} onEdit={() => setEdited(policy)} />}
      </AdminList>
      {edited && <PolicyDialog policy={edited} onClose={() => setEdited(undefined)} />}
    </>
  )
}

function PolicyRow({ policy, onEdit }: { policy: Policy; onEdit: () => void }) {
  const queryClient = useQueryClient()
  const name = words.policy[policy.name] ?? policy.name
  const params = { path: { name: policy.name } }
  const renew = () => queryClient.invalidateQueries({ queryKey: retentionQuery.queryKey })
  const dryRun = useMutation({
    mutationFn: () => must(api.POST("/api/v1/admin/retention/{name}/dry-run", { params })),
    onSuccess: (run) => {
      const count = run.rowCount
      showToast({
        text: policy.action === "archive" ? words.wouldGoMonths(count, run.partitions.length) : words.wouldGo(count),
      })
    },
    onSettled: renew,
  })
  const apply = useMutation({
    mutationFn: () => must(api.POST("/api/v1/admin/retention/{name}/run", { params })),
    onSuccess: () => {
      showToast({ text: words.started(name) })
      setTimeout(() => void renew(), 2500)
    },
  })
  const error = dryRun.error ?? apply.error
  return (
    <li className="admin-row">
      <div className="admin-what">
        <p className="strong">{name}</p>
        <p className="small soft">{policy.description}</p>
        <p className="small quiet">
          {words.kept[policy.action](policy.keepDays)}
          {policy.action === "archive" && `, ${words.archiveKept(policy.archiveKeepDays)}`}.
          {policy.keepDays !== policy.defaultKeepDays && ` ${words.changed(policy.defaultKeepDays)}`}
        </p>
        {error && <ErrorNotice error={error} />}
      </div>
      <div className="admin-state small quiet">
        {!policy.isEnabled && <Tag>{words.off}</Tag>}
        <LastRun run={policy.lastRun} />
      </div>
      <div className="admin-actions">
        <Button
          variant="ghost"
          isBusy={dryRun.isPending}
          aria-label={words.dryRunLabel(name)}
          onClick={() => dryRun.mutate()}
        >
          {words.dryRun}
        </Button>
        <Button
          variant="ghost"
          isBusy={apply.isPending}
          aria-label={words.applyLabel(name)}
          onClick={() => apply.mutate()}
        >
          {words.applyNow}
        </Button>
        <Button aria-label={words.changeLabel(name)} onClick={onEdit}>
          {words.change}
        </Button>
      </div>
    </li>
  )
}

function LastRun({ run }: { run: Policy["lastRun"] }) {
  if (run === null) return <p>{words.never}</p>
  const ago = formatAgo(new Date(run.startedAt))
  if (run.error === null) return <p>{words.lastRun(ago, run.rowCount)}</p>
  return (
    <p className="admin-error">
      {words.lastFailed(ago)}: {run.error}
    </p>
  )
}

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { Button } from "../../components/button.tsx"
import { ConfirmDialog } from "../../components/confirm-dialog.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { formatAgo, formatNumber } from "../../lib/format.ts"
import { AdminFrame } from "./admin-frame.tsx"
import { AdminList } from "./admin-list.tsx"
import "./people.css"
import { jobWords as words } from "./job-words.ts"
import { type FailedJob, failedJobsQuery, jobsQuery } from "./people-queries.ts"

export function JobsScreen() {
  return (
    <AdminFrame>
      <Kinds />
      <Failed />
    </AdminFrame>
  )
}

const nameOf = (name: string) => words.names[name] ?? name
const jobsKey = ["admin", "jobs"]

/** What waits, runs and has failed, by kind; the failed ones of a kind are settled together. */
function Kinds() {
  const queryClient = useQueryClient()
  const { data, error, refetch } = useQuery(jobsQuery)
  const [discarded, setDiscarded] = useState<string>()
  const retry = useMutation({
    mutationFn: (name: string) => must(api.POST("/api/v1/admin/jobs/failed/retry", { body: { name } })),
    onSuccess: ({ count }) => showToast({ text: words.retriedAll(count) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: jobsKey }),
  })
  const shown = data?.items.filter(({ waiting, active, failed }) => waiting + active + failed > 0)
  return (
    <>
      <AdminList
        id="admin-jobs"
        title={words.queues}
        say={words.queuesSay}
        items={shown}
        query={{ error: error ?? retry.error, refetch }}
        empty={words.nothing}
      >
        {({ name, waiting, active, failed }) => (
          <li key={name} className="admin-row">
            <div className="admin-what">
              <p className="strong">{nameOf(name)}</p>
              <p className="small quiet">{name}</p>
            </div>
            <p className="small soft">
              {[
                waiting > 0 && words.waiting(formatNumber(waiting)),
                active > 0 && words.active(formatNumber(active)),
                failed > 0 && words.failedCount(formatNumber(failed)),
              ]
                .filter(Boolean)
                .join(", ")}
            </p>
            {failed > 0 && (
              <div className="admin-actions">
                <Button
                  variant="ghost"
                  aria-label={words.retryAllLabel(nameOf(name))}
                  isBusy={retry.isPending && retry.variables === name}
                  onClick={() => retry.mutate(name)}
                >
                  {words.retryAll}
                </Button>
                <Button
                  variant="ghost"
                  aria-label={words.discardAllLabel(nameOf(name))}
                  onClick={() => setDiscarded(name)}
                >
                  {words.discardAll}
                </Button>
              </div>
            )}
          </li>
        )}
      </AdminList>
      {discarded !== undefined && <DiscardDialog name={discarded} onClose={() => setDiscarded(undefined)} />}
    </>
  )
}

function DiscardDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const queryClient = useQueryClient()
  const discard = useMutation({
    mutationFn: () => must(api.POST("/api/v1/admin/jobs/failed/discard", { body: { name } })),
    onSuccess: async ({ count }) => {
      await queryClient.invalidateQueries({ queryKey: jobsKey })
      showToast({ text: words.discardedAll(count) })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={words.discardTitle(nameOf(name))}
      say={name === "library.process-material" ? words.discardMaterialsSay : words.discardSay}
      action={words.discardAll}
      isDangerous
      doing={discard}
      onClose={onClose}
    />
  )
}

function Failed() {
  const failed = useInfiniteQuery(failedJobsQuery)
  return (
    <AdminList
      id="admin-failed-jobs"
      title={words.failed}
      say={words.failedSay}
      items={failed.data?.pages.flatMap(({ items }) => items)}
      query={failed}
      empty={{ title: words.none, say: words.noneSay }}
    >
      {(job) => <FailedRow key={job.id} job={job} />}
    </AdminList>
  )
}

function FailedRow({ job }: { job: FailedJob }) {
  const queryClient = useQueryClient()
  const name = nameOf(job.name)
  const ago = formatAgo(new Date(job.failedAt))
  const params = { path: { id: job.id } }
  const settled = (text: string) => ({
    onSuccess: () => showToast({ text }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: jobsKey }),
  })
  const retry = useMutation({
    mutationFn: () => must(api.POST("/api/v1/admin/jobs/failed/{id}/retry", { params })),
    ...settled(words.retried),
  })
  const discard = useMutation({
    mutationFn: () => must(api.POST("/api/v1/admin/jobs/failed/{id}/discard", { params })),
    ...settled(words.discarded),
  })
  const error = retry.error ?? discard.error
  const whose = job.userId === null ? words.forNobody : job.userName === null ? words.forGone : words.for(job.userName)
  const refersTo = Object.entries(job.refersTo).map(([key, value]) => `${key} ${value}`)
  return (
    <li className="admin-row">
      <div className="admin-what">
        <p>
          <span className="strong">{name}</span> <span className="soft">{whose}</span>
        </p>
        <p className="small admin-error">{job.error ?? words.unknownReason}</p>
        {refersTo.length > 0 && <p className="small quiet people-mail">{refersTo.join(" · ")}</p>}
        {error && <ErrorNotice error={error} />}
      </div>
      <p className="small quiet">{words.facts(job.attempts, ago)}</p>
      <div className="admin-actions">
        <Button
          variant="ghost"
          aria-label={words.retryLabel(name, ago)}
          isBusy={retry.isPending}
          onClick={() => retry.mutate()}
        >
          {words.retry}
        </Button>
        <Button
          variant="ghost"
          aria-label={words.discardLabel(name, ago)}
          isBusy={discard.isPending}
          onClick={() => discard.mutate()}
        >
          {words.discard}
        </Button>
      </div>
    </li>
  )
}

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { CircleAlert, CircleCheck } from "lucide-react"
import { Button } from "../../components/button.tsx"
import { Tag } from "../../components/chip.tsx"
import { Empty } from "../../components/empty.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { formatAgo, formatDuration } from "../../lib/format.ts"
import { AdminFrame } from "./admin-frame.tsx"
import { type BackupRun, type Backups, backupsQuery } from "./backup-queries.ts"
import { backupWords } from "./backup-words.ts"
import { words } from "./words.ts"

export function BackupsScreen() {
  return (
    <AdminFrame>
      <BackupsContent />
    </AdminFrame>
  )
}

function BackupsContent() {
  const { data, error, refetch } = useQuery(backupsQuery)
  if (error && !data) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data)
    return (
      <SkeletonScreen label={words.loading}>
        <SkeletonLines widths={["30%", "80%", "70%", "75%"]} />
      </SkeletonScreen>
    )
  return (
    <>
      <Standing backups={data} />
      {data.items.length === 0 ? (
        <Empty title={backupWords.none}>{backupWords.noneSay}</Empty>
      ) : (
        <section className="admin-part" aria-labelledby="admin-backup-runs">
          <div className="sec-head">
            <h2 id="admin-backup-runs">{backupWords.list}</h2>
          </div>
          <ul className="list">
            {data.items.map((run) => (
              <RunRow key={run.id} run={run} place={data.place} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** When everything could last be put back, and the two things to do about it. */
function Standing({ backups }: { backups: Backups }) {
  const queryClient = useQueryClient()
  const start = useMutation({
    mutationFn: (kind: BackupRun["kind"]) => must(api.POST("/api/v1/admin/backups", { body: { kind } })),
    onSuccess: (_started, kind) => {
      showToast({ text: backupWords.started[kind] })
      // A worker takes it within a second or two.
      setTimeout(() => void queryClient.invalidateQueries({ queryKey: backupsQuery.queryKey }), 1500)
    },
  })
  const { lastBackupAt, lastBackupPlace, lastBackupHereAt, lastDrillAt, isScheduled, place } = backups
  const isElsewhere = lastBackupAt !== null && lastBackupPlace !== place
  return (
    <section className="admin-part" aria-labelledby="admin-backups">
      <div className="sec-head">
        <h2 id="admin-backups">{backupWords.title}</h2>
        <span className="small quiet">{backupWords.say(isScheduled)}</span>
      </div>
      <div className="admin-row">
        <div className="admin-what">
          <p className={lastBackupAt === null ? "admin-error" : "strong"}>
            {lastBackupAt === null ? backupWords.noneGood : backupWords.lastGood(formatAgo(new Date(lastBackupAt)))}
          </p>
          <p className="small quiet">{backupWords.place(isElsewhere && lastBackupPlace ? lastBackupPlace : place)}</p>
          {isElsewhere && (
            <p className="small soft">
              {backupWords.elsewhere(place, lastBackupHereAt && formatAgo(new Date(lastBackupHereAt)))}
            </p>
          )}
          <p className="small soft">
            {lastDrillAt === null ? backupWords.noDrill : backupWords.lastDrill(formatAgo(new Date(lastDrillAt)))}
          </p>
          <p className="small quiet">{backupWords.drillSay}</p>
          {start.error && <ErrorNotice error={start.error} />}
        </div>
        <div className="admin-actions">
          <Button isBusy={start.isPending} onClick={() => start.mutate("backup")}>
            {backupWords.backUp}
          </Button>
          <Button isBusy={start.isPending} onClick={() => start.mutate("drill")} disabled={lastBackupHereAt === null}>
            {backupWords.drill}
          </Button>
        </div>
      </div>
    </section>
  )
}

/** `place`: where backups go now. */
function RunRow({ run, place }: { run: BackupRun; place: string }) {
  const facts = backupWords.facts(run.rowCount, run.fileCount, run.sizeBytes)
  return (
    <li className="admin-row">
      <div className="admin-what">
        <p className="strong">{backupWords.kind[run.kind]}</p>
        <p className="small soft">
          {run.name ?? backupWords.cause[run.cause]}
          {facts !== "" && `, ${facts}`}
          {run.place !== null && run.place !== place && `, ${backupWords.in(run.place)}`}
          {run.removed.length > 0 && `, ${backupWords.removed(run.removed.length)}`}
        </p>
        {run.error !== null && <p className="small admin-error">{run.error}</p>}
      </div>
      <State run={run} />
    </li>
  )
}

function State({ run }: { run: BackupRun }) {
  const started = new Date(run.startedAt)
  if (run.finishedAt === null)
    return (
      <div className="admin-state small">
        <p>{words.running}</p>
        {run.progress !== null && <p className="quiet">{run.progress}</p>}
      </div>
    )
  const took = formatDuration(Date.parse(run.finishedAt) - started.getTime())
  return (
    <div className="admin-state">
      <p>
        {run.status === "succeeded" ? (
          <Tag tone="correct" icon={CircleCheck}>
            {words.done}
          </Tag>
        ) : (
          <Tag tone="wrong" icon={CircleAlert}>
            {words.failed}
          </Tag>
        )}
      </p>
      <p className="small quiet">{words.ran(formatAgo(started), took)}</p>
    </div>
  )
}

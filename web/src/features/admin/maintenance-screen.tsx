import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { CircleAlert, CircleCheck } from "lucide-react"
import { Button } from "../../components/button.tsx"
import { Tag } from "../../components/chip.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { formatAgo, formatBytes, formatDate, formatDuration, formatNumber } from "../../lib/format.ts"
import { AdminFrame } from "./admin-frame.tsx"
import { isRunning, type Maintenance, maintenanceQuery, type Task } from "./admin-queries.ts"
import { outcomeWords } from "./outcome-words.ts"
import { scheduleWords } from "./schedule-words.ts"
import { words } from "./words.ts"

export function MaintenanceScreen() {
  return (
    <AdminFrame>
      <MaintenanceContent />
    </AdminFrame>
  )
}

function MaintenanceContent() {
  const { data, error, refetch } = useQuery(maintenanceQuery)
  return (
    <>
      {data ? (
        <>
          <section className="admin-part" aria-labelledby="admin-tasks">
            <div className="sec-head">
              <h2 id="admin-tasks">{words.tasks}</h2>
              <span className="small quiet">{words.tasksSay}</span>
            </div>
            <ul className="list">
              {data.tasks.map((task) => (
                <TaskRow key={task.name} task={task} />
              ))}
            </ul>
          </section>
          <Months partitions={data.partitions} />
        </>
      ) : error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonScreen label={words.loading}>
          <SkeletonLines widths={["30%", "80%", "70%", "75%"]} />
        </SkeletonScreen>
      )}
    </>
  )
}

function TaskRow({ task }: { task: Task }) {
  const queryClient = useQueryClient()
  const name = words.task[task.name] ?? task.name
  const start = useMutation({
    mutationFn: () => must(api.POST("/api/v1/admin/maintenance/{task}/run", { params: { path: { task: task.name } } })),
    onSuccess: () => {
      showToast({ text: words.started(name) })
      // A worker takes it within a second or two.
      setTimeout(() => void queryClient.invalidateQueries({ queryKey: maintenanceQuery.queryKey }), 1500)
    },
  })
  return (
    <li className="admin-row">
      <div className="admin-what">
        <p className="strong">{name}</p>
        <p className="small soft">
          {task.description} <span className="quiet nowrap">{scheduleWords(task.cron)}.</span>
        </p>
        {start.error && <ErrorNotice error={start.error} />}
      </div>
      <LastRun run={task.lastRun} />
      <Button isBusy={start.isPending} aria-label={words.runLabel(name)} onClick={() => start.mutate()}>
        {words.run}
      </Button>
    </li>
  )
}

function LastRun({ run }: { run: Task["lastRun"] }) {
  if (run === null) return <p className="admin-state small quiet">{words.never}</p>
  const started = new Date(run.startedAt)
  if (run.finishedAt === null)
    return <p className="admin-state small">{isRunning(run) ? words.running : words.cutOff}</p>
  const ms = Date.parse(run.finishedAt) - started.getTime()
  const took = ms < 1000 ? words.underASecond : formatDuration(ms)
  return (
    <div className="admin-state">
      <p>
        {run.error === null ? (
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
      {run.error === null && <p className="small quiet">{words.came(outcomeWords(run.result))}</p>}
      {run.error !== null && <p className="small admin-error">{run.error}</p>}
    </div>
  )
}

const monthOf = (at: string | null) =>
  at === null ? words.none : formatDate(new Date(at), { month: "short", year: "numeric", timeZone: "UTC" })

function Months({ partitions }: { partitions: Maintenance["partitions"] }) {
  return (
    <section className="admin-part" aria-labelledby="admin-months">
      <div className="sec-head">
        <h2 id="admin-months">{words.months}</h2>
      </div>
      {partitions.isReady ? (
        <p className="small soft admin-note">{words.isReady}</p>
      ) : (
        <p className="admin-note admin-error" role="alert">
          {words.isNotReady}
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled must be reachable by keyboard. */}
      <section className="admin-scroll" tabIndex={0} aria-label={words.monthsTable}>
        <table className="admin-table">
          <thead>
            <tr>
              <th scope="col">{words.table}</th>
              <th scope="col" className="admin-n">
                {words.inDatabase}
              </th>
              <th scope="col">{words.since}</th>
              <th scope="col">{words.until}</th>
              <th scope="col" className="admin-n">
                {words.size}
              </th>
            </tr>
          </thead>
          <tbody>
            {partitions.tables.map(({ table, months, oldest, coveredUntil, sizeBytes }) => (
              <tr key={table}>
                <th scope="row">{words.logs[table] ?? table}</th>
                <td className="admin-n">{formatNumber(months)}</td>
                <td>{monthOf(oldest)}</td>
                <td>{monthOf(coveredUntil)}</td>
                <td className="admin-n">{formatBytes(sizeBytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}

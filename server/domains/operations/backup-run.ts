/** A backup, or a drill: the newest backup restored into a database made for it. */
export type BackupKind = "backup" | "drill"

/** Who began it: the time of day, an administrator in the page, or `studyin` on the machine. */
export type BackupCause = "schedule" | "administrator" | "command"

export interface BackupRun {
  id: string
  kind: BackupKind
  cause: BackupCause
  startedAt: Date
  finishedAt: Date | null
  status: "running" | "succeeded" | "failed"
  /** What it is at, for people, while it runs. */
  progress: string | null
  /** The folder or bucket. */
  place: string | null
  name: string | null
  sizeBytes: number | null
  rowCount: number | null
  fileCount: number | null
  /** Tells which key opens it. */
  keyId: string | null
  /** Older backups that rotation removed. */
  removed: string[]
  error: string | null
}

/** When a kind was last begun, and when the last good one was: of backups, the last that lies in the place they go to. */
export interface LastRuns {
  begun: Date | null
  good: Date | null
}

export interface LastBackups extends LastRuns {
  /** The last good one, wherever it lies: somebody put it elsewhere, or they went elsewhere then. */
  anywhere: { at: Date; place: string | null } | null
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** After a failure it is not tried again sooner. */
const PAUSE_MS = HOUR_MS

/** Whether the daily backup is to be made now: none of this day's hour (UTC) or later has succeeded. What was missed is made up. */
export function isBackupDue({ begun, good }: LastRuns, now: Date, hour: number): boolean {
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS + hour * HOUR_MS
  const due = today <= now.getTime() ? today : today - DAY_MS
  return (good === null || good.getTime() < due) && mayTryAgain(begun, now)
}

/** Whether a drill is to be made now. `everyDays` 0: never. Without a backup there is nothing to restore. */
export function isDrillDue(drills: LastRuns, backups: LastRuns, now: Date, everyDays: number): boolean {
  if (everyDays === 0 || backups.good === null) return false
  const isOld = drills.good === null || now.getTime() - drills.good.getTime() >= everyDays * DAY_MS
  return isOld && mayTryAgain(drills.begun, now)
}

function mayTryAgain(begun: Date | null, now: Date): boolean {
  return begun === null || now.getTime() - begun.getTime() >= PAUSE_MS
}

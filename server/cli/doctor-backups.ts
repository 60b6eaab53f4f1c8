import { z } from "zod"
import { type BackupStatus, readBackupStatus } from "../domains/operations/index.ts"
import { openBackups, openFiles } from "../main.ts"
import { checkBackupPlace } from "../platform/backup/index.ts"
import type { Config } from "../platform/config.ts"
import type { DataFolderLockedError, OpenDatabase } from "../platform/database/index.ts"
import { systemClock } from "../shared/clock.ts"
import { type Finding, sentence } from "./doctor-machine.ts"
import { askServer } from "./operator.ts"

const HOUR_MS = 3_600_000

/** When everything could last be put back, and when that was last tried. */
export async function checkBackups(config: Config, db: OpenDatabase): Promise<Finding> {
  const backups = openBackups(config, { db, files: await openFiles(config), clock: systemClock })
  return withPlace(judgeBackups(await readBackupStatus({ db, backups, config }), config, new Date()), config)
}

/** What was said of the backups, unless the place they go to or the key they are read with cannot be had. */
export async function withPlace(finding: Finding, config: Config): Promise<Finding> {
  try {
    await checkBackupPlace(config)
    return finding
  } catch (error) {
    return {
      name: "backups",
      status: "fail",
      detail: sentence(error),
      advice:
        "Correct BACKUP_TO and the S3_* keys, or put the key back at BACKUP_KEY_FILE from the copy you keep elsewhere.",
    }
  }
}

/** The same, from the server that has the embedded database. */
export async function askAboutBackups(config: Config, locked: DataFolderLockedError): Promise<Finding> {
  const answer = z.object({
    place: z.string(),
    isScheduled: z.boolean(),
    lastBackupAt: z.coerce.date().nullable(),
    lastBackupPlace: z.string().nullable(),
    lastBackupHereAt: z.coerce.date().nullable(),
    lastDrillAt: z.coerce.date().nullable(),
  })
  try {
    const status = await askServer(config, locked, answer, "/operator/backups")
    return withPlace(judgeBackups(status, config, new Date()), config)
  } catch (error) {
    return { name: "backups", status: "warn", detail: sentence(error), advice: "Stop it and run this again." }
  }
}

/** Exported for its tests. */
export function judgeBackups(status: BackupStatus, config: Pick<Config, "backup">, now: Date): Finding {
  const { lastBackupAt, lastBackupPlace, lastBackupHereAt, lastDrillAt, isScheduled, place } = status
  const { maxAgeHours, drillDays } = config.backup
  const makeOne = isScheduled
    ? "The server makes one within the hour; `studyin backup` makes one now."
    : "Set BACKUP_TO to have one made every day, or make one now: `studyin backup`."
  if (lastBackupAt === null)
    return { name: "backups", status: "warn", detail: "none has been made yet", advice: makeOne }
  const drill = lastDrillAt === null ? "never restored for a drill" : `last drill ${dayOf(lastDrillAt)}`
  const here = lastBackupHereAt === null ? "none yet" : `the last one ${dayOf(lastBackupHereAt)}`
  const isElsewhere = lastBackupPlace !== place
  const detail = `last good one ${dayOf(lastBackupAt)} in ${lastBackupPlace ?? "another place"}, ${drill}${isElsewhere ? `; in ${place}, where they go now, ${here}` : ""}`
  // What somebody put elsewhere by hand does not stand for what is to be made every day.
  const countedAt = isScheduled ? lastBackupHereAt : lastBackupAt
  if (countedAt === null) return { name: "backups", status: "warn", detail, advice: makeOne }
  if (now.getTime() - countedAt.getTime() > maxAgeHours * HOUR_MS)
    return {
      name: "backups",
      status: "warn",
      detail,
      advice: isScheduled
        ? "Newer ones failed: Administration → Backups and the log of the server say why."
        : "Make one: `studyin backup`. BACKUP_TO has one made every day.",
    }
  const isDrillOld = lastDrillAt === null || now.getTime() - lastDrillAt.getTime() > (drillDays + 1) * 24 * HOUR_MS
  if (drillDays > 0 && isDrillOld)
    return {
      name: "backups",
      status: "warn",
      detail,
      advice: "Try whether it can be restored: `studyin backup --drill`.",
    }
  return { name: "backups", status: "ok", detail }
}

function dayOf(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`
}

import { counted, formatBytes } from "../../lib/format.ts"
import { inLanguage } from "../../lib/language.ts"

export const backupWords = inLanguage("features/admin/backup-words", {
  title: "Backups",
  say: (isScheduled: boolean) =>
    isScheduled
      ? "One is made every day. Each is encrypted and read back before it counts."
      : "None is made by itself: whoever runs this StudyIn sets BACKUP_TO.",
  place: (place: string) => `Kept in ${place}`,
  /** `ago`: when the last good one there was made; null: there is none. */
  elsewhere: (place: string, ago: string | null) =>
    ago === null
      ? `Backups go to ${place} now. There is none there yet.`
      : `Backups go to ${place} now. The last good one there was made ${ago}.`,
  in: (place: string) => `in ${place}`,
  lastGood: (ago: string) => `Last good backup ${ago}.`,
  noneGood: "There is no good backup yet.",
  lastDrill: (ago: string) => `A backup was last restored on trial ${ago}.`,
  noDrill: "None was ever restored on trial.",
  backUp: "Back up now",
  drill: "Restore on trial",
  drillSay: "Restores the newest backup into a database made for it, looks at what came out, and throws that away.",
  started: { backup: "The backup was started.", drill: "The trial was started." },
  none: "No backups yet",
  noneSay: "Each backup and each restore on trial is listed here with what it held.",
  list: "What was done",
  kind: { backup: "Backup", drill: "Restore on trial" },
  cause: { schedule: "by itself", administrator: "from this page", command: "from the command line" },
  facts: (rows: number | null, files: number | null, bytes: number | null) =>
    [
      rows === null ? undefined : counted(rows, { one: "row", other: "rows" }),
      files === null ? undefined : counted(files, { one: "file", other: "files" }),
      bytes === null ? undefined : formatBytes(bytes),
    ]
      .filter(Boolean)
      .join(", "),
  removed: (count: number) => `${counted(count, { one: "older one", other: "older ones" })} removed`,
})

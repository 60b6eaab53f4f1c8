import { counted, formatBytes, formatNumber } from "../../lib/format.ts"
import { inLanguage } from "../../lib/language.ts"

const days = (count: number) => counted(count, { one: "day", other: "days" })
const rows = (count: number) => counted(count, { one: "row", other: "rows" })

export const words = inLanguage("features/admin/words", {
  title: "Administration",
  sections: "Parts of administration",
  places: { maintenance: "Maintenance", retention: "Retention", archives: "Archives" },
  loading: "Loading",
  more: "Show more",
  groups: { people: "People", system: "System" },
  notYours: "This is for administrators",
  notYoursSay: "Here the people who run this StudyIn see how it is doing. Ask one of them if you need something.",
  toToday: "Go to Today",

  tasks: "Recurring work",
  tasksSay: "It runs by itself. Times are UTC.",
  task: {
    "rotate-log": "Begin a new log file",
    "ensure-partitions": "Make room for the coming months",
    "refresh-statistics": "Refresh statistics",
    "sweep-files": "Sweep up after interrupted uploads",
    "apply-retention": "Apply retention",
    "erase-from-archives": "Take erased people out of archives",
    "reindex-bloated": "Rebuild bloated indexes",
  } as Record<string, string>,
  daily: (time: string) => `Daily at ${time}`,
  weekly: (time: string) => `Sundays at ${time}`,
  never: "Not run yet",
  running: "Running",
  cutOff: "Cut off",
  done: "Done",
  failed: "Failed",
  ran: (ago: string, took: string) => `${ago}, took ${took}`,
  underASecond: "under a second",
  came: (outcome: string) => outcome.charAt(0).toUpperCase() + outcome.slice(1),
  run: "Run now",
  runLabel: (name: string) => `Run now: ${name}`,
  started: (name: string) => `${name} was started.`,

  months: "Logs by month",
  monthsTable: "Table of months",
  isReady: "There is room for the coming month everywhere.",
  isNotReady:
    "Less than a month is left in a log. Run “Make room for the coming months” now: without room nothing can be recorded.",
  table: "Log",
  logs: {
    audit_logs: "Audit log",
    interactions: "Answers and readings",
    performance_metrics: "Daily figures by topic",
    retention_metrics: "What was remembered by topic",
    review_log: "Grades of cards",
    xp_transactions: "Points",
  } as Partial<Record<string, string>>,
  inDatabase: "Months",
  since: "Since",
  until: "Room until",
  size: "Size",
  none: "none",

  retentionSay: "Applied every night. A dry run counts what would go and changes nothing.",
  policy: {
    "audit-log": "Audit log",
    "closed-accounts": "Closed accounts",
    conversations: "Conversations",
    "deleted-materials": "Deleted materials",
    "ended-sign-ins": "Ended sign-ins",
    "idle-conversations": "Idle conversations",
    "inactive-learning-log": "Log of learners who stay away",
    "learning-log": "Learning log",
    "operations-history": "Record of operations",
    "performance-metrics": "Daily figures by topic",
    "practice-sessions": "Practice sessions",
    "review-log": "Review log",
    "sign-in-log": "Sign-in log",
    "study-sessions": "Study sessions",
  } as Record<string, string>,
  kept: {
    delete: (count: number) => `Deleted after ${days(count)}`,
    hide: (count: number) => `Put away after ${days(count)}`,
    archive: (count: number) => `Archived after ${days(count)}`,
  },
  archiveKept: (count: number | null) =>
    count === null ? "archives kept for good" : `archives deleted after ${days(count)}`,
  off: "Switched off",
  changed: (count: number) => `The documented period is ${days(count)}.`,
  lastRun: (ago: string, count: number) => `${ago}: ${rows(count)}`,
  lastFailed: (ago: string) => `failed ${ago}`,
  dryRun: "Dry run",
  dryRunLabel: (name: string) => `Dry run: ${name}`,
  wouldGo: (count: number) => (count === 0 ? "Nothing would go now." : `${rows(count)} would go now.`),
  wouldGoMonths: (count: number, months: number) =>
    months === 0
      ? "No month is due."
      : `${counted(months, { one: "month", other: "months" })} with ${rows(count)} would be archived now.`,
  change: "Change",
  changeLabel: (name: string) => `Change: ${name}`,
  applyNow: "Apply now",
  applyLabel: (name: string) => `Apply now: ${name}`,

  dialog: {
    isOn: "Apply this policy",
    keepDays: "Days in the database",
    keepDaysHint: (least: number, preset: number) =>
      `At least ${formatNumber(least)}. Documented: ${formatNumber(preset)}.`,
    keepArchives: "Keep archives for good",
    archiveDays: "Days until an archive is deleted",
    archiveDaysHint: "Counted from the end of its month.",
    whole: "Enter a whole number of days.",
    save: "Save",
    saved: (name: string) => `${name} was changed. The next run goes by it.`,
  },

  noArchives: "Nothing was archived yet",
  noArchivesSay:
    "When a month of a log is older than its policy keeps it, it leaves the database for a compressed file and is listed here. It can be put back from there.",
  archivesSay: "Months that left the database for compressed files. A restored month stays for 30 days.",
  status: {
    planned: "Due",
    prepared: "In progress",
    detached: "In progress",
    exported: "In progress",
    archived: "Archived",
    restored: "Restored",
    deleted: "Deleted",
  },
  archiveFacts: (count: number | null, bytes: number | null) =>
    [count === null ? undefined : rows(count), bytes === null ? undefined : formatBytes(bytes)]
      .filter(Boolean)
      .join(", "),
  heldUntil: (day: string) => `stays until ${day}`,
  restore: "Restore",
  restoreLabel: (name: string) => `Restore ${name}`,
  restoreTitle: (name: string) => `Restore ${name}?`,
  archiveName: (log: string, month: string) => `${log}, ${month}`,
  restoreSay:
    "Its rows are put back into the database and stay there for 30 days. People who were erased since are left out.",
  restoreStarted: "The archive is being restored.",
})

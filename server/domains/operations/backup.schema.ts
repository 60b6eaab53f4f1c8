import { z } from "zod"
import { idField, ownWords, timeField } from "../../platform/api/index.ts"

export const backupRunSchema = ownWords(
  z
    .object({
      id: idField,
      kind: z.enum(["backup", "drill"]).describe("a drill restores the newest backup into a database made for it"),
      cause: z.enum(["schedule", "administrator", "command"]),
      startedAt: timeField,
      finishedAt: timeField.nullable(),
      status: z.enum(["running", "succeeded", "failed"]),
      progress: z.string().nullable(),
      place: z.string().nullable(),
      name: z.string().nullable(),
      sizeBytes: z.number().int().nullable(),
      rowCount: z.number().int().nullable(),
      fileCount: z.number().int().nullable(),
      keyId: z.string().nullable().describe("tells which key opens it"),
      removed: z.array(z.string()).describe("older backups that rotation removed"),
      error: z.string().nullable(),
    })
    .meta({ id: "BackupRun" }),
  "error",
)

export const backupStatusSchema = z.object({
  place: z.string().describe("where backups go"),
  isScheduled: z.boolean().describe("whether one is made every day by itself"),
  lastBackupAt: timeField.nullable().describe("when the last good one was begun, wherever it was put"),
  lastBackupPlace: z.string().nullable().describe("where that one lies"),
  lastBackupHereAt: timeField.nullable().describe("when the last good one in `place` was begun"),
  lastDrillAt: timeField.nullable(),
})

export const backupReportSchema = backupStatusSchema.extend({ items: z.array(backupRunSchema) }).meta({ id: "Backups" })

export const newBackupSchema = z.object({
  kind: z.enum(["backup", "drill"]).default("backup"),
})

/** From `studyin` on the machine itself, which may name any place. */
export const operatorBackupSchema = newBackupSchema.extend({
  to: z.string().min(1).max(1000).optional(),
  keyFile: z.string().min(1).max(1000).optional(),
})

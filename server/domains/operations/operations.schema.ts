import { z } from "zod"
import { ownWords, timeField } from "../../platform/api/index.ts"
import { maintenanceTasks } from "./maintenance.ts"

const maintenanceRunSchema = ownWords(
  z
    .object({
      startedAt: timeField,
      finishedAt: timeField.nullable().describe("null while it runs, or when it was cut off"),
      result: z.record(z.string(), z.unknown()),
      error: z.string().nullable(),
    })
    .meta({ id: "MaintenanceRun" }),
  "error",
)

export const maintenanceSchema = z
  .object({
    tasks: z.array(
      ownWords(
        z.object({
          name: z.string(),
          description: z.string(),
          cron: z.string().describe("five fields, in UTC"),
          lastRun: maintenanceRunSchema.nullable(),
        }),
        "description",
      ),
    ),
    partitions: z.object({
      isReady: z.boolean().describe("false with less than a month ahead"),
      tables: z.array(
        z.object({
          table: z.string(),
          coveredUntil: timeField.nullable(),
          months: z.number().int(),
          sizeBytes: z.number().int(),
          oldest: timeField.nullable(),
        }),
      ),
    }),
    jobs: z.array(
      z.object({ name: z.string(), waiting: z.number().int(), active: z.number().int(), failed: z.number().int() }),
    ),
  })
  .meta({ id: "Maintenance" })

export const retentionRunSchema = ownWords(
  z
    .object({
      policy: z.string(),
      isDryRun: z.boolean(),
      keepDays: z.number().int(),
      startedAt: timeField,
      finishedAt: timeField.nullable(),
      rowCount: z.number().int().describe("removed, put away or archived; in a dry run those that would be"),
      partitions: z.array(z.string()),
      error: z.string().nullable(),
    })
    .meta({ id: "RetentionRun" }),
  "error",
)

export const policySchema = ownWords(
  z
    .object({
      name: z.string(),
      action: z.enum(["delete", "hide", "archive"]),
      tables: z.array(z.string()),
      description: z.string(),
      keepDays: z.number().int(),
      defaultKeepDays: z.number().int(),
      leastKeepDays: z.number().int(),
      archiveKeepDays: z.number().int().nullable().describe("null: for good"),
      isEnabled: z.boolean(),
    })
    .meta({ id: "RetentionPolicy" }),
  "description",
)

export const policyReportSchema = ownWords(
  policySchema
    .extend({ lastRun: retentionRunSchema.nullable(), lastDryRun: retentionRunSchema.nullable() })
    .meta({ id: "RetentionPolicyReport" }),
  "description",
)

export const policyChangeSchema = z
  .object({
    keepDays: z.number().int().min(1).max(36_500),
    archiveKeepDays: z.number().int().min(1).max(36_500).nullable(),
    isEnabled: z.boolean(),
  })
  .partial()

export const archiveSchema = z
  .object({
    name: z.string(),
    table: z.string(),
    from: timeField,
    to: timeField.describe("start of the next month"),
    status: z.enum(["planned", "prepared", "detached", "exported", "archived", "restored", "deleted"]),
    rowCount: z.number().int().nullable(),
    fileBytes: z.number().int().nullable(),
    fileSha256: z.string().nullable(),
    archivedAt: timeField.nullable(),
    restoredAt: timeField.nullable(),
    heldUntil: timeField.nullable().describe("a restored month is not archived again before this"),
    deletedAt: timeField.nullable(),
  })
  .meta({ id: "PartitionArchive" })

export const taskParams = z.object({
  task: z
    .string()
    .max(60)
    .describe(maintenanceTasks.map(({ name }) => name).join(", ")),
})
export const nameParams = z.object({ name: z.string().min(1).max(100) })

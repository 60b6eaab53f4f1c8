import type { Command } from "./command.ts"

/** Every command by its words. Loaded when asked for: a start of the server pays for nothing else. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import("./serve.ts")).serve,
  worker: async () => (await import("./worker.ts")).worker,
  migrate: async () => (await import("./migrate.ts")).migrateCommand,
  doctor: async () => (await import("./doctor.ts")).doctor,
  backup: async () => (await import("./backup.ts")).backup,
  restore: async () => (await import("./restore.ts")).restore,
  smoke: async () => (await import("./smoke.ts")).smoke,
  "evaluate retrieval": async () => (await import("./evaluate-retrieval.ts")).evaluateRetrieval,
  "evaluate reviews": async () => (await import("./evaluate-reviews.ts")).evaluateReviews,
  "evaluate authoring": async () => (await import("./evaluate-authoring.ts")).evaluateAuthoring,
  prepare: async () => (await import("./prepare.ts")).prepare,
  seed: async () => (await import("./seed.ts")).seed,
  retention: async () => (await import("./retention.ts")).retention,
  archive: async () => (await import("./archive.ts")).archive,
  "erase-account": async () => (await import("./erase-account.ts")).eraseAccount,
  "export-account": async () => (await import("./export-account.ts")).exportAccount,
  "remove-second-factor": async () => (await import("./remove-second-factor.ts")).removeSecondFactor,
  "require-second-factor": async () => (await import("./require-second-factor.ts")).requireSecondFactor,
  "reset-password": async () => (await import("./reset-password.ts")).resetPassword,
  settings: async () => (await import("./settings.ts")).settings,
}

import type { Command } from "./command.ts"

/** Every command by its words. Loaded when asked for: a start of the server pays for nothing else. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import("./serve.ts")).serve,
  worker: async () => (await import("./worker.ts")).worker,
  migrate: async () => (await import("./migrate.ts")).migrateCommand,
  doctor: async () => (await import("./doctor.ts")).doctor,
  smoke: async () => (await import("./smoke.ts")).smoke,
  "evaluate retrieval": async () => (await import("./evaluate-retrieval.ts")).evaluateRetrieval,
  "evaluate reviews": async () => (await import("./evaluate-reviews.ts")).evaluateReviews,
  "evaluate authoring": async () => (await import("./evaluate-authoring.ts")).evaluateAuthoring,
  seed: async () => (await import("./seed.ts")).seed,
  settings: async () => (await import("./settings.ts")).settings,
}

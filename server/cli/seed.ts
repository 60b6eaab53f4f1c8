import { mkdir } from "node:fs/promises"
import { readConfig } from "../platform/config.ts"
import { migrate, openDatabase } from "../platform/database/index.ts"
import { seedLearners } from "../seed/seed-learners.ts"
import { defineCommand } from "./command.ts"

export const seed = defineCommand({
  name: "seed",
  summary: "Add made-up learners with believable histories, for trying out and measuring",
  details: `Each has an account (learner-00001@seed.studyin.invalid and so on), a fortnight or more of answers and reviews on a bank of
questions about the chemical elements, a deck of cards, and the progress, streak and XP that follow from them. The same number always
gives the same person; running it again adds more. With the embedded database, stop the server first.

Do not use it on an installation that people study with.`,
  options: {
    learners: { type: "integer", value: "N", minimum: 1, default: 20, description: "how many to add" },
    history: {
      type: "integer",
      value: "DAYS",
      minimum: 1,
      default: 60,
      description: "how far back their histories go",
    },
    password: { type: "string", value: "PASSWORD", description: "lets you sign in as any of them" },
  },
  async run({ options, json }) {
    const config = readConfig()
    await mkdir(config.dataDir, { recursive: true, mode: 0o700 })
    const db = await openDatabase({
      dataDir: config.dataDir,
      url: config.database.url ?? undefined,
      statementTimeoutMs: 0,
    })
    try {
      await migrate(db, "up")
      const startedAt = performance.now()
      const report = await seedLearners(db, {
        learners: options.learners,
        historyDays: options.history,
        password: options.password,
        url: config.database.url ?? undefined,
        now: new Date(),
        onProgress(learners, interactions) {
          if (!json) process.stderr.write(`${learners} learners, ${interactions} interactions\n`)
        },
      })
      const seconds = Math.round(performance.now() - startedAt) / 1000
      return {
        json: { ...report, seconds },
        text: `${report.learners} learners with ${report.interactions} interactions, ${report.reviews} of them reviews, in ${seconds} s: ${report.emails[0]} to ${report.emails[1]}.`,
      }
    } finally {
      await db.close()
    }
  },
})

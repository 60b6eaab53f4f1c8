import { availableParallelism } from "node:os"
import { hash } from "@node-rs/argon2"
import { lastSeeded } from "../domains/accounts/index.ts"
import { ensureCatalogue, insertQuestions } from "../domains/questions/index.ts"
import { ensurePartitions, type OpenDatabase } from "../platform/database/index.ts"
import { seedQuestions, seedSubject, seedTopics } from "./question-bank.ts"
import { emailOf, type Seeded, seedLane } from "./seed-lane.ts"
import { seedOnThreads } from "./seed-threads.ts"

const MS_PER_DAY = 86_400_000
/** Each has a connection of its own and some hundred megabytes; beyond this PostgreSQL has no processor left to follow. */
const MOST_THREADS = 8

export interface SeedOptions {
  learners: number
  historyDays: number
  /** Without it nobody can sign in as one of them. */
  password?: string | undefined
  now: Date
  /** The address of `db` when it is a server: then all processors make up learners, each over a connection of its own. */
  url?: string | undefined
  /** Called after each batch with the counts so far. */
  onProgress?: (learners: number, interactions: number) => void
}

export interface SeedReport extends Seeded {
  /** Addresses of the first and the last learner made. */
  emails: [string, string]
}

/**
 * Adds made-up learners with believable histories, through the same rules as real ones: what stands in their records is what their log
 * gives when it is rebuilt. More of them are added each time; the n-th is always the same person.
 */
export async function seedLearners(db: OpenDatabase, options: SeedOptions): Promise<SeedReport> {
  const { learners, historyDays, now, url } = options
  await ensurePartitions(db, now, { from: new Date(now.getTime() - (historyDays + 1) * MS_PER_DAY) })
  const first = await db.asSystem("seed-question-bank", async (tx) => {
    await ensureCatalogue(tx, [seedSubject], seedTopics)
    await insertQuestions(tx, seedQuestions())
    return lastSeeded(tx)
  })
  const passwordHash = options.password === undefined ? null : await hash(options.password)
  const plan = { historyDays, passwordHash, now }
  const report: SeedReport = {
    learners: 0,
    interactions: 0,
    reviews: 0,
    emails: [emailOf(first), emailOf(first + learners - 1)],
  }
  const onStored = (stored: Seeded) => {
    report.learners += stored.learners
    report.interactions += stored.interactions
    report.reviews += stored.reviews
    options.onProgress?.(report.learners, report.interactions)
  }
  const until = first + learners
  const threads = Math.min(availableParallelism(), MOST_THREADS, learners)
  if (url !== undefined && threads > 1) await seedOnThreads({ url, plan, first, until, threads }, onStored)
  else {
    let next = first
    await seedLane(db, plan, () => (next < until ? next++ : undefined), onStored)
  }
  await db.execute("analyze", undefined, { statementTimeoutMs: 0 })
  return report
}

import { hash } from "@node-rs/argon2"
import { copyAccounts, lastSeeded, SEED_DOMAIN, type SeededAccount } from "../domains/accounts/index.ts"
import { copyHistories } from "../domains/learning-record/index.ts"
import { ensureCatalogue, insertQuestions } from "../domains/questions/index.ts"
import { copyDecks } from "../domains/reviews/index.ts"
import { ensurePartitions, type OpenDatabase } from "../platform/database/index.ts"
import { derivedId } from "../shared/ids.ts"
import { chanceOf } from "./chance.ts"
import { inventHistory, type SeedLearner } from "./learner-history.ts"
import { seedQuestions, seedSubject, seedTopics } from "./question-bank.ts"

const MS_PER_DAY = 86_400_000
/** Interactions stored in one transaction, about: a few seconds' work, and some tens of megabytes at most. */
const BATCH_INTERACTIONS = 20_000
const timeZones = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "UTC", "Australia/Sydney", "America/Sao_Paulo"]

export interface SeedOptions {
  learners: number
  historyDays: number
  /** Without it nobody can sign in as one of them. */
  password?: string | undefined
  now: Date
  /** Called after each batch with the counts so far. */
  onProgress?: (learners: number, interactions: number) => void
}

export interface SeedReport {
  learners: number
  interactions: number
  reviews: number
  /** Addresses of the first and the last learner made. */
  emails: [string, string]
}

/**
 * Adds made-up learners with believable histories, through the same rules as real ones: what stands in their records is what their log
 * gives when it is rebuilt. More of them are added each time; the n-th is always the same person.
 */
export async function seedLearners(db: OpenDatabase, options: SeedOptions): Promise<SeedReport> {
  const { learners, historyDays, now } = options
  const questions = seedQuestions()
  const since = new Date(now.getTime() - (historyDays + 1) * MS_PER_DAY)
  await ensurePartitions(db, now, { from: since })
  const first = await db.asSystem("seed-question-bank", async (tx) => {
    await ensureCatalogue(tx, [seedSubject], seedTopics)
    await insertQuestions(tx, questions)
    return lastSeeded(tx)
  })
  const passwordHash = options.password === undefined ? null : await hash(options.password)
  const report: SeedReport = {
    learners: 0,
    interactions: 0,
    reviews: 0,
    emails: [emailOf(first), emailOf(first + learners - 1)],
  }

  let storing = Promise.resolve()
  while (report.learners < learners) {
    const batch: MadeLearner[] = []
    for (let size = 0; size < BATCH_INTERACTIONS && report.learners < learners; report.learners++) {
      const n = first + report.learners
      const account = accountOf(n, now, historyDays, passwordHash)
      const made = inventHistory(learnerOf(account), questions, chanceOf(n + 1), now)
      batch.push({ account, ...made })
      size += made.history.events.length
      report.interactions += made.history.events.length
      report.reviews += made.deck.reviews.length
    }
    // The next learners are made up while the database stores these.
    await storing
    storing = store(db, batch)
    options.onProgress?.(report.learners, report.interactions)
  }
  await storing
  await db.execute("analyze", undefined, { statementTimeoutMs: 0 })
  return report
}

interface MadeLearner extends ReturnType<typeof inventHistory> {
  account: SeededAccount
}

async function store(db: OpenDatabase, batch: readonly MadeLearner[]): Promise<void> {
  await db.asSystem("seed-learners", async (tx) => {
    await copyAccounts(
      tx,
      batch.map(({ account }) => account),
    )
    await copyHistories(
      tx,
      batch.map(({ history }) => history),
    )
    await copyDecks(
      tx,
      batch.map(({ deck }) => deck),
    )
  })
}

const givenNames = [
  "Ada",
  "Ben",
  "Chiara",
  "Deniz",
  "Elif",
  "Felix",
  "Grace",
  "Hana",
  "Ibrahim",
  "Jana",
  "Kofi",
  "Lena",
  "Mateo",
  "Noor",
  "Olga",
  "Pavel",
  "Rosa",
  "Samir",
  "Tomoko",
  "Zoe",
]

function accountOf(n: number, now: Date, historyDays: number, passwordHash: string | null): SeededAccount {
  const chance = chanceOf(n + 1_000_003)
  const createdAt = new Date(now.getTime() - historyDays * MS_PER_DAY)
  return {
    id: derivedId(createdAt.getTime(), "seed", "learner", n),
    email: emailOf(n),
    displayName: `${chance.one(givenNames)} ${String.fromCharCode(65 + chance.between(0, 25))}.`,
    passwordHash,
    timeZone: chance.one(timeZones),
    dailyGoalMinutes: chance.one([10, 15, 20, 30, 45, 60]),
    createdAt,
  }
}

function learnerOf({ id, timeZone, dailyGoalMinutes, createdAt }: SeededAccount): SeedLearner {
  return { userId: id, createdAt, clock: { timeZone, dayStartHour: 4, dailyGoalMinutes } }
}

function emailOf(n: number): string {
  return `learner-${String(n + 1).padStart(5, "0")}@${SEED_DOMAIN}`
}

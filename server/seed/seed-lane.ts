import { copyAccounts, SEED_DOMAIN, type SeededAccount } from "../domains/accounts/index.ts"
import { copyHistories } from "../domains/learning-record/index.ts"
import { copyDecks } from "../domains/reviews/index.ts"
import type { Database } from "../platform/database/index.ts"
import { derivedId } from "../shared/ids.ts"
import { chanceOf } from "./chance.ts"
import { inventHistory, type SeedLearner } from "./learner-history.ts"
import { seedQuestions } from "./question-bank.ts"

const MS_PER_DAY = 86_400_000
/** Interactions stored in one transaction, about: a few seconds' work, and some tens of megabytes at most. */
const BATCH_INTERACTIONS = 10_000
const timeZones = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "UTC", "Australia/Sydney", "America/Sao_Paulo"]

/** What all lanes have in common; can be sent to a thread. */
export interface SeedPlan {
  historyDays: number
  passwordHash: string | null
  now: Date
}

/** What has been stored. */
export interface Seeded {
  learners: number
  interactions: number
  reviews: number
}

/**
 * Makes up one learner after the other and stores them, some at a time: the next are made up while the database stores the last.
 * @param take the number of the next learner, undefined when there are enough: several lanes may take from one count
 */
export async function seedLane(
  db: Pick<Database, "asSystem">,
  { historyDays, passwordHash, now }: SeedPlan,
  take: () => number | undefined,
  onStored: (stored: Seeded) => void,
): Promise<void> {
  const questions = seedQuestions()
  let storing = Promise.resolve()
  for (let n = take(); n !== undefined; ) {
    const batch: MadeLearner[] = []
    const made: Seeded = { learners: 0, interactions: 0, reviews: 0 }
    for (; n !== undefined && made.interactions < BATCH_INTERACTIONS; n = take()) {
      const account = accountOf(n, now, historyDays, passwordHash)
      const learner = inventHistory(learnerOf(account), questions, chanceOf(n + 1), now)
      batch.push({ account, ...learner })
      made.learners += 1
      made.interactions += learner.history.events.length
      made.reviews += learner.deck.reviews.length
    }
    await storing
    storing = store(db, batch).then(() => onStored(made))
    // Waited for above or below; until then a failure is nobody's.
    storing.catch(() => {})
  }
  await storing
}

interface MadeLearner extends ReturnType<typeof inventHistory> {
  account: SeededAccount
}

async function store(db: Pick<Database, "asSystem">, batch: readonly MadeLearner[]): Promise<void> {
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

/** Of the n-th learner, counted from 0. */
export function emailOf(n: number): string {
  return `learner-${String(n + 1).padStart(5, "0")}@${SEED_DOMAIN}`
}

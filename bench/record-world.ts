import { hash } from "@node-rs/argon2"
import { sql } from "kysely"
import { type ApiClient, type Credentials, newCredentials, signIn } from "../server/cli/api-client.ts"
import { startServerProcess } from "../server/cli/server-process.ts"
import { copyAccounts } from "../server/domains/accounts/index.ts"
import { ensureCatalogue, insertQuestions } from "../server/domains/questions/index.ts"
import type { OpenDatabase } from "../server/platform/database/index.ts"
import { seedQuestions, seedSubject, seedTopics } from "../server/seed/question-bank.ts"
import { newId } from "../server/shared/ids.ts"
import type { OwnPlace } from "./own-server.ts"

/** Questions of a session: as many as one takes. */
const QUESTIONS = 100

export interface WorldLearner {
  userId: string
  credentials: Credentials
}

/** A bank of questions, and learners with accounts: signing up one after the other would meet its limit. No server runs when it resolves. */
export async function makeLearners(place: OwnPlace, count: number): Promise<WorldLearner[]> {
  // Its start prepares the schema.
  await (await startServerProcess(place)).stop()
  const learners = Array.from({ length: count }, () => ({ userId: newId(), credentials: newCredentials() }))
  const createdAt = new Date()
  const accounts = await Promise.all(
    learners.map(async ({ userId, credentials: { email, password } }) => ({
      id: userId,
      email,
      displayName: "Bench learner",
      passwordHash: await hash(password),
      timeZone: "UTC",
      dailyGoalMinutes: 30,
      createdAt,
    })),
  )
  const db = await place.open()
  try {
    await db.asSystem("bench-world", async (tx) => {
      await copyAccounts(tx, accounts)
      await ensureCatalogue(tx, [seedSubject], seedTopics)
      await insertQuestions(tx, [...bank.values()])
    })
  } finally {
    await db.close()
  }
  return learners
}

export interface Answerer {
  client: ApiClient
  /** Requests still to be sent, ready to go: path and body. */
  waiting: { path: string; body: string }[]
}

const bank = new Map(seedQuestions().map((question) => [question.id, question]))

function optionOf(questionId: string, isCorrect: boolean): string {
  return bank.get(questionId)?.options.find((option) => option.isCorrect === isCorrect)?.id ?? "a"
}

/** A learner with that many questions put before them, every fifth answer to be a wrong one. */
export async function prepareAnswers(url: string, learner: WorldLearner, count: number): Promise<Answerer> {
  const client = await signIn(url, new AbortController().signal, learner.credentials)
  const waiting: Answerer["waiting"] = []
  while (waiting.length < count) {
    const { id, items } = await client.send<{ id: string; items: { position: number; questionId: string }[] }>(
      "POST",
      "/practice/sessions",
      { id: newId(), mode: "tutor", count: QUESTIONS },
    )
    for (const { position, questionId } of items) {
      const body = {
        interactionId: newId(),
        position,
        selectedOptionIds: [optionOf(questionId, position % 5 !== 0)],
        responseTimeMs: 4_000,
        confidence: 3,
      }
      waiting.push({ path: `/api/v1/practice/sessions/${id}/answers`, body: JSON.stringify(body) })
    }
  }
  return { client, waiting }
}

/** Gives a learner a past: that many answers over the last sixty days, in the log and the XP ledger, behind `before` entries that are there. */
export async function insertHistory(db: OpenDatabase, userId: string, answers: number, before = 0): Promise<void> {
  await db.asSystem("bench-history", async (tx) => {
    await sql`
      with past as (
        select n, now() - interval '60 days' + n * (interval '59 days' / ${answers}::float8) as at
        from generate_series(1, ${answers}::int) n
      ), identified as (
        select n, at, (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3)
          || '8' || substr(md5(${userId} || n::text), 1, 15))::uuid as id
        from past
      ), own as (select id, row_number() over () as n, count(*) over () as total from questions where owner_id is null
      ), logged as (
        insert into interactions (user_id, id, kind, question_id, is_correct, response_time_ms, duration_ms, study_day, local_hour,
          daily_goal_minutes, xp_earned, sequence, recorded_at)
        select ${userId}::uuid, i.id, 'answer', own.id, i.n % 4 > 0, 4000, 4000, i.at::date, 12, 30, 10, i.n + ${before}::int, i.at
        from identified i join own on own.n = 1 + i.n % own.total
      )
      insert into xp_transactions (user_id, id, amount, source, interaction_id, study_day, recorded_at)
      select ${userId}::uuid, id, 10, 'question_answered', id, at::date, at from identified`.execute(tx)
    await sql`update learner_stats set interactions = ${answers + before} where user_id = ${userId}`.execute(tx)
  })
}

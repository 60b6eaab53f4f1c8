import { execFile } from "node:child_process"
import { existsSync } from "node:fs"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import type { OpenDatabase } from "../server/platform/database/index.ts"

/**
 * The limit for recording an answer: the rows one answer writes, written by one call of a function in the database, with no
 * rule decided, no HTTP and no round trip besides. As the app's role, under row-level security, with the same indexes and keys.
 */
export async function installBareRecording(db: OpenDatabase, userIds: readonly string[]): Promise<void> {
  await db.execute(`
    create schema bench;
    create table bench.learners (n int primary key, user_id uuid not null, session_id uuid not null, question_ids uuid[] not null);
    grant usage on schema bench to studyin_app;
    create sequence bench.answers;
    create function bench.new_id() returns uuid language sql volatile as $$
      select (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7' || substr(md5(random()::text), 1, 3)
        || '8' || substr(md5(random()::text), 1, 15))::uuid $$;
    create function bench.record(learner int) returns void language plpgsql as $$
    declare
      l bench.learners;
      q uuid;
      i uuid := bench.new_id();
    begin
      select * into l from bench.learners where n = learner;
      q := l.question_ids[1 + floor(random() * cardinality(l.question_ids))::int];
      perform app.act_as_learner(l.user_id);
      insert into interactions (user_id, id, kind, question_id, session_id, session_kind, difficulty, selected_option_ids, is_correct,
        confidence, response_time_ms, duration_ms, study_day, local_hour, daily_goal_minutes, xp_earned, sequence, recorded_at)
      values (l.user_id, i, 'answer', q, l.session_id, 'practice', 'medium', array['a'], true, 3, 4000, 4000, current_date, 12, 30, 10,
        1, now());
      insert into xp_transactions (user_id, id, amount, source, interaction_id, study_day, recorded_at)
      values (l.user_id, i, 10, 'question_answered', i, current_date, now());
      insert into question_progress (user_id, question_id, attempts, correct_attempts) values (l.user_id, q, 1, 1)
      on conflict (user_id, question_id) do update set attempts = question_progress.attempts + 1,
        correct_attempts = question_progress.correct_attempts + 1;
      insert into daily_activity (user_id, study_day, answered, correct, daily_goal_minutes) values (l.user_id, current_date, 1, 1, 30)
      on conflict (user_id, study_day) do update set answered = daily_activity.answered + 1, correct = daily_activity.correct + 1;
      insert into study_sessions (user_id, id, kind, started_at, ended_at, answered) values (l.user_id, l.session_id, 'practice', now(), now(), 1)
      on conflict (user_id, id) do update set answered = study_sessions.answered + 1;
      update learner_stats set interactions = interactions + 1, xp_total = xp_total + 10, answered = answered + 1 where user_id = l.user_id;
      update practice_session_questions set is_correct = true, interaction_id = i, answered_at = now(), xp_earned = 10
      where user_id = l.user_id and session_id = l.session_id and question_id = q;
      update practice_sessions set answered_count = least(total_questions, answered_count + 1) where user_id = l.user_id and id = l.session_id;
    end $$`)
  for (const [n, { userId, sessionId, questionIds }] of (await findPlaces(db, userIds)).entries())
    await db.execute("insert into bench.learners values ($1, $2, $3, $4)", [n, userId, sessionId, questionIds])
}

/** Learners' rows are not the owner's to see: a role that may is asked for them. */
function findPlaces(db: OpenDatabase, userIds: readonly string[]) {
  return db.asSystem("bench-places", async (tx) => {
    const places: { userId: string; sessionId: string; questionIds: string[] }[] = []
    for (const userId of userIds) {
      const sessions = tx.selectFrom("practice_sessions").select("id").where("user_id", "=", userId)
      const { id } = await sessions.orderBy("started_at", "desc").limit(1).executeTakeFirstOrThrow()
      const questions = await tx.selectFrom("questions").select("id").where("owner_id", "is", null).execute()
      places.push({ userId, sessionId: id, questionIds: questions.map((question) => question.id) })
    }
    return places
  })
}

const WARM_UP_MS = 5_000

/** Calls it one after the other in this process. @returns calls a second */
export async function recordBarely(db: OpenDatabase, durationMs: number): Promise<number> {
  // The engine has compiled what it runs when it counts.
  const warmUntil = performance.now() + WARM_UP_MS
  while (performance.now() < warmUntil) await db.execute("select bench.record($1)", [0])
  const startedAt = performance.now()
  let done = 0
  for (; performance.now() - startedAt < durationMs; done++) await db.execute("select bench.record($1)", [done % 2])
  return (done * 1000) / (performance.now() - startedAt)
}

/** One call of the function: everything in one round trip. */
export const inOneCall = "select bench.record(:client_id);\n"

/** The same rows as pgbench writes its own transaction: statement after statement between `begin` and `end`. */
export const byStatements = `select user_id as u, session_id as s, question_ids[1 + floor(random() * cardinality(question_ids))::int] as q,
  bench.new_id() as i from bench.learners where n = :client_id \\gset
begin;
select app.act_as_learner(:u::uuid);
insert into interactions (user_id, id, kind, question_id, session_id, session_kind, difficulty, selected_option_ids, is_correct,
  confidence, response_time_ms, duration_ms, study_day, local_hour, daily_goal_minutes, xp_earned, sequence, recorded_at)
values (:u, :i, 'answer', :q, :s, 'practice', 'medium', array['a'], true, 3, 4000, 4000, current_date, 12, 30, 10, 1, now());
insert into xp_transactions (user_id, id, amount, source, interaction_id, study_day, recorded_at)
values (:u, :i, 10, 'question_answered', :i, current_date, now());
insert into question_progress (user_id, question_id, attempts, correct_attempts) values (:u, :q, 1, 1)
on conflict (user_id, question_id) do update set attempts = question_progress.attempts + 1,
  correct_attempts = question_progress.correct_attempts + 1;
insert into daily_activity (user_id, study_day, answered, correct, daily_goal_minutes) values (:u, current_date, 1, 1, 30)
on conflict (user_id, study_day) do update set answered = daily_activity.answered + 1, correct = daily_activity.correct + 1;
insert into study_sessions (user_id, id, kind, started_at, ended_at, answered) values (:u, :s, 'practice', now(), now(), 1)
on conflict (user_id, id) do update set answered = study_sessions.answered + 1;
update learner_stats set interactions = interactions + 1, xp_total = xp_total + 10, answered = answered + 1 where user_id = :u;
update practice_session_questions set is_correct = true, interaction_id = :i, answered_at = now(), xp_earned = 10
where user_id = :u and session_id = :s and question_id = :q;
update practice_sessions set answered_count = least(total_questions, answered_count + 1) where user_id = :u and id = :s;
end;
`

/** Runs a script with pgbench, prepared, each client as another learner. @returns transactions a second; null where there is no pgbench */
export async function recordByPgbench(
  url: string,
  script: string,
  clients: number,
  durationMs: number,
): Promise<number | null> {
  const pgbench = findPgbench()
  if (pgbench === null) return null
  const folder = await mkdtemp(join(pgbench.shared, "studyin-pgbench-"))
  try {
    const file = join(folder, "record.sql")
    await writeFile(file, script)
    const seconds = Math.max(1, Math.round(durationMs / 1000))
    const seen = file.slice(pgbench.root.length)
    const [program = "", ...first] = pgbench.command
    const { stdout } = await promisify(execFile)(program, [
      ...first,
      ...["-n", "-M", "prepared", "-f", seen, "-c", `${clients}`, "-j", `${Math.min(clients, 2)}`, "-T", `${seconds}`],
      url,
    ])
    const tps = /tps = ([\d.]+)/.exec(stdout)?.[1]
    if (tps === undefined) throw new Error(`pgbench said nothing about its speed: ${stdout}`)
    return Number(tps)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** On the path, or in the chroot that `scripts/services.sh` makes (its files are seen there without the chroot's own path). */
function findPgbench(): { command: string[]; shared: string; root: string } | null {
  const chroot = process.env.TEST_POSTGRES_CHROOT
  const inChroot = "/usr/lib/postgresql/17/bin/pgbench"
  if (chroot && existsSync(`${chroot}${inChroot}`))
    return { command: ["chroot", chroot, inChroot], shared: join(chroot, "tmp"), root: chroot }
  const folder = process.env.PATH?.split(":").find((entry) => existsSync(join(entry, "pgbench")))
  return folder === undefined ? null : { command: [join(folder, "pgbench")], shared: tmpdir(), root: "" }
}

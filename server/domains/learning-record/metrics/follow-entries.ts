import { sqlStateOf, type Tx } from "../../../platform/database/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import type { InteractionKind } from "../interaction.ts"
import type { LogEntry } from "./log-entry.ts"
import {
  type Cursor,
  countEntries,
  type DueLearner,
  findCursor,
  forgetCursors,
  listDue,
  listEntries,
  listUndone,
  lockFollower,
  moveCursors,
  type PageEntry,
} from "./log-follower-store.ts"

/** Before every other id. */
const NOBODY = "00000000-0000-0000-0000-000000000000"
const LEARNERS_AT_A_TIME = 100
const ENTRIES_OF_A_LEARNER = 500

/** Something that adds up the log, reading each entry once. */
export interface LogFollower {
  /** Its name in `log_cursors`; a word or two in kebab-case. */
  name: string
  kinds: readonly InteractionKind[]
  /** Adds what the entries are to the figures. Each learner's come in order; committed together with the cursors. */
  add(tx: Tx, entries: readonly LogEntry[]): Promise<void>
  /** Tables of the figures that are partitioned by study day. */
  tablesByDay?: readonly string[]
}

type Needs = Pick<Deps, "db" | "upkeep">

/** What was read, and whether another process is reading: then nothing was. */
export interface Followed {
  entries: number
  isElsewhere: boolean
}

/**
 * Brings a follower up to the end of the log: page by page, each in a transaction with the cursors, so that whatever it is cut off by, no
 * entry is missed and none is added twice. Reads what is new alone.
 * @param options.isPatient waits while another process is the follower; default: leaves it to that one
 */
export async function followNewEntries(
  deps: Needs,
  follower: LogFollower,
  options: { signal?: AbortSignal | undefined; isPatient?: boolean } = {},
): Promise<Followed> {
  let entries = 0
  for (let after = NOBODY; options.signal?.aborted !== true; ) {
    const page = await withMonths(deps, () =>
      deps.db.asSystem("follow-log", (tx) => followPage(tx, follower, after, options.isPatient === true)),
    )
    if (page === undefined) return { entries, isElsewhere: true }
    entries += page.entries
    if (page.next === undefined) break
    after = page.next
  }
  return { entries, isElsewhere: false }
}

/**
 * Everybody's log from its beginning within the caller's transaction, which has taken the figures of before away and is the only one at work
 * until it ends. `isComplete` is false when a part of somebody's log has left the database: then it stopped there.
 */
export async function followEverybodyAgain(
  tx: Tx,
  follower: LogFollower,
): Promise<{ entries: number; isComplete: boolean }> {
  await lockFollower(tx, follower.name, true)
  await forgetCursors(tx, follower.name)
  let entries = 0
  for (let after = NOBODY; ; ) {
    const learners = await listDue(tx, follower.name, after, LEARNERS_AT_A_TIME)
    for (const { userId, last } of learners) {
      if ((await countEntries(tx, userId)) < last) return { entries, isComplete: false }
      entries += await followAgain(tx, follower, userId)
    }
    const next = learners.at(-1)?.userId
    if (next === undefined) return { entries, isComplete: true }
    after = next
  }
}

/** One learner's log from its beginning within the caller's transaction, which has taken the figures of before away. */
export async function followAgain(tx: Tx, follower: LogFollower, userId: string): Promise<number> {
  await forgetCursors(tx, follower.name, userId)
  for (let entries = 0; ; ) {
    const due = await findCursor(tx, follower.name, userId)
    if (due === undefined || due.last <= due.sequence) return entries
    entries += (await followLearners(tx, follower, [due])).entries
  }
}

/** The next learners' new entries. `next`: after whom to go on, undefined at the end. @returns undefined when another process is at it */
async function followPage(
  tx: Tx,
  follower: LogFollower,
  after: string,
  isPatient: boolean,
): Promise<{ entries: number; next: string | undefined } | undefined> {
  if (!(await lockFollower(tx, follower.name, isPatient))) return undefined
  const due = await listDue(tx, follower.name, after, LEARNERS_AT_A_TIME)
  const { entries, unfinished } = await followLearners(tx, follower, due)
  if (due.length === 0) return { entries, next: undefined }
  // Whoever has more than a page of new entries comes again with the next one.
  const first = unfinished.at(0)
  if (first !== undefined) return { entries, next: justBefore(first, after) }
  return { entries, next: due.length < LEARNERS_AT_A_TIME ? undefined : due.at(-1)?.userId }
}

async function followLearners(
  tx: Tx,
  follower: LogFollower,
  due: readonly DueLearner[],
): Promise<{ entries: number; unfinished: string[] }> {
  if (due.length === 0) return { entries: 0, unfinished: [] }
  const page = await listEntries(tx, due, follower.kinds, ENTRIES_OF_A_LEARNER)
  const undone = await listUndone(
    tx,
    page.flatMap(({ userId, id, undoesId }) => (undoesId === null ? [] : [{ userId, id, undoesId }])),
  )
  const byLearner = Map.groupBy(page, ({ userId }) => userId)
  const entries: LogEntry[] = []
  const cursors: Cursor[] = []
  const unfinished: string[] = []
  for (const learner of due) {
    const own = byLearner.get(learner.userId) ?? []
    const read = counted(learner, own, undone)
    entries.push(...read.entries)
    const isFinished = own.length < ENTRIES_OF_A_LEARNER
    if (!isFinished) unfinished.push(learner.userId)
    // Entries of other kinds, and those that are gone from the log, are passed over.
    cursors.push({ ...read.cursor, sequence: isFinished ? learner.last : read.cursor.sequence })
  }
  if (entries.length > 0) await add(tx, follower, entries)
  const moved = await moveCursors(tx, follower.name, due, cursors)
  if (moved !== cursors.length)
    throw new Error(
      `${follower.name}: ${cursors.length - moved} cursors were moved by somebody else; nothing was added`,
    )
  return { entries: entries.length, unfinished }
}

function counted(
  learner: DueLearner,
  page: readonly PageEntry[],
  undone: ReadonlyMap<string, LogEntry["undone"]>,
): { entries: LogEntry[]; cursor: Cursor } {
  const cursor: Cursor = { ...learner }
  const entries = page.map(({ undoesId: _, ...entry }) => {
    const full = {
      ...entry,
      answeredBefore: cursor.answered,
      correctBefore: cursor.correct,
      undone: undone.get(entry.id) ?? null,
    }
    cursor.sequence = entry.sequence
    if (entry.kind === "answer") {
      cursor.answered += 1
      if (entry.isCorrect === true) cursor.correct += 1
    }
    return full
  })
  return { entries, cursor: { userId: learner.userId, ...pick(cursor) } }
}

const pick = ({ sequence, answered, correct }: Cursor) => ({ sequence, answered, correct })

/** The greatest id before this one, so that "after" it comes again; never one that goes back. */
function justBefore(id: string, after: string): string {
  const before = (BigInt(`0x${id.replaceAll("-", "")}`) - 1n).toString(16).padStart(32, "0")
  const text = `${before.slice(0, 8)}-${before.slice(8, 12)}-${before.slice(12, 16)}-${before.slice(16, 20)}-${before.slice(20)}`
  return text > after ? text : after
}

/** Makes the months that figures need and that are not there: of histories that were brought along, of devices whose zone lies behind. */
export async function withMonths<T>(deps: Pick<Deps, "upkeep">, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof MonthsMissing) || attempt === MOST_ATTEMPTS) throw error
      for (const table of error.tables)
        for (const month of error.months)
          await deps.upkeep.ensureMonth({ table, from: new Date(`${month}-01T00:00:00Z`) })
    }
  }
}

/** Each page may need other months than the one before. */
const MOST_ATTEMPTS = 3

class MonthsMissing extends Error {
  readonly tables: readonly string[]
  /** "YYYY-MM" */
  readonly months: readonly string[]

  constructor(tables: readonly string[], months: readonly string[], cause: unknown) {
    super(`There is no partition for ${months.join(", ")}`, { cause })
    this.tables = tables
    this.months = months
  }
}

/** What PostgreSQL says of a row that no partition takes. */
const NO_PARTITION = "23514"

async function add(tx: Tx, follower: LogFollower, entries: readonly LogEntry[]): Promise<void> {
  try {
    await follower.add(tx, entries)
  } catch (error) {
    const tables = follower.tablesByDay ?? []
    if (sqlStateOf(error) !== NO_PARTITION || tables.length === 0) throw error
    const days = entries.flatMap(({ studyDay, undone }) => [studyDay, ...(undone ? [undone.studyDay] : [])])
    throw new MonthsMissing(tables, [...new Set(days.map((day) => day.slice(0, 7)))], error)
  }
}

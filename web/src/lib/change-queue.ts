import { keepSending } from "./keep-sending.ts"
import type { Problem } from "./problem.ts"

/**
 * Changes of one record that the learner goes on changing. One request is under way at a time; what is changed meanwhile
 * is merged and goes with the next one. So the last change of a field wins, and none of another field is lost, however
 * slow the server is.
 */
export interface ChangeQueue<Change extends object> {
  change(change: Change): void
  /** What the server has not confirmed, the newest of each field: to be shown over whatever it answers. */
  unsaved(): Partial<Change>
  /** Grows with every answer. What was read before the latest one may be older than it. */
  answers(): number
  /** Sends what waits at once, beside what is under way: the page is about to go. */
  flush(): void
  /** Forgets everything: another learner may sign in. */
  drop(): void
  /** Settles when nothing is left to send. */
  settled(): Promise<void>
}

export interface ChangeQueueEdges<Change extends object, Answer> {
  /** Sends once; called again where no answer comes, so a change must bear being made twice. */
  send(change: Change): Promise<Answer>
  /** After each answer, when `unsaved()` is what was changed since. */
  onSaved(answer: Answer, change: Change): void
  /** After a refusal: the change is given up. */
  onRefused(error: unknown): void
  onTrouble?(error: Problem): void
  /** Before the second try. Default: a second. */
  firstWaitMs?: number
}

interface State<Change> {
  waiting: Change | undefined
  underWay: Change | undefined
  isRunning: boolean
  running: Promise<void> | undefined
  stop: AbortController
}

export function createChangeQueue<Change extends object, Answer>(
  edges: ChangeQueueEdges<Change, Answer>,
): ChangeQueue<Change> {
  const fresh = (): State<Change> => ({
    waiting: undefined,
    underWay: undefined,
    isRunning: false,
    running: undefined,
    stop: new AbortController(),
  })
  let state = fresh()
  let answers = 0

  async function run(own: State<Change>): Promise<void> {
    const { signal } = own.stop
    while (own.waiting) {
      const change = own.waiting
      own.underWay = change
      own.waiting = undefined
      const result = await keepSending(() => edges.send(change), {
        signal,
        ...(edges.onTrouble && { onTrouble: edges.onTrouble }),
        ...(edges.firstWaitMs !== undefined && { firstWaitMs: edges.firstWaitMs }),
      }).then(
        (answer) => ({ answer }),
        (error: unknown) => ({ error }),
      )
      if (signal.aborted) return
      own.underWay = undefined
      answers += 1
      if ("answer" in result) edges.onSaved(result.answer, change)
      else edges.onRefused(result.error)
    }
    own.isRunning = false
  }

  return {
    change(change) {
      state.waiting = { ...state.waiting, ...change }
      if (state.isRunning) return
      state.isRunning = true
      state.running = run(state)
    },
    unsaved: () => ({ ...state.underWay, ...state.waiting }) as Partial<Change>,
    answers: () => answers,
    flush() {
      // It stays waiting: should the page come back from the browser's cache, it is sent again and answered.
      if (state.waiting) edges.send({ ...state.underWay, ...state.waiting }).catch(() => undefined)
    },
    drop() {
      state.stop.abort()
      state = fresh()
    },
    settled: async () => state.running,
  }
}

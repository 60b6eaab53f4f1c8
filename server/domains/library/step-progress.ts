import type { Deps } from "../../platform/deps.ts"
import type { StepName } from "./material.ts"
import { saveStepProgress } from "./processing-store.ts"

/** More often would only be noise, on the learner's page and in the database. */
const SAVE_EVERY_MS = 400

export type ProgressNeeds = Pick<Deps, "db" | "clock" | "events" | "log">

/** How far a step is: stored and told to the learner's open pages, a few times a second at most. */
export class StepProgress {
  readonly #deps: ProgressNeeds
  readonly #material: { ownerId: string; materialId: string }
  readonly #step: StepName
  #waiting: { done: number; total: number } | undefined
  #saving: Promise<void> = Promise.resolve()
  #timer: NodeJS.Timeout | undefined

  constructor(deps: ProgressNeeds, material: { ownerId: string; materialId: string }, step: StepName) {
    this.#deps = deps
    this.#material = material
    this.#step = step
  }

  /** Remembers the figures and returns at once. Never throws: what cannot be stored is logged. */
  report(done: number, total: number): void {
    this.#waiting = { done, total }
    this.#timer ??= setTimeout(() => this.#save(), SAVE_EVERY_MS)
  }

  /** The figures are in the database already, with the work they count: only the pages are told. */
  announce(): void {
    this.#timer ??= setTimeout(() => this.#save(), SAVE_EVERY_MS)
  }

  /** Forgets what was not stored yet, and waits for what is being stored: the step's end says more. */
  async settle(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#waiting = undefined
    await this.#saving
  }

  #save(): void {
    this.#timer = undefined
    const progress = this.#waiting
    this.#waiting = undefined
    this.#saving = this.#saving.then(() => this.#store(progress))
  }

  async #store(progress: { done: number; total: number } | undefined): Promise<void> {
    const { db, clock, log } = this.#deps
    const { ownerId, materialId } = this.#material
    try {
      if (progress !== undefined) {
        await db.asLearner(ownerId, (tx) =>
          saveStepProgress(tx, ownerId, materialId, { step: this.#step, ...progress }, clock.now()),
        )
      }
      announceMaterial(this.#deps, ownerId, materialId)
    } catch (error) {
      log.warn({ err: error, materialId, step: this.#step }, "library: could not store progress")
    }
  }
}

/** Tells the owner's open pages that something about a material has changed. Call it after the commit. */
export function announceMaterial(deps: Pick<Deps, "events">, ownerId: string, materialId: string): void {
  deps.events.publish(ownerId, { type: "material", ownerId, materialId })
}

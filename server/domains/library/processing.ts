import type { Tx } from "../../platform/database/index.ts"
import type { Deps } from "../../platform/deps.ts"
import type { RunningJob } from "../../platform/queue/index.ts"
import type { MaterialRecord, StepName, StepResult } from "./material.ts"
import type { ParsedDocument } from "./parsing/index.ts"
import type { StepProgress } from "./step-progress.ts"
import type { Section } from "./structure/index.ts"

export type ProcessingDeps = Pick<Deps, "db" | "clock" | "queue" | "events" | "files" | "models" | "scanner" | "log">

/** What a step works on. */
export interface StepContext {
  deps: ProcessingDeps
  ownerId: string
  /** As it was when the step began. */
  material: MaterialRecord
  /** Units of work that an interrupted try of this step has stored. */
  doneBefore: number
  signal: RunningJob["signal"]
  progress: StepProgress
  /** The document, handed on from step to step as long as the process lives; otherwise it is read from the database. */
  carried: { document?: { parsed: ParsedDocument; sections: Section[] } }
}

export interface StepOutcome {
  status: "completed" | "skipped"
  result: StepResult
  /** Written in the transaction that ends the step, so that both hold or neither. */
  finish?: (tx: Tx) => Promise<void>
  /** Names the system use-case as which `finish` runs, when it touches rows of other learners. */
  asSystem?: string | undefined
}

/** The steps of the library, in their order. `generate` is the authoring room's. */
export const librarySteps = ["parse", "chunk", "embed", "analyze"] as const satisfies readonly StepName[]
export type LibraryStep = (typeof librarySteps)[number]

/** Thrown when the material was deleted under a step's hands. */
export class MaterialGoneError extends Error {}

/** Lets waiting requests be answered before long work goes on. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

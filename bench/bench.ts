/** One figure. Beside a baseline measured in the same run it means something on any machine. */
export interface Measurement {
  name: string
  value: number
  unit: string
  baseline?: number
  /** What the baseline is. */
  baselineName?: string
  note?: string
}

export interface BenchContext {
  engines: readonly ("pglite" | "postgres")[]
  /** PostgreSQL to make databases of one's own on; null: only the embedded one is measured. */
  databaseUrl: string | null
  /** A document given by --file. */
  file: string | null
  /** How many learners beside the one that is measured, and passages each; null: the bench's own choice. */
  crowd: { learners: number | null; passages: number | null }
  /** Shorter runs, for a look whether a bench works. */
  isQuick: boolean
  report(measurement: Measurement): void
  /** Progress, to stderr. */
  say(text: string): void
}

export type Bench = (context: BenchContext) => Promise<void>

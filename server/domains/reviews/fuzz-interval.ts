import { createHash } from "node:crypto"

/** By how much of each part of an interval it may be moved: longer intervals by less of their length. */
const parts = [
  { from: 2.5, to: 7, share: 0.15 },
  { from: 7, to: 20, share: 0.1 },
  { from: 20, to: Number.POSITIVE_INFINITY, share: 0.05 },
]

/** The widest range an interval may be moved within; the interval itself below 2.5 days. */
export function fuzzRange(intervalDays: number): { least: number; most: number } {
  if (intervalDays < 2.5) return { least: intervalDays, most: intervalDays }
  const delta = parts.reduce(
    (sum, { from, to, share }) => sum + share * Math.max(0, Math.min(intervalDays, to) - from),
    1,
  )
  return { least: Math.max(2, Math.round(intervalDays - delta)), most: Math.round(intervalDays + delta) }
}

/** A whole number of days near the interval, by a seed: cards learned together do not all come back together. */
export function fuzzInterval(intervalDays: number, seed: string | null): number {
  if (seed === null) return intervalDays
  const { least, most } = fuzzRange(intervalDays)
  const chance = createHash("sha256").update(seed).digest().readUInt32BE(0) / 2 ** 32
  return least + Math.floor(chance * (most - least + 1))
}

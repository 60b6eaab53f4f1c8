import { formatBytes, formatNumber } from "../../lib/format.ts"

/** What a plan limits. */
export type Counter = "materials" | "storage-bytes" | "model-tokens"

/** A figure in the unit of its counter. */
export function planAmount(counter: Counter, value: number): string {
  return counter === "storage-bytes" && value > 0 ? formatBytes(value) : formatNumber(value)
}

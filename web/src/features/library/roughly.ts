import { formatNumber } from "../../lib/format.ts"

/** Of an estimate: in steps of five seconds, then in minutes. */
export function roughly(ms: number): string {
  const seconds = Math.max(5, Math.ceil(ms / 5000) * 5)
  const [value, unit] = seconds < 60 ? [seconds, "second"] : [Math.round(seconds / 60), "minute"]
  return formatNumber(value, { style: "unit", unit, unitDisplay: "long" })
}

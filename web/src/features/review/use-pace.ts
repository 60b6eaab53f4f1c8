import { useQuery } from "@tanstack/react-query"
import { todayQuery } from "../today/index.ts"

/** Seconds a card takes until the learner's own pace is known. */
const usualSeconds = 12

/** Seconds a card takes this learner: the pace that Today reckons with, so that both name the same time. */
export function useSecondsPerCard(): number {
  const due = useQuery({ ...todayQuery, select: (today) => today.due }).data
  return due && due.cards > 0 ? (due.estimateMinutes * 60) / due.cards : usualSeconds
}

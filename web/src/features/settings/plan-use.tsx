import { queryOptions, useQuery } from "@tanstack/react-query"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { Progress } from "../../components/progress.tsx"
import { SkeletonLines } from "../../components/skeleton.tsx"
import { api, must } from "../../lib/api.ts"
import type { components } from "../../lib/api-schema.d.ts"
import { planWords as words } from "./plan-words.ts"

type Use = components["schemas"]["PlanUse"]
type Counter = keyof Use["use"]

const planQuery = queryOptions({
  queryKey: ["me", "plan"],
  queryFn: ({ signal }) => must(api.GET("/api/v1/me/plan", { signal })),
  // Uploads and answers move it.
  staleTime: 0,
})

const counters: Counter[] = ["materials", "storage-bytes", "model-tokens"]

/** The learner's plan, how much of it is used, and what happens at its limits. */
export function PlanUse() {
  const { data, error, refetch } = useQuery(planQuery)
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <SkeletonLines widths={["30%", "90%", "90%"]} />
  const hasLimit = counters.some((counter) => data.use[counter].max !== null)
  return (
    <>
      <div>
        <p className="strong">{data.plan.name}</p>
        {data.plan.description && <p className="small soft">{data.plan.description}</p>}
        <SubscriptionState subscription={data.subscription} />
      </div>
      <dl className="plan-use">
        {counters.map((counter) => (
          <CounterRow key={counter} counter={counter} plan={data} />
        ))}
      </dl>
      {hasLimit && <p className="small quiet">{words.more}</p>}
    </>
  )
}

function CounterRow({ counter, plan }: { counter: Counter; plan: Use }) {
  const { used, reserved, max } = plan.use[counter]
  const isMonthly = counter === "model-tokens"
  const isFull = max !== null && used + reserved >= max
  const figure = words.used(counter, used, max)
  const notes = [
    reserved > 0 && words.adding(counter, reserved),
    isMonthly && !plan.hasModel && words.noModel,
    isFull && (!isMonthly || plan.hasModel) && words.full[counter],
    isMonthly && max !== null && plan.hasModel && words.resets(new Date(plan.resetsAt)),
  ].filter(Boolean)
  return (
    <div className="plan-row" data-full={isFull || undefined}>
      <dt>{words.counters[counter]}</dt>
      <dd className="plan-figure">
        {figure}
        {max === null && <span className="quiet">, {words.noLimit}</span>}
      </dd>
      {max !== null && (
        <dd className="plan-bar">
          <Progress
            value={used}
            max={Math.max(max, 1)}
            label={words.counters[counter]}
            text={figure}
            isQuiet={!isFull}
          />
        </dd>
      )}
      {notes.length > 0 && <dd className="plan-note small quiet">{notes.join(" ")}</dd>}
    </div>
  )
}

function SubscriptionState({ subscription }: { subscription: Use["subscription"] }) {
  if (subscription === null) return null
  const { status, source, periodEnd, trialEndsAt } = subscription
  const state =
    source === "admin"
      ? words.given
      : status === "trialing" && trialEndsAt !== null
        ? words.trial(new Date(trialEndsAt))
        : status === "past-due"
          ? words.pastDue
          : status === "canceled"
            ? words.canceled
            : null
  const until =
    periodEnd !== null && (source === "admin" || status !== "active") ? words.until(new Date(periodEnd)) : null
  const parts = [state, until].filter(Boolean)
  if (parts.length === 0) return null
  return <p className="small quiet">{parts.join(", ")}.</p>
}

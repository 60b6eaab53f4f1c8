import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { Button } from "../../components/button.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { Input, Select } from "../../components/field.tsx"
import { SkeletonLines } from "../../components/skeleton.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { formatBytes, formatNumber } from "../../lib/format.ts"
import { fieldMessage, Problem } from "../../lib/problem.ts"
import { type PersonPlan as Given, type PlanReport, personPlanQuery, plansQuery } from "./plan-queries.ts"
import { plansWords } from "./plans-words.ts"

const words = plansWords.person

/** Somebody's plan, what they use of it, and the way to give them another. */
export function PersonPlan({ userId }: { userId: string }) {
  const given = useQuery(personPlanQuery(userId))
  const plans = useQuery(plansQuery)
  const error = given.error ?? plans.error
  if (error)
    return (
      <ErrorNotice
        error={error}
        onRetry={() => {
          void given.refetch()
          void plans.refetch()
        }}
      />
    )
  if (!given.data || !plans.data) return <SkeletonLines widths={["60%", "40%"]} />
  return (
    <div className="form-stack">
      <p className="small soft">{figuresOf(given.data)}</p>
      <PlanForm key={given.dataUpdatedAt} userId={userId} given={given.data} plans={plans.data.items} />
      <History history={given.data.history} plans={plans.data.items} />
    </div>
  )
}

function PlanForm({ userId, given, plans }: { userId: string; given: Given; plans: PlanReport[] }) {
  const queryClient = useQueryClient()
  const isGiven = given.subscription?.source === "admin"
  const present = isGiven ? given.plan.code : ""
  const [code, setCode] = useState(present)
  const [until, setUntil] = useState(isGiven ? (given.subscription?.periodEnd?.slice(0, 10) ?? "") : "")
  const save = useMutation({
    mutationFn: () =>
      must(
        api.PUT("/api/v1/admin/users/{id}/plan", {
          params: { path: { id: userId } },
          body: {
            planCode: code === "" ? null : code,
            until: code === "" || until === "" ? null : `${until}T23:59:59.000Z`,
          },
        }),
      ),
    onSuccess: (saved) => {
      queryClient.setQueryData(personPlanQuery(userId).queryKey, saved)
      void queryClient.invalidateQueries({ queryKey: plansQuery.queryKey })
      showToast({ text: words.saved })
    },
  })
  const ordinary = plans.find(({ isDefault }) => isDefault)
  const isOther = save.error && !(save.error instanceof Problem && save.error.fields.length > 0)
  return (
    <form
      className="form-stack"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Select
        label={words.plan}
        value={code}
        error={fieldMessage(save.error, "planCode")}
        {...(given.subscription?.provider && { hint: words.provider(given.subscription.provider) })}
        onChange={(event) => setCode(event.target.value)}
      >
        <option value="">{words.byDefault(ordinary?.name ?? "")}</option>
        {plans.map((plan) => (
          <option key={plan.code} value={plan.code} disabled={!plan.isActive && plan.code !== present}>
            {plan.isActive ? plan.name : words.off(plan.name)}
          </option>
        ))}
      </Select>
      {code !== "" && (
        <Input
          label={words.until}
          hint={words.untilHint}
          error={fieldMessage(save.error, "until")}
          type="date"
          value={until}
          onChange={(event) => setUntil(event.target.value)}
        />
      )}
      {isOther && <ErrorNotice error={save.error} />}
      <div>
        <Button type="submit" isBusy={save.isPending}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}

function History({ history, plans }: { history: Given["history"]; plans: PlanReport[] }) {
  const ended = history.filter(({ endedAt }) => endedAt !== null)
  if (ended.length === 0) return null
  const nameOf = (code: string) => plans.find((plan) => plan.code === code)?.name ?? code
  return (
    <details>
      <summary className="small">{words.history}</summary>
      <ul className="small quiet">
        {ended.map(({ id, planCode, startedAt, endedAt }) => (
          <li key={id}>
            {words.span(nameOf(planCode), new Date(startedAt), endedAt === null ? null : new Date(endedAt))}
          </li>
        ))}
      </ul>
    </details>
  )
}

function figuresOf({ use }: Given): string {
  const of = (part: Given["use"][keyof Given["use"]], format: (value: number) => string) =>
    words.of(format(part.used), part.max === null ? null : format(part.max))
  const whole = (value: number) => formatNumber(value)
  const stored = (value: number) => (value === 0 ? whole(0) : formatBytes(value))
  return words.uses(of(use.materials, whole), of(use["storage-bytes"], stored), of(use["model-tokens"], whole))
}

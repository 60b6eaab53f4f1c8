import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Plus } from "lucide-react"
import { useState } from "react"
import { Button } from "../../components/button.tsx"
import { Tag } from "../../components/chip.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { AdminFrame } from "./admin-frame.tsx"
import { PlanDialog } from "./plan-dialog.tsx"
import { type PlanReport, plansQuery } from "./plan-queries.ts"
import { plansWords as words } from "./plans-words.ts"

export function PlansScreen() {
  return (
    <AdminFrame>
      <PlansContent />
    </AdminFrame>
  )
}

function PlansContent() {
  const { data, error, refetch } = useQuery(plansQuery)
  const [edited, setEdited] = useState<PlanReport | "new">()
  return (
    <>
      {data ? (
        <section className="admin-part" aria-labelledby="admin-plans">
          <div className="sec-head">
            <h2 id="admin-plans">{words.title}</h2>
            <span className="small quiet">{words.say}</span>
          </div>
          <ul className="list">
            {data.items.map((plan) => (
              <PlanRow key={plan.code} plan={plan} onEdit={() => setEdited(plan)} />
            ))}
          </ul>
          <Button icon={Plus} className="plan-new" onClick={() => setEdited("new")}>
            {words.add}
          </Button>
        </section>
      ) : error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonScreen label={words.loading}>
          <SkeletonLines widths={["30%", "80%", "70%", "75%"]} />
        </SkeletonScreen>
      )}
      {edited && <PlanDialog plan={edited === "new" ? null : edited} onClose={() => setEdited(undefined)} />}
    </>
  )
}

function PlanRow({ plan, onEdit }: { plan: PlanReport; onEdit: () => void }) {
  const queryClient = useQueryClient()
  const change = useMutation({
    mutationFn: (body: { isActive?: boolean; isDefault?: true }) =>
      must(api.PATCH("/api/v1/admin/plans/{code}", { params: { path: { code: plan.code } }, body })),
    onSuccess: (_saved, body) => {
      if (body.isDefault) showToast({ text: words.madeDefault(plan.name) })
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: plansQuery.queryKey }),
  })
  const isBusy = (key: "isActive" | "isDefault") => change.isPending && key in change.variables
  return (
    <li className="admin-row">
      <div className="admin-what">
        <p className="strong">{plan.name}</p>
        {plan.description && <p className="small soft">{plan.description}</p>}
        <p className="small quiet">{limitsOf(plan)}</p>
        {change.error && <ErrorNotice error={change.error} />}
      </div>
      <div className="admin-state small quiet">
        {plan.isDefault && <Tag tone="ink">{words.isDefault}</Tag>}
        {!plan.isActive && <Tag>{words.isOff}</Tag>}
        <p>{words.people(plan.people)}</p>
      </div>
      <div className="admin-actions plan-actions">
        {!plan.isDefault && (
          <>
            <Button
              variant="ghost"
              isBusy={isBusy("isActive")}
              aria-label={plan.isActive ? words.switchOffLabel(plan.name) : words.switchOnLabel(plan.name)}
              onClick={() => change.mutate({ isActive: !plan.isActive })}
            >
              {plan.isActive ? words.switchOff : words.switchOn}
            </Button>
            <Button
              variant="ghost"
              isBusy={isBusy("isDefault")}
              aria-label={words.makeDefaultLabel(plan.name)}
              onClick={() => change.mutate({ isDefault: true })}
            >
              {words.makeDefault}
            </Button>
          </>
        )}
        <Button variant="ghost" aria-label={words.editLabel(plan.name)} onClick={onEdit}>
          {words.edit}
        </Button>
      </div>
    </li>
  )
}

function limitsOf({ limits }: PlanReport): string {
  const { materials, "storage-bytes": bytes, "model-tokens": tokens } = limits
  const parts = [
    materials !== null && words.materials(materials),
    bytes !== null && words.storage(bytes),
    tokens !== null && words.tokens(tokens),
  ].filter(Boolean)
  return parts.length === 0 ? words.none : parts.join(", ")
}

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { Input, TextArea } from "../../components/field.tsx"
import { FormDialog } from "../../components/form-dialog.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { fieldMessage } from "../../lib/problem.ts"
import { type Plan, plansQuery } from "./plan-queries.ts"
import { plansWords } from "./plans-words.ts"

const MEGABYTE = 1_000_000
const words = plansWords.dialog

/** "" for no limit. */
const shown = (limit: number | null, unit = 1): string => (limit === null ? "" : String(Math.round(limit / unit)))
const isWhole = (text: string): boolean => /^\d{0,15}$/.test(text.trim())
const limitOf = (text: string, unit = 1): number | null => (text.trim() === "" ? null : Number(text) * unit)

/** A plan's name and limits; `plan` null makes a new one. */
export function PlanDialog({ plan, onClose }: { plan: Plan | null; onClose: () => void }) {
  const queryClient = useQueryClient()
  const [code, setCode] = useState("")
  const [name, setName] = useState(plan?.name ?? "")
  const [description, setDescription] = useState(plan?.description ?? "")
  const [materials, setMaterials] = useState(shown(plan?.limits.materials ?? null))
  const [megabytes, setMegabytes] = useState(shown(plan?.limits["storage-bytes"] ?? null, MEGABYTE))
  const [tokens, setTokens] = useState(shown(plan?.limits["model-tokens"] ?? null))
  const [isTried, setTried] = useState(false)
  const save = useMutation({
    mutationFn: () => {
      const limits = {
        materials: limitOf(materials),
        "storage-bytes": limitOf(megabytes, MEGABYTE),
        "model-tokens": limitOf(tokens),
      }
      return must<Plan>(
        plan === null
          ? api.POST("/api/v1/admin/plans", { body: { code, name, description, limits } })
          : api.PATCH("/api/v1/admin/plans/{code}", {
              params: { path: { code: plan.code } },
              body: { name, description, limits },
            }),
      )
    },
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: plansQuery.queryKey })
      showToast({ text: plansWords.saved(saved.name) })
      onClose()
    },
  })
  const refused = (path: string) => fieldMessage(save.error, path)
  const limitFault = (text: string, path: string) => (isTried && !isWhole(text) ? words.whole : refused(path))
  const limits = [
    { label: words.materials, path: "limits.materials", value: materials, set: setMaterials },
    { label: words.storage, path: "limits.storage-bytes", value: megabytes, set: setMegabytes },
    { label: words.tokens, path: "limits.model-tokens", value: tokens, set: setTokens },
  ]
  return (
    <FormDialog
      title={plan?.name ?? words.newTitle}
      onClose={onClose}
      onSubmit={() => {
        setTried(true)
        if ([materials, megabytes, tokens].every(isWhole)) save.mutate()
      }}
      sending={save}
      fields={["code", "name", "description", ...limits.map(({ path }) => path)]}
      submit={words.save}
    >
      {plan === null && (
        <Input
          label={words.code}
          hint={words.codeHint}
          error={refused("code")}
          autoComplete="off"
          autoCapitalize="off"
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      )}
      <Input
        label={words.name}
        error={refused("name")}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextArea
        label={words.description}
        hint={words.descriptionHint}
        error={refused("description")}
        rows={2}
        value={description}
        onChange={(event) => setDescription(event.target.value)}
      />
      {limits.map(({ label, path, value, set }) => (
        <Input
          key={path}
          label={label}
          hint={words.limitHint}
          error={limitFault(value, path)}
          inputMode="numeric"
          autoComplete="off"
          value={value}
          onChange={(event) => set(event.target.value)}
        />
      ))}
      {plan !== null && <p className="small quiet">{words.lowered}</p>}
    </FormDialog>
  )
}

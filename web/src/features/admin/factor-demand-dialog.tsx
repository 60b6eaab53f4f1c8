import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { Select } from "../../components/field.tsx"
import { FormDialog } from "../../components/form-dialog.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { type FactorDemand, factorDemandQuery } from "./factor-demand-query.ts"
import { factorDemandWords as words } from "./factor-demand-words.ts"

type Choice = keyof typeof words.choices
const choices = Object.keys(words.choices) as Choice[]

/** How many would be asked to set one up: those without of every role that the choice meets. */
function countMet({ roles }: FactorDemand, choice: Choice): number {
  const first = roles.findIndex(({ role }) => role === choice)
  return first < 0 ? 0 : roles.slice(first).reduce((sum, { withoutFactor }) => sum + withoutFactor, 0)
}

export function FactorDemandDialog({ demand, onClose }: { demand: FactorDemand; onClose: () => void }) {
  const queryClient = useQueryClient()
  const [choice, setChoice] = useState<Choice>(demand.requiredFrom ?? "nobody")
  const save = useMutation({
    mutationFn: () =>
      must(api.PUT("/api/v1/admin/second-factors", { body: { requiredFrom: choice === "nobody" ? null : choice } })),
    onSuccess: (saved) => {
      queryClient.setQueryData(factorDemandQuery.queryKey, saved)
      showToast({ text: words.saved })
      onClose()
    },
  })
  return (
    <FormDialog
      title={words.dialogTitle}
      onClose={onClose}
      onSubmit={() => save.mutate()}
      sending={save}
      submit={words.save}
    >
      <Select
        label={words.of}
        value={choice}
        onChange={(event) => setChoice(event.target.value as Choice)}
        hint={choice === "nobody" ? words.free : words.consequence(countMet(demand, choice))}
      >
        {choices.map((one) => (
          <option key={one} value={one}>
            {words.choices[one]}
          </option>
        ))}
      </Select>
    </FormDialog>
  )
}

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useId, useRef, useState } from "react"
import { Button } from "../../components/button.tsx"
import { Dialog } from "../../components/dialog.tsx"
import { Input, Select } from "../../components/field.tsx"
import { FormDialog } from "../../components/form-dialog.tsx"
import { Segmented } from "../../components/segmented.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { fieldMessage } from "../../lib/problem.ts"
import { textOf } from "../accounts/index.ts"
import { apiKeyWords } from "./api-key-words.ts"
import { apiKeysQuery } from "./api-keys-query.ts"
import { type Access, type Area, areas, scopesOf } from "./key-scopes.ts"

const words = apiKeyWords.dialog

/** Makes a key, then shows it: once, and only here. */
export function ApiKeyDialog({ onClose }: { onClose: () => void }) {
  const [key, setKey] = useState<string | null>(null)
  return key === null ? <WishDialog onClose={onClose} onMade={setKey} /> : <MadeDialog value={key} onClose={onClose} />
}

function WishDialog({ onClose, onMade }: { onClose: () => void; onMade: (key: string) => void }) {
  const queryClient = useQueryClient()
  const [access, setAccess] = useState<Access>("read")
  const [extent, setExtent] = useState<"all" | "some">("all")
  const [chosen, setChosen] = useState<Area[]>([])
  const [isTried, setTried] = useState(false)
  const lacksArea = extent === "some" && chosen.length === 0
  const make = useMutation({
    mutationFn: (form: HTMLFormElement) =>
      must(
        api.POST("/api/v1/me/api-keys", {
          body: {
            name: textOf(form, "name"),
            scopes: scopesOf(access, extent === "all" ? null : chosen),
            expiresInDays: Number(textOf(form, "end")) || null,
          },
        }),
      ),
    onSuccess: ({ key }) => {
      void queryClient.invalidateQueries({ queryKey: apiKeysQuery.queryKey })
      onMade(key)
    },
  })
  return (
    <FormDialog
      title={words.title}
      onClose={onClose}
      onSubmit={(form) => {
        setTried(true)
        if (!lacksArea) make.mutate(form)
      }}
      sending={make}
      fields={["name"]}
      submit={words.make}
    >
      <Input
        label={words.name}
        name="name"
        hint={words.nameHint}
        maxLength={60}
        autoComplete="off"
        error={fieldMessage(make.error, "name")}
      />
      <Segmented<Access>
        legend={words.access}
        isLegendShown
        value={access}
        options={(["read", "write"] as const).map((value) => ({ value, label: words.accesses[value] }))}
        onChoose={setAccess}
      />
      <Segmented<"all" | "some">
        legend={words.extent}
        isLegendShown
        value={extent}
        options={(["all", "some"] as const).map((value) => ({ value, label: words.extents[value] }))}
        onChoose={setExtent}
      />
      {extent === "some" && (
        <AreaChoice chosen={chosen} onChoose={setChosen} error={isTried && lacksArea ? words.chooseArea : undefined} />
      )}
      <Select label={words.end} name="end" defaultValue="90">
        {Object.entries(words.ends).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
    </FormDialog>
  )
}

function AreaChoice({
  chosen,
  onChoose,
  error,
}: {
  chosen: readonly Area[]
  onChoose: (areas: Area[]) => void
  error: string | undefined
}) {
  const errorId = useId()
  return (
    <fieldset className="key-areas" aria-describedby={error ? errorId : undefined}>
      <legend className="sr">{words.areas}</legend>
      {areas.map((area) => (
        <label className="check" key={area}>
          <input
            type="checkbox"
            checked={chosen.includes(area)}
            onChange={({ target }) =>
              onChoose(areas.filter((one) => (one === area ? target.checked : chosen.includes(one))))
            }
          />
          {apiKeyWords.areas[area]}
        </label>
      ))}
      {error && (
        <p className="field-error" id={errorId} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}

function MadeDialog({ value, onClose }: { value: string; onClose: () => void }) {
  const made = apiKeyWords.made
  const field = useRef<HTMLInputElement>(null)
  async function copy() {
    try {
      await navigator.clipboard.writeText(value)
      showToast({ text: made.copied })
    } catch {
      field.current?.select()
      showToast({ text: made.notCopied })
    }
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={made.title}
      actions={
        <>
          <Button onClick={onClose}>{made.done}</Button>
          <Button variant="primary" onClick={() => void copy()} data-autofocus>
            {made.copy}
          </Button>
        </>
      }
    >
      <div className="form-stack">
        <p className="soft">{made.say}</p>
        <Input
          ref={field}
          label={made.key}
          className="key-field"
          readOnly
          value={value}
          onFocus={({ target }) => target.select()}
        />
      </div>
    </Dialog>
  )
}

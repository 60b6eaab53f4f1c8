import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { Input, TextArea } from "../../components/field.tsx"
import { FormDialog } from "../../components/form-dialog.tsx"
import { api, must } from "../../lib/api.ts"
import type { Asset } from "./material-queries.ts"
import { words } from "./words.ts"

const say = words.assets

type Options = NonNullable<Asset["options"]>

/** Changes a draft before it is approved: its question, and its answer or options. */
export function AssetDialog({ asset, onClose }: { asset: Asset; onClose: () => void }) {
  const queryClient = useQueryClient()
  const [prompt, setPrompt] = useState(asset.prompt)
  const [answer, setAnswer] = useState(asset.answer)
  const [also, setAlso] = useState(asset.acceptedAnswers.join("\n"))
  const [options, setOptions] = useState(asset.options)
  const save = useMutation({
    mutationFn: () =>
      must(
        api.PATCH("/api/v1/assets/{id}", {
          params: { path: { id: asset.id } },
          body: { prompt, answer: options?.find(({ isCorrect }) => isCorrect)?.text ?? answer, ...changed() },
        }),
      ),
    onSuccess() {
      void queryClient.invalidateQueries({ queryKey: ["materials"] })
      onClose()
    },
  })
  const changed = () =>
    options === null
      ? {
          acceptedAnswers: also
            .split("\n")
            .map((line) => line.trim())
            .filter(Boolean),
        }
      : { options }
  const isEmpty =
    prompt.trim() === "" || (options === null ? answer.trim() === "" : options.some(({ text }) => text.trim() === ""))
  return (
    <FormDialog
      title={say.editTitle}
      onClose={onClose}
      onSubmit={() => {
        if (!isEmpty) save.mutate()
      }}
      sending={save}
      submit={say.save}
      className="dialog-wide"
    >
      <TextArea
        label={say.prompt}
        value={prompt}
        error={prompt.trim() === "" ? say.empty : undefined}
        rows={3}
        onChange={(event) => setPrompt(event.target.value)}
      />
      {options === null ? (
        <>
          <TextArea
            label={say.answer}
            value={answer}
            error={answer.trim() === "" ? say.empty : undefined}
            rows={2}
            onChange={(event) => setAnswer(event.target.value)}
          />
          <TextArea label={say.also} value={also} rows={2} onChange={(event) => setAlso(event.target.value)} />
        </>
      ) : (
        <OptionFields options={options} onChange={setOptions} />
      )}
    </FormDialog>
  )
}

function OptionFields({ options, onChange }: { options: Options; onChange: (options: Options) => void }) {
  const change = (at: number, to: Partial<Options[number]>): void =>
    onChange(options.map((option, index) => (index === at ? { ...option, ...to } : option)))
  return (
    <ol className="option-fields">
      {options.map((option, index) => {
        const letter = String.fromCharCode(65 + index)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: options keep their places while they are edited.
          <li key={index}>
            <input
              type="radio"
              className="box"
              name="right-option"
              aria-label={say.isRight(letter)}
              checked={option.isCorrect}
              onChange={() => onChange(options.map((other, at) => ({ ...other, isCorrect: at === index })))}
            />
            <Input
              label={say.option(letter)}
              value={option.text}
              error={option.text.trim() === "" ? say.empty : undefined}
              onChange={(event) => change(index, { text: event.target.value })}
            />
            <TextArea
              label={say.rationale(letter)}
              value={option.rationale}
              rows={2}
              onChange={(event) => change(index, { rationale: event.target.value })}
            />
          </li>
        )
      })}
    </ol>
  )
}

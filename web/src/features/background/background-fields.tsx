import { CircleAlert } from "lucide-react"
import { useId } from "react"
import { Chip } from "../../components/chip.tsx"
import { Segmented } from "../../components/segmented.tsx"
import { type Background, type List, lists } from "./background-query.ts"
import { words } from "./words.ts"

export type Answers = Pick<Background, "experienceLevel" | "studiesComputing" | List>
type Level = NonNullable<Background["experienceLevel"]>
const levels: Level[] = ["beginner", "intermediate", "advanced", "expert"]

interface Part {
  answers: Answers
  onAnswer: (change: Partial<Answers>) => void
}

export function LevelField({ answers, onAnswer }: Part) {
  const { experienceLevel } = answers
  return (
    <div className="about-field">
      <Segmented
        legend={words.level}
        isLegendShown
        className="about-levels"
        value={experienceLevel ?? undefined}
        options={levels.map((value) => ({ value, label: words.levels[value] }))}
        onChoose={(level) => onAnswer({ experienceLevel: level })}
      />
      <p className="small quiet">{experienceLevel === null ? words.levelHint : words.levelHints[experienceLevel]}</p>
    </div>
  )
}

export function ComputingField({ answers, onAnswer }: Part) {
  const { studiesComputing } = answers
  return (
    <Segmented
      legend={words.computing}
      isLegendShown
      value={studiesComputing === null ? undefined : studiesComputing ? "yes" : "no"}
      options={[
        { value: "yes", label: words.yes },
        { value: "no", label: words.no },
      ]}
      onChoose={(choice) => onAnswer({ studiesComputing: choice === "yes" })}
    />
  )
}

/** Lists of which any number can be chosen. */
export function ListFields({
  answers,
  onAnswer,
  options,
  shown = lists,
  errors = {},
}: Part & {
  options: Background["options"]
  shown?: readonly List[]
  errors?: Partial<Record<List, string | undefined>>
}) {
  return (
    <>
      {shown.map((list) => (
        <ListField
          key={list}
          title={words.lists[list]}
          options={options[list]}
          chosen={answers[list]}
          error={errors[list]}
          onToggle={(option) =>
            onAnswer({
              [list]: answers[list].includes(option)
                ? answers[list].filter((one) => one !== option)
                : [...answers[list], option],
            })
          }
        />
      ))}
    </>
  )
}

function ListField({
  title,
  options,
  chosen,
  error,
  onToggle,
}: {
  title: string
  options: readonly string[]
  chosen: readonly string[]
  error: string | undefined
  onToggle: (option: string) => void
}) {
  const id = useId()
  return (
    <fieldset className="field" aria-describedby={error ? id : undefined}>
      <legend className="legend">{title}</legend>
      <div className="row wrap chips">
        {options.map((option) => (
          <Chip key={option} isPressed={chosen.includes(option)} onClick={() => onToggle(option)}>
            {words.option(option)}
          </Chip>
        ))}
      </div>
      {error && (
        <p className="field-error" id={id}>
          <CircleAlert className="i i-s" aria-hidden="true" />
          {error}
        </p>
      )}
    </fieldset>
  )
}

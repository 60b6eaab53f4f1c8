import type { LucideIcon } from "lucide-react"
import { classNames } from "./class-names.ts"
import { Menu, MenuChoice } from "./menu.tsx"

/** One of several as a line of text, with the others in its menu. */
export function ChoiceMenu<Value extends string>({
  icon: Icon,
  label,
  names,
  value,
  onChoose,
  className,
}: {
  icon: LucideIcon
  label: string
  /** What there is to choose from, in the order shown, by value. */
  names: Readonly<Record<Value, string>>
  value: Value
  onChoose: (value: Value) => void
  className?: string
}) {
  return (
    <Menu
      trigger={
        <button className={classNames("link row choice-line", className)} type="button">
          <Icon className="i i-s" aria-hidden="true" />
          <span className="sr">{label}: </span>
          {names[value]}
        </button>
      }
    >
      <MenuChoice
        label={label}
        options={(Object.keys(names) as Value[]).map((key) => ({ value: key, label: names[key] }))}
        value={value}
        onChoose={onChoose}
      />
    </Menu>
  )
}

import { Check, type LucideIcon } from "lucide-react"
import { DropdownMenu } from "radix-ui"
import type { ReactNode } from "react"
import { classNames } from "./class-names.ts"

/**
 * A list of actions behind a button. `trigger` is that button; it must name what it is for. It opens beside it in the
 * document, not at its end, so that it stays within its landmark and above an open dialog.
 */
export function Menu({ trigger, children }: { trigger: ReactNode; children: ReactNode }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Content className="pop menu" align="end" sideOffset={4} collisionPadding={8}>
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  )
}

export function MenuItem({
  icon: Icon,
  children,
  onSelect,
  isDangerous,
  isDisabled,
}: {
  icon?: LucideIcon
  children: ReactNode
  onSelect: () => void
  isDangerous?: boolean
  isDisabled?: boolean
}) {
  return (
    <DropdownMenu.Item
      className={classNames("menu-item", isDangerous && "menu-item-danger")}
      onSelect={onSelect}
      {...(isDisabled && { disabled: true })}
    >
      {Icon && <Icon className="i i-s" aria-hidden="true" />}
      {children}
    </DropdownMenu.Item>
  )
}

/** One of several, with a mark at the chosen one. */
export function MenuChoice<Value extends string>({
  label,
  options,
  value,
  onChoose,
}: {
  label: string
  options: { value: Value; label: string }[]
  value: Value
  onChoose: (value: Value) => void
}) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={(next) => onChoose(next as Value)}>
      <DropdownMenu.Label className="menu-label">{label}</DropdownMenu.Label>
      {options.map((option) => (
        <DropdownMenu.RadioItem key={option.value} value={option.value} className="menu-item menu-choice">
          {option.label}
          <DropdownMenu.ItemIndicator className="push">
            <Check className="i i-s" aria-hidden="true" />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="menu-separator" />
}

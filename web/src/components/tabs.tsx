import { Tabs as RadixTabs } from "radix-ui"
import type { ReactNode } from "react"
import { formatNumber } from "../lib/format.ts"

/** Views of one thing side by side; arrows move between them. */
export function Tabs<Value extends string>({
  label,
  value,
  onChoose,
  tabs,
  className,
}: {
  label: string
  value: Value
  onChoose: (value: Value) => void
  tabs: { value: Value; label: string; count?: number; content: ReactNode }[]
  className?: string
}) {
  return (
    <RadixTabs.Root className={className} value={value} onValueChange={(next) => onChoose(next as Value)}>
      <RadixTabs.List className="tabs" aria-label={label}>
        {tabs.map((tab) => (
          <RadixTabs.Trigger key={tab.value} value={tab.value} className="tab">
            {tab.label}
            {tab.count !== undefined && <span className="n">{formatNumber(tab.count)}</span>}
          </RadixTabs.Trigger>
        ))}
      </RadixTabs.List>
      {tabs.map((tab) => (
        <RadixTabs.Content key={tab.value} value={tab.value} className="tab-panel">
          {tab.content}
        </RadixTabs.Content>
      ))}
    </RadixTabs.Root>
  )
}

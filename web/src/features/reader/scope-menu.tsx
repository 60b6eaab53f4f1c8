import { ListFilter } from "lucide-react"
import { ChoiceMenu } from "../../components/choice-menu.tsx"
import { words } from "./words.ts"

export type ScopeKind = "section" | "material" | "everything"

const say = words.askPanel

/** What the next question is about. A selected passage goes before. */
export function ScopeMenu({
  kind,
  hasPassage,
  onChoose,
}: {
  kind: ScopeKind
  hasPassage: boolean
  onChoose: (kind: ScopeKind) => void
}) {
  if (hasPassage) {
    return (
      <span className="row choice-line scope">
        <ListFilter className="i i-s" aria-hidden="true" />
        {say.passage}
      </span>
    )
  }
  return (
    <ChoiceMenu
      icon={ListFilter}
      label={say.scope}
      names={say.scopes}
      value={kind}
      onChoose={onChoose}
      className="scope"
    />
  )
}

import { ListFilter } from "lucide-react"
import { Menu, MenuChoice } from "../../components/menu.tsx"
import { words } from "./words.ts"

export type ScopeKind = "section" | "material" | "everything"

const kinds: ScopeKind[] = ["section", "material", "everything"]
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
      <span className="row scope">
        <ListFilter className="i i-s" aria-hidden="true" />
        {say.passage}
      </span>
    )
  }
  return (
    <Menu
      trigger={
        <button className="link row scope" type="button">
          <ListFilter className="i i-s" aria-hidden="true" />
          <span className="sr">{say.scope}: </span>
          {say.scopes[kind]}
        </button>
      }
    >
      <MenuChoice
        label={say.scope}
        options={kinds.map((value) => ({ value, label: say.scopes[value] }))}
        value={kind}
        onChoose={onChoose}
      />
    </Menu>
  )
}

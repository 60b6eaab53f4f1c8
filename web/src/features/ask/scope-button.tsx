import { useQuery } from "@tanstack/react-query"
import { ChevronDown, ListFilter } from "lucide-react"
import { Button } from "../../components/button.tsx"
import type { Scope } from "./exchange.ts"
import { materialTitleQuery } from "./scope-queries.ts"
import { words } from "./words.ts"

/** Says what is answered from, and opens the choice. */
export function ScopeButton({ scope, onOpen }: { scope: Scope; onOpen: () => void }) {
  const name = useScopeName(scope)
  return (
    <Button
      variant="ghost"
      icon={ListFilter}
      className="small ask-scope"
      aria-label={words.scope.button(name)}
      aria-haspopup="dialog"
      onClick={onOpen}
    >
      <span className="clip">{name}</span>
      <ChevronDown className="i i-s" aria-hidden="true" />
    </Button>
  )
}

function useScopeName(scope: Scope): string {
  const only =
    scope.kind === "passage"
      ? scope
      : scope.kind === "materials" && scope.materials.length === 1
        ? scope.materials[0]
        : undefined
  const { data: title } = useQuery({
    ...materialTitleQuery(only ?? { ownerId: "", materialId: "" }),
    enabled: only !== undefined,
  })
  if (scope.kind === "everything") return words.scope.everything
  if (scope.kind === "passage") return title ? words.scope.passageOf(title) : words.scope.passage
  return title ?? words.scope.count(scope.materials.length)
}

import { Upload } from "lucide-react"
import { Button, ButtonLink } from "../../components/button.tsx"
import type { Message, Scope } from "./exchange.ts"
import { SourceRows } from "./source-rows.tsx"
import { words } from "./words.ts"

/** The material has no answer: how far was searched, what comes nearest, what to do. */
export function Refusal({
  answer,
  scope,
  current,
  onCite,
  onRephrase,
  onWiden,
}: {
  answer: Message
  scope: Scope
  current: number | undefined
  onCite: (number: number) => void
  onRephrase: () => void
  onWiden: () => void
}) {
  const { searched, nearest } = answer
  return (
    <div className="ask-refused">
      <h3>{words.refusal.title}</h3>
      <p className="soft">
        {!searched || searched.passages === 0
          ? words.refusal.nothing
          : scope.kind === "passage"
            ? words.refusal.searchedPassage
            : words.refusal.searched(searched.materials, searched.passages)}
      </p>
      {nearest.length > 0 && (
        <div>
          <h4>{words.refusal.nearest}</h4>
          <SourceRows sources={nearest} current={current} hasNumbers={false} onChoose={onCite} />
        </div>
      )}
      <div className="row wrap ask-actions">
        {scope.kind === "everything" ? (
          <ButtonLink to={"/library" as string} icon={Upload}>
            {words.refusal.add}
          </ButtonLink>
        ) : (
          <Button onClick={onWiden}>{words.refusal.widen}</Button>
        )}
        <Button onClick={onRephrase}>{words.refusal.rephrase}</Button>
      </div>
    </div>
  )
}

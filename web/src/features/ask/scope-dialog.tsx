import { useQuery } from "@tanstack/react-query"
import { Search } from "lucide-react"
import { type ReactNode, useDeferredValue, useId, useState } from "react"
import { Button } from "../../components/button.tsx"
import { Dialog } from "../../components/dialog.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import type { Scope } from "./exchange.ts"
import { materialsToAskQuery, materialTitleQuery } from "./scope-queries.ts"
import { words } from "./words.ts"

type Kind = Scope["kind"]
type Place = { ownerId: string; materialId: string }

/** What the tutor may answer from: all, some materials, or the passage the conversation came from. */
export function ScopeDialog({
  scope,
  passage,
  onClose,
  onChoose,
}: {
  scope: Scope
  /** Offered where there is one. */
  passage: Extract<Scope, { kind: "passage" }> | undefined
  onClose: () => void
  onChoose: (scope: Scope) => void
}) {
  const [kind, setKind] = useState<Kind>(scope.kind)
  const [chosen, setChosen] = useState<readonly Place[]>(scope.kind === "materials" ? scope.materials : [])
  const [isIncomplete, setIncomplete] = useState(false)
  const apply = (): void => {
    if (kind === "materials" && chosen.length === 0) setIncomplete(true)
    else if (kind === "materials") onChoose({ kind, materials: [...chosen] })
    else onChoose(kind === "passage" && passage ? passage : { kind: "everything" })
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.scope.title}
      place="side"
      actions={
        <>
          <Button onClick={onClose}>{words.scope.cancel}</Button>
          <Button variant="primary" onClick={apply}>
            {words.scope.apply}
          </Button>
        </>
      }
    >
      <fieldset className="ask-scopes">
        <legend className="sr">{words.scope.title}</legend>
        <KindChoice kind="everything" name={words.scope.everything} chosen={kind} onChoose={setKind}>
          {words.scope.everythingSay}
        </KindChoice>
        {passage && <PassageChoice passage={passage} chosen={kind} onChoose={setKind} />}
        <KindChoice kind="materials" name={words.scope.chosen} chosen={kind} onChoose={setKind}>
          {words.scope.chosenSay}
        </KindChoice>
      </fieldset>
      {kind === "materials" && (
        <MaterialChoice
          chosen={chosen}
          onChoose={(next) => {
            setIncomplete(false)
            setChosen(next)
          }}
        />
      )}
      <p role="status" className="small">
        {isIncomplete && <span className="field-error">{words.scope.chooseOne}</span>}
      </p>
    </Dialog>
  )
}

function KindChoice({
  kind,
  name,
  chosen,
  onChoose,
  children,
}: {
  kind: Kind
  name: string
  chosen: Kind
  onChoose: (kind: Kind) => void
  children: ReactNode
}) {
  const id = useId()
  return (
    <div className="ask-choice">
      <input
        className="box"
        type="radio"
        name="scope"
        id={id}
        checked={kind === chosen}
        aria-describedby={`${id}-say`}
        {...(kind === chosen && { "data-autofocus": true })}
        onChange={() => onChoose(kind)}
      />
      <label htmlFor={id}>
        <span className="strong">{name}</span>
        <span className="small quiet" id={`${id}-say`}>
          {children}
        </span>
      </label>
    </div>
  )
}

function PassageChoice({ passage, ...rest }: { passage: Place; chosen: Kind; onChoose: (kind: Kind) => void }) {
  const { data: title } = useQuery(materialTitleQuery(passage))
  return (
    <KindChoice kind="passage" name={words.scope.passage} {...rest}>
      {words.scope.passageSay(title ?? "…")}
    </KindChoice>
  )
}

function MaterialChoice({
  chosen,
  onChoose,
}: {
  chosen: readonly Place[]
  onChoose: (chosen: readonly Place[]) => void
}) {
  const [text, setText] = useState("")
  const { data, error, refetch } = useQuery(materialsToAskQuery(useDeferredValue(text.trim())))
  return (
    <div className="ask-materials">
      <div className="input-icon">
        <Search className="i" aria-hidden="true" />
        <input
          className="input"
          type="search"
          aria-label={words.scope.find}
          placeholder={words.scope.find}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      {error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <SkeletonScreen label={words.loading}>
          <SkeletonLines widths={["80%", "60%", "70%"]} />
        </SkeletonScreen>
      ) : data.items.length === 0 ? (
        <p className="small quiet">{words.scope.none}</p>
      ) : (
        <ul>
          {data.items.map((material) => {
            const isChosen = chosen.some(({ materialId }) => materialId === material.id)
            return (
              <li key={material.id}>
                <label className="ask-material">
                  <input
                    className="box"
                    type="checkbox"
                    checked={isChosen}
                    disabled={!material.isSearchable && !isChosen}
                    onChange={() =>
                      onChoose(
                        isChosen
                          ? chosen.filter(({ materialId }) => materialId !== material.id)
                          : [...chosen, { ownerId: material.ownerId, materialId: material.id }],
                      )
                    }
                  />
                  <span>
                    {material.title}
                    {!material.isSearchable && <span className="small quiet"> ({words.scope.notReady})</span>}
                  </span>
                </label>
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}

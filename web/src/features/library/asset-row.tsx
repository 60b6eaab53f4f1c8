import { Check, Pencil, X } from "lucide-react"
import { useState } from "react"
import { Button } from "../../components/button.tsx"
import { Tag } from "../../components/chip.tsx"
import { CiteLink } from "../../components/cite.tsx"
import { RichLine } from "../../components/rich-text.tsx"
import { AssetDialog } from "./asset-dialog.tsx"
import type { Asset } from "./material-queries.ts"
import { useJudgeAsset } from "./use-judge-asset.ts"
import { words } from "./words.ts"

const say = words.assets

/** One item with its answer and the passage it rests on; a draft with the choice to approve, change or reject it. */
export function AssetRow({ asset, ownerId, canJudge }: { asset: Asset; ownerId: string; canJudge: boolean }) {
  const { materialId, type, status, prompt, answer, options, evidence, difficulty } = asset
  const judge = useJudgeAsset()
  const [isEditing, setEditing] = useState(false)
  return (
    <li className="asset">
      <div className="asset-head small quiet">
        <span>{say.types[type]}</span>
        <span>{say.difficulty(difficulty)}</span>
        {asset.questionId !== null && <Tag>{say.isQuestion}</Tag>}
        {asset.cardId !== null && <Tag>{say.isCard}</Tag>}
        <CiteLink
          to="/library/$ownerId/$materialId"
          params={{ ownerId, materialId }}
          activeOptions={{ exact: true }}
          hash={`${evidence.start}-${evidence.end}`}
          {...(evidence.pageNumber !== null && { page: evidence.pageNumber })}
        />
      </div>
      <p className="asset-prompt">
        <RichLine text={prompt} />
      </p>
      {options === null ? (
        <p className="small">
          <span className="quiet">{say.answer}: </span>
          <RichLine text={answer} />
        </p>
      ) : (
        <ul className="asset-options small">
          {options.map((option) => (
            <li key={option.text}>
              {option.isCorrect ? <Tag icon={Check} tone="correct">{`${say.correct}: `}</Tag> : null}
              <RichLine text={option.text} />
            </li>
          ))}
        </ul>
      )}
      {canJudge && (
        <div className="row wrap asset-actions">
          {status === "draft" && (
            <>
              <Button
                icon={Check}
                aria-label={say.approveThis(prompt)}
                onClick={() => judge.mutate({ asset, verdict: "approve" })}
              >
                {say.approve}
              </Button>
              <Button variant="ghost" icon={Pencil} aria-label={say.editThis(prompt)} onClick={() => setEditing(true)}>
                {say.edit}
              </Button>
            </>
          )}
          <Button
            variant="ghost"
            icon={X}
            aria-label={say.rejectThis(prompt)}
            onClick={() => judge.mutate({ asset, verdict: "reject" })}
          >
            {say.reject}
          </Button>
        </div>
      )}
      {isEditing && <AssetDialog asset={asset} onClose={() => setEditing(false)} />}
    </li>
  )
}

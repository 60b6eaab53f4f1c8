import { Link } from "@tanstack/react-router"
import { Check } from "lucide-react"
import { Tag } from "../../components/chip.tsx"
import { Progress } from "../../components/progress.tsx"
import { formatAgo, formatPercent } from "../../lib/format.ts"
import { MaterialMenu } from "./material-menu.tsx"
import type { Material } from "./material-queries.ts"
import { words } from "./words.ts"

/** Read to this share a book counts as read: what is left is an index or a bibliography. */
const readFrom = 0.98

/** One material: what it is, its first tag, how much was read and when. The whole row opens it. */
export function MaterialRow({ material }: { material: Material }) {
  const { ownerId, id: materialId, title, format, pageCount, wordCount, questionCount, draftCount, progress } = material
  const facts = [
    words.size(pageCount, wordCount, format === "pptx"),
    questionCount > 0 && words.questionCount(questionCount),
    draftCount > 0 && words.draftCount(draftCount),
  ].filter((fact) => fact !== false)
  const isRead = progress.readShare >= readFrom
  return (
    <li className="mat row-link">
      <Kind format={format} />
      <div className="mat-t">
        <Link to="/library/$ownerId/$materialId" params={{ ownerId, materialId }}>
          {title}
        </Link>
        <p className="small quiet">{facts.join(", ")}</p>
      </div>
      <span className="small soft mat-s clip">{material.tags[0]?.tag}</span>
      <div className="mat-p">
        <Progress isQuiet value={progress.readShare} label={words.readShare(progress.readShare)} />
        <span className="small soft nowrap">
          {isRead ? <Tag icon={Check}>{words.read}</Tag> : formatPercent(progress.readShare)}
        </span>
      </div>
      <span className="small quiet mat-w">
        {progress.updatedAt === null ? words.notStarted : words.readAt(formatAgo(new Date(progress.updatedAt)))}
      </span>
      <MaterialMenu material={material} />
    </li>
  )
}

/** A small sheet that says what kind of file it was. */
function Kind({ format }: { format: Material["format"] }) {
  return (
    <span className="kind" aria-hidden="true">
      {format === null ? "" : words.kinds[format]}
    </span>
  )
}

import { useQuery } from "@tanstack/react-query"
import { RotateCcw } from "lucide-react"
import { Button } from "../../components/button.tsx"
import { formatAgo, formatDate } from "../../lib/format.ts"
import { deletedMaterialsQuery } from "./material-queries.ts"
import { useMaterialActions } from "./use-material-actions.ts"
import { words } from "./words.ts"

/** What was deleted and is not gone yet: the way back when the moment for Undo has passed. Nothing is shown while there is none. */
export function RecentlyDeleted() {
  const deleted = useQuery(deletedMaterialsQuery).data?.items ?? []
  const { restore, isRestoring } = useMaterialActions()
  if (deleted.length === 0) return null
  return (
    <details className="lib-section lib-deleted">
      <summary className="small">{words.recentlyDeleted(deleted.length)}</summary>
      <ul className="list">
        {deleted.map((material) => (
          <li key={material.id} className="row lib-deleted-row">
            <div className="grow">
              <p>{material.title}</p>
              <p className="small quiet">
                {words.deletedSay(
                  formatAgo(new Date(material.deletedAt)),
                  formatDate(new Date(material.restorableUntil), { day: "numeric", month: "short", year: "numeric" }),
                )}
              </p>
            </div>
            <Button
              icon={RotateCcw}
              aria-label={words.restoreTitle(material.title)}
              isBusy={isRestoring(material.id)}
              onClick={() => restore(material)}
            >
              {words.restore}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  )
}

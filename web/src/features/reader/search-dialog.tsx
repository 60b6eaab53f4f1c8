import { useQuery } from "@tanstack/react-query"
import { Search } from "lucide-react"
import { useDeferredValue, useState } from "react"
import { Dialog } from "../../components/dialog.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { SkeletonLines } from "../../components/skeleton.tsx"
import { chooseExcerpt, cutAtMarks, inOneLine, passageSearchQuery, type SearchHit } from "../library/index.ts"
import type { TextRange } from "./passage-link.ts"
import { words } from "./words.ts"

const say = words.searchDialog

/** What was looked for last in each material: opening the search again goes on with it. */
const lastSearches = new Map<string, string>()

/** Finds passages of the open material; choosing one goes there. */
export function SearchDialog({
  materialId,
  onChoose,
  onClose,
}: {
  materialId: string
  onChoose: (range: TextRange) => void
  onClose: () => void
}) {
  const [text, setText] = useState(lastSearches.get(materialId) ?? "")
  const wanted = useDeferredValue(text.trim())
  const query = useQuery({ ...passageSearchQuery(wanted, materialId), enabled: wanted !== "" })
  return (
    <Dialog isOpen onClose={onClose} title={words.search} className="reader-search">
      <div className="input-icon">
        <Search className="i" aria-hidden="true" />
        <input
          className="input"
          type="search"
          aria-label={say.label}
          placeholder={say.placeholder}
          value={text}
          maxLength={200}
          autoComplete="off"
          data-autofocus
          onFocus={(event) => event.target.select()}
          onChange={(event) => {
            setText(event.target.value)
            lastSearches.set(materialId, event.target.value)
          }}
        />
      </div>
      <div className="reader-hits">
        {wanted === "" ? (
          <p className="small quiet">{say.start}</p>
        ) : query.error ? (
          <ErrorNotice error={query.error} onRetry={() => void query.refetch()} isBusy={query.isFetching} />
        ) : !query.data ? (
          <div aria-busy="true">
            <span className="sr" role="status">
              {say.searching}
            </span>
            <SkeletonLines widths={["90%", "70%", "80%"]} />
          </div>
        ) : query.data.items.length === 0 ? (
          <p className="soft" role="status">
            {say.none}
          </p>
        ) : (
          <>
            <p className="small quiet" role="status">
              {say.count(query.data.items.length)}
            </p>
            <ul className="list" aria-busy={query.isPlaceholderData}>
              {query.data.items.map((hit) => (
                <Hit key={hit.start} hit={hit} onChoose={onChoose} />
              ))}
            </ul>
          </>
        )}
      </div>
    </Dialog>
  )
}

function Hit({ hit, onChoose }: { hit: SearchHit; onChoose: (range: TextRange) => void }) {
  const { text, highlights, start, headingPath, pageNumber } = hit
  const excerpt = chooseExcerpt(text, highlights, 200)
  return (
    <li>
      <button
        className="reader-hit"
        type="button"
        onClick={() => onChoose({ start: start + excerpt.start, end: start + excerpt.end })}
      >
        <span className="small quiet">
          {[pageNumber !== null && words.page(pageNumber), headingPath.at(-1)].filter(Boolean).join(", ")}
        </span>
        <span className="reader-hit-text">
          {cutAtMarks(text, excerpt, highlights).map((part) =>
            part.isMarked ? (
              <mark className="mark" key={part.start}>
                {inOneLine(part.text)}
              </mark>
            ) : (
              inOneLine(part.text)
            ),
          )}
        </span>
      </button>
    </li>
  )
}

import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Empty } from "../../components/empty.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { MarginRow } from "../../components/margin-row.tsx"
import { SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import { chooseExcerpt, cutAtMarks, inOneLine } from "./excerpt.ts"
import { passageSearchQuery, type SearchHit, titleSuggestionsQuery } from "./material-queries.ts"
import { words } from "./words.ts"

/** Titles like the words, and the passages that have them; each passage opens in the reader where it stands. */
export function SearchResults({ text }: { text: string }) {
  const titles = useQuery(titleSuggestionsQuery(text))
  const passages = useQuery(passageSearchQuery(text))
  if (passages.error && !passages.data)
    return <ErrorNotice error={passages.error} onRetry={() => void passages.refetch()} isBusy={passages.isFetching} />
  if (!passages.data || !titles.data) {
    return (
      <SkeletonScreen label={words.searching}>
        <SkeletonLines widths={["30%", "90%", "80%", "85%", "60%"]} />
      </SkeletonScreen>
    )
  }
  const found = passages.data.items
  if (found.length === 0 && titles.data.items.length === 0)
    return <Empty title={words.noResults}>{words.noResultsSay}</Empty>
  return (
    <div aria-busy={passages.isPlaceholderData}>
      <h2 className="sr">{words.results(text)}</h2>
      <p className="sr" role="status">
        {words.foundCount(found.length)}
      </p>
      {titles.data.items.length > 0 && (
        <section className="lib-section" aria-labelledby="titles-title">
          <div className="sec-head">
            <h3 id="titles-title">{words.titles}</h3>
          </div>
          <ul className="list">
            {titles.data.items.map(({ ownerId, id: materialId, title }) => (
              <li className="title-hit row-link" key={materialId}>
                <Link to="/library/$ownerId/$materialId" params={{ ownerId, materialId }}>
                  {title}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="lib-section" aria-labelledby="passages-title">
        <div className="sec-head">
          <h3 id="passages-title">{words.found}</h3>
          {found.length > 0 && <span className="small quiet">{words.foundCount(found.length)}</span>}
        </div>
        {found.length === 0 ? (
          <p className="soft">{words.noPassages}</p>
        ) : (
          <ul className="list">
            {found.map((hit) => (
              <PassageHit key={`${hit.materialId} ${hit.start}`} hit={hit} />
            ))}
          </ul>
        )}
      </section>
    </div>
  )
}

function PassageHit({ hit }: { hit: SearchHit }) {
  const { ownerId, materialId, materialTitle, headingPath, pageNumber, start, text, highlights } = hit
  const excerpt = chooseExcerpt(text, highlights)
  return (
    <MarginRow isLink at={pageNumber === null ? words.noPage : words.page(pageNumber)} className="hit">
      <Link
        to="/library/$ownerId/$materialId"
        params={{ ownerId, materialId }}
        hash={`${start + excerpt.start}-${start + excerpt.end}`}
      >
        {[materialTitle, ...headingPath.slice(-1)].join(" · ")}
      </Link>
      <p className="hit-text">
        {cutAtMarks(text, excerpt, highlights).map((part) =>
          part.isMarked ? (
            <mark className="mark" key={part.start}>
              {inOneLine(part.text)}
            </mark>
          ) : (
            inOneLine(part.text)
          ),
        )}
      </p>
    </MarginRow>
  )
}

import { words as shared } from "../../components/words.ts"
import type { Citation } from "./exchange.ts"

/** Sources as rows: page tab, section, material; or the words quoted. Choosing one shows its passage. */
export function SourceRows({
  sources,
  current,
  hasNumbers = true,
  hasQuotes = false,
  onChoose,
}: {
  sources: readonly Citation[]
  current: number | undefined
  /** The nearest passages of a refusal are cited nowhere. */
  hasNumbers?: boolean
  hasQuotes?: boolean
  onChoose: (number: number) => void
}) {
  return (
    <ul className="list ask-sources">
      {sources.map((source) => {
        const page = source.pageNumber === null ? undefined : String(source.pageNumber)
        const face = [hasNumbers && source.number, page && shared.pageOf(page)].filter(Boolean).join(" · ")
        const heading = source.headingPath.at(-1) ?? source.materialTitle
        return (
          <li key={source.number}>
            <button
              type="button"
              className="ask-source"
              aria-current={source.number === current ? "true" : undefined}
              onClick={() => onChoose(source.number)}
            >
              {face === "" ? (
                <span className="ask-dot" aria-hidden="true" />
              ) : (
                <span className="cite">
                  <span aria-hidden="true">{face}</span>
                  <span className="sr">{shared.source(hasNumbers ? source.number : undefined, page)}, </span>
                </span>
              )}
              {hasQuotes ? (
                <span className="clip ask-words">{source.quote}</span>
              ) : (
                <>
                  <span className="clip">{heading}</span>
                  {heading !== source.materialTitle && <span className="small quiet clip">{source.materialTitle}</span>}
                </>
              )}
            </button>
          </li>
        )
      })}
    </ul>
  )
}

import { useQuery } from "@tanstack/react-query"
import { BookOpen, MessageSquare } from "lucide-react"
import { useId } from "react"
import { ButtonLink } from "../../components/button.tsx"
import { CiteLink } from "../../components/cite.tsx"
import { passageQuery, type Source } from "./practice-queries.ts"
import { textAfter, textBefore } from "./surroundings.ts"
import { words } from "./words.ts"

/** Address of a passage in the reader, which shows it marked. */
export function readerAddress({ ownerId, materialId, start, end }: Source) {
  return { to: `/library/${ownerId}/${materialId}` as string, hash: `${start}-${end}` }
}

/** The passage a question rests on, in its surroundings, and the way to it. */
export function SourceSheet({ source }: { source: Source }) {
  const titleId = useId()
  // The quote is there at once; its surroundings follow. A material that is gone leaves the quote.
  const { data: passage } = useQuery({ ...passageQuery(source), retry: false })
  const before = passage ? textBefore(passage.before) : ""
  const after = passage ? textAfter(passage.after) : ""
  const page = source.pageNumber ?? undefined
  const heading = source.headingPath.at(-1)
  return (
    <section className="sheet src" aria-labelledby={titleId}>
      <div className="row between">
        <h2 id={titleId}>{words.whereFrom}</h2>
        <CiteLink {...readerAddress(source)} {...(page !== undefined && { page })} />
      </div>
      <div className="passage">
        <p>
          {before && `${before} `}
          <span className="mark">{passage?.text ?? source.quote}</span>
          {after && (/^[\s.,;:!?)]/.test(after) ? after : ` ${after}`)}
        </p>
      </div>
      <p className="small soft">
        {[source.materialTitle, heading !== source.materialTitle && heading].filter(Boolean).join(", ")}
      </p>
      <div className="row wrap src-ways">
        <ButtonLink {...readerAddress(source)} icon={BookOpen}>
          {words.openPage}
        </ButtonLink>
        <ButtonLink
          to="/ask/{-$conversationId}"
          params={{}}
          search={{ ownerId: source.ownerId, materialId: source.materialId, start: source.start, end: source.end }}
          variant="ghost"
          icon={MessageSquare}
        >
          {words.ask}
        </ButtonLink>
      </div>
    </section>
  )
}

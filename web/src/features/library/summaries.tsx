import { useQuery } from "@tanstack/react-query"
import { CiteLink } from "../../components/cite.tsx"
import { Empty } from "../../components/empty.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import { type MaterialRef, summariesQuery } from "./material-queries.ts"
import { words } from "./words.ts"

const say = words.assets

/** The sentences that tell most of each section, each with its place in the text. */
export function Summaries({ material }: { material: MaterialRef }) {
  const { ownerId, id: materialId } = material
  const { data, error, refetch, isFetching } = useQuery(summariesQuery(material))
  if (error && !data) return <ErrorNotice error={error} onRetry={() => void refetch()} isBusy={isFetching} />
  if (!data) {
    return (
      <SkeletonScreen label={say.loading}>
        <SkeletonLines widths={["90%", "85%", "60%"]} />
      </SkeletonScreen>
    )
  }
  if (data.items.length === 0) return <Empty title={say.noSummaries}>{say.noSummariesSay}</Empty>
  return (
    <ul className="list">
      {data.items.map(({ sectionIndex, start, end, pageNumber, text }) => (
        <li className="summary" key={`${sectionIndex} ${start}`}>
          <p className="passage">
            {text}{" "}
            <CiteLink
              to="/library/$ownerId/$materialId"
              params={{ ownerId, materialId }}
              activeOptions={{ exact: true }}
              hash={`${start}-${end}`}
              {...(pageNumber !== null && { page: pageNumber })}
            />
          </p>
        </li>
      ))}
    </ul>
  )
}

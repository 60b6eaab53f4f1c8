import { useQuery } from "@tanstack/react-query"
import { useSearch } from "@tanstack/react-router"
import { ListChecks } from "lucide-react"
import { useScreenTitle } from "../../app/screen-title.ts"
import { ButtonLink } from "../../components/button.tsx"
import { Empty } from "../../components/empty.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { SkeletonBlock, SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import { Builder } from "./builder.tsx"
import "./practice.css"
import { availableQuery } from "./practice-queries.ts"
import { SessionHistory, UnfinishedSessions } from "./session-lists.tsx"
import { words } from "./words.ts"

/** Choose what to practise; go on with what was left open; look back. */
export function PracticeScreen() {
  useScreenTitle(words.title)
  const search = useSearch({ from: "/member/shell/practice" })
  const { data: all, error, refetch, isFetching } = useQuery(availableQuery({}))
  return (
    <div className="page">
      <div className="page-head">
        <h1 className="grow">{words.title}</h1>
        <ButtonLink to="/practice/questions" variant="ghost" icon={ListChecks}>
          {words.bank}
        </ButtonLink>
      </div>
      {all ? (
        <>
          <UnfinishedSessions />
          <div className="practice-cols">
            {all.count === 0 ? (
              <Empty
                title={words.emptyTitle}
                action={
                  <div className="row wrap">
                    <ButtonLink to={"/library" as string} variant="primary">
                      {words.addMaterial}
                    </ButtonLink>
                    <ButtonLink to="/practice/questions/new" variant="ghost">
                      {words.writeQuestion}
                    </ButtonLink>
                  </div>
                }
              >
                {words.emptySay}
              </Empty>
            ) : (
              // A link from elsewhere chooses anew; what is chosen here does not go into the address.
              <Builder key={JSON.stringify(search)} search={search} />
            )}
            <SessionHistory />
          </div>
        </>
      ) : error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} isBusy={isFetching} />
      ) : (
        <SkeletonScreen label={words.loading}>
          <div className="pending">
            <SkeletonBlock height="16rem" />
            <SkeletonLines widths={["30%", "80%", "75%", "82%"]} />
          </div>
        </SkeletonScreen>
      )}
    </div>
  )
}

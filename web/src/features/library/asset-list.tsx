import { useInfiniteQuery } from "@tanstack/react-query"
import { Button } from "../../components/button.tsx"
import { Empty } from "../../components/empty.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import { AssetRow } from "./asset-row.tsx"
import { assetsQuery, type Material } from "./material-queries.ts"
import { generationNote } from "./processing-steps.ts"
import { words } from "./words.ts"

const say = words.assets

/** What was made from a material, in reading order: the drafts, or what is asked already. */
export function AssetList({ material, status, canJudge }: { material: Material; status?: "draft"; canJudge: boolean }) {
  const query = useInfiniteQuery(assetsQuery(material, status))
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = query
  if (!data) {
    if (error) return <ErrorNotice error={error} onRetry={() => void query.refetch()} isBusy={query.isFetching} />
    return (
      <SkeletonScreen label={say.loading}>
        <SkeletonLines widths={["80%", "60%", "75%", "50%"]} />
      </SkeletonScreen>
    )
  }
  const items = data.pages
    .flatMap((page) => page.items)
    .filter((asset) => (status === "draft" ? asset.status === "draft" : asset.status !== "draft"))
  if (items.length === 0 && !hasNextPage) {
    return status === "draft" ? (
      <Empty title={say.noDrafts}>{generationNote(material.steps) ?? say.noDraftsSay}</Empty>
    ) : (
      <Empty title={say.noItems}>{generationNote(material.steps) ?? say.noItemsSay}</Empty>
    )
  }
  return (
    <>
      <ul className="list">
        {items.map((asset) => (
          <AssetRow key={asset.id} asset={asset} ownerId={material.ownerId} canJudge={canJudge} />
        ))}
      </ul>
      {hasNextPage && (
        <Button className="assets-more" isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {words.showMore}
        </Button>
      )}
    </>
  )
}

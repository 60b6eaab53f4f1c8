import type { ReactNode } from "react"
import { Button } from "../../components/button.tsx"
import { Empty } from "../../components/empty.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import { words } from "./words.ts"

/** What a list needs of its query, be it one page or many. */
interface ListQuery {
  error: unknown
  refetch: () => unknown
  hasNextPage?: boolean
  isFetchingNextPage?: boolean
  fetchNextPage?: () => unknown
}

/** A headed list as administration has them: what it is, its rows, and what stands there while there are none. */
export function AdminList<Item>({
  id,
  title,
  say,
  items,
  query,
  empty,
  above,
  children,
}: {
  /** Of the heading; unique on the screen. */
  id: string
  title: string
  say?: ReactNode
  /** Undefined while they are on their way. */
  items: readonly Item[] | undefined
  query: ListQuery
  /** In their place while there are none: what to do about it, or a line that says so. */
  empty?: { title: string; say: string } | string
  /** Between the heading and the rows, such as a search. */
  above?: ReactNode
  /** A row: an `li` with its key. */
  children: (item: Item) => ReactNode
}) {
  return (
    <section className="admin-part" aria-labelledby={id}>
      <div className="sec-head">
        <h2 id={id}>{title}</h2>
        {say && <span className="small quiet">{say}</span>}
      </div>
      {above}
      {query.error !== null && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
      {items === undefined && query.error === null && (
        <SkeletonScreen label={words.loading}>
          <SkeletonLines widths={["70%", "80%", "60%", "75%"]} />
        </SkeletonScreen>
      )}
      {items?.length === 0 && typeof empty === "string" && <p className="soft">{empty}</p>}
      {items?.length === 0 && typeof empty === "object" && <Empty title={empty.title}>{empty.say}</Empty>}
      {items !== undefined && items.length > 0 && <ul className="list">{items.map(children)}</ul>}
      {query.hasNextPage && (
        <Button isBusy={query.isFetchingNextPage ?? false} onClick={() => void query.fetchNextPage?.()}>
          {words.more}
        </Button>
      )}
    </section>
  )
}

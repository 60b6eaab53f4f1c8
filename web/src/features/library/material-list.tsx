import { useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { useNavigate, useSearch } from "@tanstack/react-router"
import { Button } from "../../components/button.tsx"
import { accountQuery } from "../accounts/index.ts"
import { arrange } from "./arrange-materials.ts"
import { type Material, readyMaterialsQuery } from "./material-queries.ts"
import { MaterialRow } from "./material-row.tsx"
import { useOrder } from "./order-menu.tsx"
import { words } from "./words.ts"

/** The learner's own materials, then those of the course; filtered and ordered. */
export function MaterialList() {
  const { tag, show } = useSearch({ from: "/member/shell/library" })
  const navigate = useNavigate({ from: "/library" })
  const order = useOrder()
  const me = useQuery(accountQuery).data?.id
  const everything = useInfiniteQuery(readyMaterialsQuery())
  const tagged = useInfiniteQuery({ ...readyMaterialsQuery({ tag }), enabled: tag !== undefined })
  const query = tag === undefined ? everything : tagged
  const all = itemsOf(everything.data)
  if (all.length === 0) return <p className="soft">{words.none}</p>
  const items = arrange(itemsOf(query.data), order).filter(
    ({ progress }) => show !== "unread" || progress.readShare === 0,
  )
  const own = items.filter(({ ownerId }) => ownerId === me)
  const shared = items.filter(({ ownerId }) => ownerId !== me)
  return (
    <div aria-busy={query.isPlaceholderData}>
      <section className="lib-section" aria-labelledby="yours-title">
        {items.length === 0 ? (
          <p className="soft row wrap">
            {tag === undefined ? words.noneUnread : words.noneTagged(tag)}
            <button className="link" type="button" onClick={() => void navigate({ search: {}, resetScroll: false })}>
              {words.showAll}
            </button>
          </p>
        ) : (
          <Rows items={own} />
        )}
      </section>
      {shared.length > 0 && (
        <section className="lib-section" aria-labelledby="shared-title">
          <div className="sec-head">
            <h2 id="shared-title">{words.shared}</h2>
          </div>
          <Rows items={shared} />
        </section>
      )}
      {query.hasNextPage && (
        <Button isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {words.showMore}
        </Button>
      )}
    </div>
  )
}

function itemsOf(data: { pages: { items: Material[] }[] } | undefined): Material[] {
  return data?.pages.flatMap(({ items }) => items) ?? []
}

function Rows({ items }: { items: Material[] }) {
  return (
    <ul className="list">
      {items.map((material) => (
        <MaterialRow key={material.id} material={material} />
      ))}
    </ul>
  )
}

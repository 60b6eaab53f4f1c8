import { useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { useNavigate, useSearch } from "@tanstack/react-router"
import { useState } from "react"
import { Button } from "../../components/button.tsx"
import { remembered } from "../../lib/store.ts"
import { accountQuery } from "../accounts/index.ts"
import { arrange, type Order } from "./arrange-materials.ts"
import { Filters } from "./filters.tsx"
import { MaterialRow } from "./material-row.tsx"
import { type Material, readyMaterialsQuery } from "./material-queries.ts"
import { OrderMenu } from "./order-menu.tsx"
import { words } from "./words.ts"

const orderKey = "studyin-library-order"

function rememberedOrder(): Order {
  const order = remembered.read(orderKey)
  return order === "read" || order === "title" ? order : "newest"
}

/** The learner's own materials, then those of the course; filtered and ordered. */
export function MaterialList() {
  const { tag, show } = useSearch({ from: "/member/shell/library" })
  const navigate = useNavigate({ from: "/library" })
  const [order, setOrder] = useState(rememberedOrder)
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
      <Filters all={all} isComplete={!everything.hasNextPage} />
      <section className="lib-section" aria-labelledby="yours-title">
        <div className="sec-head">
          <h2 id="yours-title">{words.yours}</h2>
          <OrderMenu
            order={order}
            onChoose={(next) => {
              remembered.write(orderKey, next)
              setOrder(next)
            }}
          />
        </div>
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

import { ArrowDownUp } from "lucide-react"
import { Menu, MenuChoice } from "../../components/menu.tsx"
import { createStore, remembered, useStore } from "../../lib/store.ts"
import type { Order } from "./arrange-materials.ts"
import { words } from "./words.ts"

const orders: Order[] = ["newest", "read", "title"]

const orderKey = "studyin-library-order"

/** How the list is ordered, remembered in this browser. */
const chosenOrder = createStore<Order>(orders.find((order) => order === remembered.read(orderKey)) ?? "newest")

export function useOrder(): Order {
  return useStore(chosenOrder)
}

export function ListHead() {
  return (
    <div className="sec-head">
      <h2 id="yours-title">{words.yours}</h2>
      <OrderMenu />
    </div>
  )
}

function OrderMenu() {
  const order = useOrder()
  return (
    <Menu
      trigger={
        <button className="link small row order" type="button">
          <ArrowDownUp className="i i-s" aria-hidden="true" />
          <span className="sr">{words.order}: </span>
          {words.orders[order]}
        </button>
      }
    >
      <MenuChoice
        label={words.order}
        options={orders.map((value) => ({ value, label: words.orders[value] }))}
        value={order}
        onChoose={(next) => {
          remembered.write(orderKey, next)
          chosenOrder.set(next)
        }}
      />
    </Menu>
  )
}

import { ArrowDownUp } from "lucide-react"
import { ChoiceMenu } from "../../components/choice-menu.tsx"
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
      {/* The open list stands beside its button in the document; here it does not take its place at the end of the line. */}
      <div>
        <OrderMenu />
      </div>
    </div>
  )
}

function OrderMenu() {
  const order = useOrder()
  return (
    <ChoiceMenu
      icon={ArrowDownUp}
      label={words.order}
      names={words.orders}
      value={order}
      onChoose={(next) => {
        remembered.write(orderKey, next)
        chosenOrder.set(next)
      }}
      className="small"
    />
  )
}

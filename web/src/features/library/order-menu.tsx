import { ArrowDownUp } from "lucide-react"
import { Menu, MenuChoice } from "../../components/menu.tsx"
import type { Order } from "./arrange-materials.ts"
import { words } from "./words.ts"

const orders: Order[] = ["newest", "read", "title"]

export function OrderMenu({ order, onChoose }: { order: Order; onChoose: (order: Order) => void }) {
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
        onChoose={onChoose}
      />
    </Menu>
  )
}

import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { Button } from "../../components/button.tsx"
import { Tag } from "../../components/chip.tsx"
import { AdminFrame } from "./admin-frame.tsx"
import { AdminList } from "./admin-list.tsx"
import { FactorDemandDialog } from "./factor-demand-dialog.tsx"
import { type FactorDemand, factorDemandQuery } from "./factor-demand-query.ts"
import { factorDemandWords as words } from "./factor-demand-words.ts"
import { peopleWords } from "./people-words.ts"

/** Of whom a second factor is demanded, and how many have none. */
export function SecondFactorsScreen() {
  return (
    <AdminFrame>
      <SecondFactorsContent />
    </AdminFrame>
  )
}

/** From the least rights to the most, as the server lists them. */
const order = ["student", "instructor", "admin"] as const

function SecondFactorsContent() {
  const query = useQuery(factorDemandQuery)
  const [isOpen, setOpen] = useState(false)
  const demand = query.data
  const isDemanded = ({ role }: FactorDemand["roles"][number]) =>
    demand != null && demand.requiredFrom !== null && order.indexOf(role) >= order.indexOf(demand.requiredFrom)
  return (
    <>
      <AdminList
        id="admin-second-factors"
        title={words.title}
        say={words.say}
        items={demand?.roles}
        query={query}
        above={
          demand && (
            <div className="admin-choice">
              <p>{words.now(demand.requiredFrom)}</p>
              <Button onClick={() => setOpen(true)}>{words.change}</Button>
            </div>
          )
        }
      >
        {(one) => (
          <li key={one.role} className="admin-row">
            <div className="admin-what">
              <p className="strong">{peopleWords.roles[one.role]}</p>
              <p className="small quiet">{words.people(one.people, one.withoutFactor)}</p>
            </div>
            <div className="admin-state small quiet">
              {isDemanded(one) ? <Tag tone="ink">{words.demanded}</Tag> : <Tag>{words.offered}</Tag>}
            </div>
          </li>
        )}
      </AdminList>
      {isOpen && demand && <FactorDemandDialog demand={demand} onClose={() => setOpen(false)} />}
    </>
  )
}

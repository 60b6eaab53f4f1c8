import { useInfiniteQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Tag } from "../../components/chip.tsx"
import { formatAgo } from "../../lib/format.ts"
import { AdminFrame } from "./admin-frame.tsx"
import { AdminList } from "./admin-list.tsx"
import "./people.css"
import { signInsQuery } from "./people-queries.ts"
import { peopleWords as words } from "./people-words.ts"

/** Who is signed in where; to end one, go to the person. */
export function SignInsScreen() {
  return (
    <AdminFrame>
      <SignInsContent />
    </AdminFrame>
  )
}

function SignInsContent() {
  const signIns = useInfiniteQuery(signInsQuery)
  const count = signIns.data?.pages[0]?.count
  return (
    <AdminList
      id="admin-sign-ins"
      title={words.everybody}
      say={count !== undefined && words.everybodySay(count)}
      items={signIns.data?.pages.flatMap(({ items }) => items)}
      query={signIns}
      empty={{ title: words.nobodyHere, say: words.nobodyHereSay }}
    >
      {(signIn) => (
        <li key={signIn.familyId} className="people-row">
          <div className="admin-what">
            <p>
              <Link to="/admin/people/$id" params={{ id: signIn.userId }} className="strong people-link">
                {signIn.displayName}
              </Link>
            </p>
            <p className="small quiet people-mail">
              {[words.device(signIn.device), signIn.ipAddress].filter(Boolean).join(" · ")}
            </p>
          </div>
          <p className="people-tags">
            {signIn.role !== "student" && <Tag tone="ink">{words.roles[signIn.role]}</Tag>}
            {signIn.isRemembered && <Tag>{words.remembered}</Tag>}
          </p>
          <p className="small quiet">{words.lastUsed(formatAgo(new Date(signIn.lastUsedAt)))}</p>
        </li>
      )}
    </AdminList>
  )
}

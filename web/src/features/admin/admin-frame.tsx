import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { useScreenTitle } from "../../app/screen-title.ts"
import { ButtonLink } from "../../components/button.tsx"
import { Empty } from "../../components/empty.tsx"
import { accountQuery } from "../accounts/index.ts"
import "./admin.css"
import { auditWords } from "./audit-words.ts"
import { backupWords } from "./backup-words.ts"
import { words } from "./words.ts"

const places = [
  { to: "/admin", name: words.places.maintenance },
  { to: "/admin/retention", name: words.places.retention },
  { to: "/admin/archives", name: words.places.archives },
  { to: "/admin/backups", name: backupWords.title },
  { to: "/admin/audit", name: auditWords.title },
] as const

/** Title and parts of administration; learners are told that it is not for them. */
export function AdminFrame({ children }: { children: ReactNode }) {
  useScreenTitle(words.title)
  const { data: account } = useQuery(accountQuery)
  // Learners' queries would be refused, so nothing asks before it is known who this is.
  if (!account) return null
  if (account.role !== "admin")
    return (
      <div className="page">
        <Empty
          isScreen
          title={words.notYours}
          action={
            <ButtonLink to="/" variant="primary">
              {words.toToday}
            </ButtonLink>
          }
        >
          {words.notYoursSay}
        </Empty>
      </div>
    )
  return (
    <div className="page admin">
      <div className="page-head">
        <h1>{words.title}</h1>
      </div>
      <nav className="tabs" aria-label={words.sections}>
        {places.map(({ to, name }) => (
          <Link key={to} to={to} className="tab" activeOptions={{ exact: true }}>
            {name}
          </Link>
        ))}
      </nav>
      {children}
    </div>
  )
}

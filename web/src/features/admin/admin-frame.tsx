import { useQuery } from "@tanstack/react-query"
import { Link, useLocation } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { useScreenTitle } from "../../app/screen-title.ts"
import { ButtonLink } from "../../components/button.tsx"
import { Empty } from "../../components/empty.tsx"
import { accountQuery, doorQuery } from "../accounts/index.ts"
import "./admin.css"
import { auditWords } from "./audit-words.ts"
import { backupWords } from "./backup-words.ts"
import { factorDemandWords } from "./factor-demand-words.ts"
import { jobWords } from "./job-words.ts"
import { lettersWords } from "./letters-words.ts"
import { peopleWords } from "./people-words.ts"
import { plansWords } from "./plans-words.ts"
import { words } from "./words.ts"

/** Eleven places are too many for one row of tabs on a phone: those of one kind stand together. */
const groups = [
  {
    name: words.groups.people,
    places: [
      { to: "/admin/people", name: peopleWords.title },
      { to: "/admin/sign-ins", name: peopleWords.everybody },
      { to: "/admin/second-factors", name: factorDemandWords.title },
      { to: "/admin/plans", name: plansWords.title },
      { to: "/admin/audit", name: auditWords.title },
    ],
  },
  {
    name: words.groups.system,
    places: [
      { to: "/admin", name: words.places.maintenance },
      { to: "/admin/jobs", name: jobWords.title },
      { to: "/admin/retention", name: words.places.retention },
      { to: "/admin/archives", name: words.places.archives },
      { to: "/admin/backups", name: backupWords.title },
      { to: "/admin/letters", name: lettersWords.title },
    ],
  },
] as const

/** Whether an address is a place's, or lies below it: `/admin` itself is Maintenance, not all of administration. */
const liesIn = (path: string, to: string) => path === to || (to !== "/admin" && path.startsWith(`${to}/`))

/** Said by `aria-current` below; the router's own notion, that of the beginning of an address, is switched off as far as it goes. */
const here = { exact: true, includeSearch: false }

const usePath = () => useLocation({ select: ({ pathname }) => pathname.replace(/(.)\/$/, "$1") })

/** Title and parts of administration; learners are told that it is not for them. */
export function AdminFrame({ children }: { children: ReactNode }) {
  const path = usePath()
  const place = groups.flatMap(({ places }) => [...places]).find(({ to }) => liesIn(path, to))
  // Tabs and histories of browsers tell the places apart by it.
  useScreenTitle(place ? `${place.name}, ${words.title}` : words.title, place?.name)
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
      <Places />
      {children}
    </div>
  )
}

/** The groups as tabs, and under them the places of the one that is open. */
function Places() {
  const path = usePath()
  // Letters that are sent are in their receivers' hands: the place shows those of the outbox.
  const areLettersSent = useQuery(doorQuery).data?.sendsLetters === true
  const open = groups.find(({ places }) => places.some(({ to }) => liesIn(path, to))) ?? groups[1]
  return (
    <nav aria-label={words.sections}>
      <ul className="tabs">
        {groups.map((group) => (
          <li key={group.name}>
            <Link
              to={group.places[0].to}
              className="tab"
              activeOptions={here}
              {...(group === open && { "aria-current": "true" as const })}
            >
              {group.name}
            </Link>
          </li>
        ))}
      </ul>
      <ul className="admin-places" aria-label={open.name}>
        {open.places
          .filter(({ to }) => to !== "/admin/letters" || !areLettersSent)
          .map(({ to, name }) => (
            <li key={to}>
              <Link
                to={to}
                className="admin-place"
                activeOptions={here}
                {...(liesIn(path, to) && { "aria-current": "page" as const })}
              >
                {name}
              </Link>
            </li>
          ))}
      </ul>
    </nav>
  )
}

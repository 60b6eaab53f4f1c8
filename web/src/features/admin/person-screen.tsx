import { useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { ArrowLeft } from "lucide-react"
import { useState } from "react"
import { ButtonLink } from "../../components/button.tsx"
import { Tag } from "../../components/chip.tsx"
import { Empty } from "../../components/empty.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import { formatAgo, formatDate } from "../../lib/format.ts"
import { Problem } from "../../lib/problem.ts"
import { accountQuery } from "../accounts/index.ts"
import { AdminFrame } from "./admin-frame.tsx"
import { AdminList } from "./admin-list.tsx"
import { auditQuery } from "./audit-query.ts"
import { AuditRow } from "./audit-row.tsx"
import "./people.css"
import { type Person, personQuery } from "./people-queries.ts"
import { peopleWords as words } from "./people-words.ts"
import { PersonAccess } from "./person-access.tsx"
import { PersonPlan } from "./person-plan.tsx"
import { PersonSignIns } from "./person-sign-ins.tsx"
import { words as adminWords } from "./words.ts"

const route = getRouteApi("/member/shell/admin/people/$id")

export function PersonScreen() {
  return (
    <AdminFrame>
      <PersonContent />
    </AdminFrame>
  )
}

function PersonContent() {
  const { id } = route.useParams()
  const { data: person, error, refetch } = useQuery(personQuery(id))
  if (error instanceof Problem && error.status === 404)
    return (
      <Empty title={words.notFound} action={<ButtonLink to="/admin/people">{words.back}</ButtonLink>}>
        {words.notFoundSay}
      </Empty>
    )
  if (error && !person) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!person)
    return (
      <SkeletonScreen label={adminWords.loading}>
        <SkeletonLines widths={["30%", "80%", "70%", "75%"]} />
      </SkeletonScreen>
    )
  return <PersonParts person={person} />
}

function PersonParts({ person }: { person: Person }) {
  const { data: me } = useQuery(accountQuery)
  const isMe = me?.id === person.id
  return (
    <>
      <section className="admin-part" aria-labelledby="admin-person">
        <p className="people-back">
          <Link to="/admin/people" className="small">
            <ArrowLeft className="i i-s" aria-hidden="true" /> {words.back}
          </Link>
        </p>
        <div className="sec-head people-name">
          <h2 id="admin-person">{person.displayName}</h2>
          <span className="people-tags">
            <Tag tone="ink">{words.roles[person.role]}</Tag>
            {person.status !== "active" && <Tag tone="wrong">{words.statuses[person.status]}</Tag>}
            {isMe && <Tag>{words.isYou}</Tag>}
            {person.isDemo && <Tag>{words.demo}</Tag>}
          </span>
        </div>
        <Facts person={person} />
      </section>
      {!person.isDemo && <PersonAccess person={person} isMe={isMe} />}
      <PersonSignIns person={person} isMe={isMe} />
      <section className="admin-part" aria-labelledby="admin-person-plan">
        <div className="sec-head">
          <h2 id="admin-person-plan">{words.plan}</h2>
        </div>
        <PersonPlan userId={person.id} />
      </section>
      <Lately userId={person.id} />
    </>
  )
}

function Facts({ person }: { person: Person }) {
  const [now] = useState(() => new Date())
  const day = (at: string) => formatDate(new Date(at), { day: "numeric", month: "long", year: "numeric" })
  const verified = person.isEmailVerified ? words.isVerified : words.isNotVerified
  const facts: [string, string | null][] = [
    [words.email, person.isDemo ? null : `${person.email} (${verified})`],
    [words.username, person.username],
    [words.fullName, [person.firstName, person.lastName].filter(Boolean).join(" ") || null],
    [words.university, person.university],
    [words.major, person.major],
    [words.graduation, person.graduationYear === null ? null : String(person.graduationYear)],
    [words.timeZone, person.timeZone],
    [words.created, day(person.createdAt)],
    [words.lastActive, person.lastActiveAt === null ? words.neverHere : formatAgo(new Date(person.lastActiveAt), now)],
    [words.id, person.id],
  ]
  return (
    <dl className="people-facts">
      {facts.map(([name, value]) =>
        value === null ? null : (
          <div key={name}>
            <dt className="small quiet">{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}

const LATELY = 8

function Lately({ userId }: { userId: string }) {
  const entries = useInfiniteQuery(auditQuery({ user: userId }))
  return (
    <AdminList
      id="admin-person-lately"
      title={words.lately}
      say={words.latelySay}
      items={entries.data?.pages[0]?.items.slice(0, LATELY)}
      query={{ error: entries.error, refetch: entries.refetch }}
      empty={words.noEntries}
    >
      {(entry) => <AuditRow key={entry.id} entry={entry} />}
    </AdminList>
  )
}

import { useInfiniteQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { UserPlus } from "lucide-react"
import { type FormEvent, useEffect, useRef, useState } from "react"
import { Button } from "../../components/button.tsx"
import { Tag } from "../../components/chip.tsx"
import { Input, Select } from "../../components/field.tsx"
import { formatAgo } from "../../lib/format.ts"
import { AdminFrame } from "./admin-frame.tsx"
import { AdminList } from "./admin-list.tsx"
import { InviteDialog } from "./invite-dialog.tsx"
import "./audit.css"
import "./people.css"
import { type PeopleFilter, type PersonInList, peopleQuery } from "./people-queries.ts"
import { readPeopleSearch } from "./people-search.ts"
import { peopleWords as words } from "./people-words.ts"

const route = getRouteApi("/member/shell/admin/people")

export function PeopleScreen() {
  return (
    <AdminFrame>
      <PeopleContent />
    </AdminFrame>
  )
}

function PeopleContent() {
  const filter = route.useSearch()
  const people = useInfiniteQuery(peopleQuery(filter))
  const [isInviting, setInviting] = useState(false)
  return (
    <>
      <AdminList
        id="admin-people"
        title={words.title}
        say={words.say}
        items={people.data?.pages.flatMap(({ items }) => items)}
        query={people}
        empty={{ title: words.empty, say: filter.sort === "last-active" ? words.emptyActive : words.emptySay }}
        above={<SearchForm filter={filter} onInvite={() => setInviting(true)} />}
      >
        {(person) => <PersonRow key={person.id} person={person} />}
      </AdminList>
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
    </>
  )
}

function SearchForm({ filter, onInvite }: { filter: PeopleFilter; onInvite: () => void }) {
  const navigate = route.useNavigate()
  const ref = useRef<HTMLFormElement>(null)
  // A link may ask for something else. The fields stay the same ones, and with them the focus.
  useEffect(() => {
    const wanted = { text: filter.text, role: filter.role, status: filter.status, sort: filter.sort ?? "newest" }
    for (const [name, value = ""] of Object.entries(wanted)) {
      const field = ref.current?.elements.namedItem(name)
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = value
    }
  }, [filter])
  const show = (form: HTMLFormElement) =>
    void navigate({ search: readPeopleSearch(Object.fromEntries(new FormData(form))), replace: true })
  return (
    <form
      ref={ref}
      className="audit-search people-search"
      aria-label={words.find}
      onSubmit={(event: FormEvent<HTMLFormElement>) => {
        event.preventDefault()
        show(event.currentTarget)
      }}
    >
      <Input
        className="people-text"
        label={words.text}
        name="text"
        type="search"
        hint={words.textHint}
        defaultValue={filter.text}
        autoComplete="off"
        maxLength={254}
      />
      <Select label={words.role} name="role" defaultValue={filter.role ?? ""}>
        <option value="">{words.anyRole}</option>
        {Object.entries(words.roles).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <Select label={words.status} name="status" defaultValue={filter.status ?? ""}>
        <option value="">{words.anyStatus}</option>
        {Object.entries(words.statuses).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <Select label={words.sort} name="sort" defaultValue={filter.sort ?? "newest"}>
        {Object.entries(words.sorts).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <div className="people-do">
        <Button type="submit">{words.search}</Button>
        <Button variant="ghost" icon={UserPlus} onClick={onInvite}>
          {words.invite}
        </Button>
      </div>
    </form>
  )
}

function PersonRow({ person }: { person: PersonInList }) {
  return (
    <li className="people-row">
      <div className="admin-what">
        <p>
          <Link to="/admin/people/$id" params={{ id: person.id }} className="strong people-link">
            {person.displayName}
          </Link>
        </p>
        <p className="small quiet people-mail">
          {[person.isDemo ? words.demo : person.email, person.username].filter(Boolean).join(" · ")}
        </p>
      </div>
      <p className="people-tags">
        {person.role !== "student" && <Tag tone="ink">{words.roles[person.role]}</Tag>}
        {person.status !== "active" && <Tag tone="wrong">{words.statuses[person.status]}</Tag>}
      </p>
      <p className="small quiet">
        {person.lastActiveAt === null ? words.neverHere : words.lastHere(formatAgo(new Date(person.lastActiveAt)))}
      </p>
    </li>
  )
}

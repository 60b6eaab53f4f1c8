import { useInfiniteQuery, useMutation } from "@tanstack/react-query"
import { Download } from "lucide-react"
import { type FormEvent, useState } from "react"
import { Button } from "../../components/button.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { Input, Select } from "../../components/field.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { fieldMessage } from "../../lib/problem.ts"
import { AdminFrame } from "./admin-frame.tsx"
import { AdminList } from "./admin-list.tsx"
import "./people.css"
import { auditFilterOf } from "./audit-filter.ts"
import { type AuditFilter, auditQuery } from "./audit-query.ts"
import { AuditRow } from "./audit-row.tsx"
import { auditWords as words } from "./audit-words.ts"

export function AuditScreen() {
  return (
    <AdminFrame>
      <AuditContent />
    </AdminFrame>
  )
}

function AuditContent() {
  const [filter, setFilter] = useState<AuditFilter>({})
  const log = useInfiniteQuery(auditQuery(filter))
  const addressFault = fieldMessage(log.error, "address") ?? fieldMessage(log.error, "querystring/address")
  return (
    <AdminList
      id="admin-audit"
      title={words.title}
      say={words.say}
      items={addressFault ? [] : log.data?.pages.flatMap(({ items }) => items)}
      // The field says it.
      query={addressFault ? { ...log, error: null } : log}
      empty={addressFault ? words.notSearched : { title: words.empty, say: words.emptySay }}
      above={<SearchForm filter={filter} addressFault={addressFault} onSearch={setFilter} />}
    >
      {(entry) => <AuditRow key={entry.id} entry={entry} />}
    </AdminList>
  )
}

function SearchForm({
  filter,
  addressFault,
  onSearch,
}: {
  filter: AuditFilter
  addressFault: string | undefined
  onSearch: (filter: AuditFilter) => void
}) {
  const exported = useMutation({
    mutationFn: () => must(api.POST("/api/v1/admin/audit/export", { body: filter })),
    onSuccess: ({ url }) => {
      // The reply is a file to be kept, so the page stays where it is.
      window.location.assign(url)
      showToast({ text: words.exportStarted })
    },
  })
  return (
    <form
      className="audit-search"
      aria-label={words.filter}
      onSubmit={(event: FormEvent<HTMLFormElement>) => {
        event.preventDefault()
        onSearch(auditFilterOf(new FormData(event.currentTarget)))
      }}
    >
      <Input label={words.user} name="user" hint={words.userHint} autoComplete="off" maxLength={254} />
      <Input label={words.text} name="text" hint={words.textHint} autoComplete="off" maxLength={200} />
      <Input
        label={words.address}
        name="address"
        hint={words.addressHint}
        autoComplete="off"
        maxLength={60}
        error={addressFault}
      />
      <Select label={words.event} name="event">
        <option value="">{words.anyEvent}</option>
        {Object.entries(words.events)
          .sort(([, a], [, b]) => a.localeCompare(b))
          .map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
      </Select>
      <Select label={words.kind} name="category">
        {Object.entries(words.kinds).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <Select label={words.outcome} name="outcome">
        {Object.entries(words.outcomes).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <Input label={words.from} name="from" type="date" />
      <Input label={words.to} name="to" type="date" />
      <div className="people-do">
        <Button type="submit">{words.search}</Button>
        <Button variant="ghost" icon={Download} isBusy={exported.isPending} onClick={() => exported.mutate()}>
          {words.exportFound}
        </Button>
      </div>
      {exported.error && <ErrorNotice error={exported.error} />}
    </form>
  )
}

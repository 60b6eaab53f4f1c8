import { useInfiniteQuery } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { Button } from "../../components/button.tsx"
import { Tag } from "../../components/chip.tsx"
import { Empty } from "../../components/empty.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { Input, Select } from "../../components/field.tsx"
import { SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import { AdminFrame } from "./admin-frame.tsx"
import "./audit.css"
import { auditFilterOf } from "./audit-filter.ts"
import { type AuditEntry, type AuditFilter, auditQuery } from "./audit-query.ts"
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
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(auditQuery(filter))
  const entries = data?.pages.flatMap(({ items }) => items)
  return (
    <section className="admin-part" aria-labelledby="admin-audit">
      <div className="sec-head">
        <h2 id="admin-audit">{words.title}</h2>
        <span className="small quiet">{words.say}</span>
      </div>
      <SearchForm onSearch={setFilter} />
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {entries === undefined && !error && (
        <SkeletonScreen label={words.loading}>
          <SkeletonLines widths={["70%", "60%", "75%", "65%"]} />
        </SkeletonScreen>
      )}
      {entries?.length === 0 && <Empty title={words.empty}>{words.emptySay}</Empty>}
      {entries !== undefined && entries.length > 0 && (
        <ul className="list">
          {entries.map((entry) => (
            <EntryRow key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </section>
  )
}

function SearchForm({ onSearch }: { onSearch: (filter: AuditFilter) => void }) {
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
      <Button type="submit">{words.search}</Button>
    </form>
  )
}

function EntryRow({ entry }: { entry: AuditEntry }) {
  const isSelf = entry.entityType === "user" && entry.entityId === entry.actorId
  const about = isSelf
    ? null
    : (entry.entityName ?? ([entry.entityType, entry.entityId].filter(Boolean).join(" ") || null))
  return (
    <li className="audit-row">
      <p>
        <span className="strong">{words.events[entry.event] ?? entry.event}</span>{" "}
        <span className="soft">
          {words.by(entry.actorName ?? entry.actorId ?? words.nobody)}
          {about !== null && `, ${words.about(about)}`}
        </span>{" "}
        {!entry.isSuccess && <Tag>{words.refused}</Tag>}
      </p>
      <time className="small quiet" dateTime={entry.recordedAt}>
        {words.moment(new Date(entry.recordedAt))}
      </time>
      <Changes before={entry.oldValues} after={entry.newValues} />
      {entry.errorMessage && <p className="small admin-error">{entry.errorMessage}</p>}
      <p className="small quiet audit-from">{[entry.ipAddress, entry.userAgent].filter(Boolean).join(" · ")}</p>
    </li>
  )
}

function Changes({ before, after }: { before: AuditEntry["oldValues"]; after: AuditEntry["newValues"] }) {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  if (names.length === 0) return null
  return (
    <ul className="small audit-changes">
      {names.map((name) => (
        <li key={name}>
          {before === null
            ? `${name}: ${shown(after?.[name])}`
            : words.changed(name, shown(before[name]), shown(after?.[name]))}
        </li>
      ))}
    </ul>
  )
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === "") return words.nothing
  return typeof value === "string" ? value : JSON.stringify(value)
}

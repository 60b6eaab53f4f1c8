import { Tag } from "../../components/chip.tsx"
import "./audit.css"
import type { AuditEntry } from "./audit-query.ts"
import { auditWords as words } from "./audit-words.ts"

/** What happened, who did it to whom, what it changed, and from where. */
export function AuditRow({ entry }: { entry: AuditEntry }) {
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

import type { AuditFilter } from "./audit-query.ts"

/** What a form of the audit log asks for. Days are whole ones where the reader is, the last included. */
export function auditFilterOf(form: FormData): AuditFilter {
  const text = (name: string): string | undefined => String(form.get(name) ?? "").trim() || undefined
  const [user, words, from, to] = [text("user"), text("text"), text("from"), text("to")]
  const address = text("address")
  const event = text("event") as AuditFilter["event"]
  const category = text("category") as AuditFilter["category"]
  const outcome = text("outcome") as AuditFilter["outcome"]
  return {
    ...(user && { user }),
    ...(words && words.length > 1 && { text: words }),
    ...(address && { address }),
    ...(event && { event }),
    ...(category && { category }),
    ...(outcome && { outcome }),
    ...(from && { from: startOfDay(from, 0) }),
    ...(to && { to: startOfDay(to, 1) }),
  }
}

function startOfDay(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number)
  return new Date(year, month - 1, date + later).toISOString()
}

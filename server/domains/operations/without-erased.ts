/** What an entry of the audit log keeps of somebody who was erased: that it happened. */
const personal = ["actor_id", "old_values", "new_values", "ip_address", "user_agent", "session_id", "error_message"]

/**
 * A row of an archive (as JSON text) without those who were erased: undefined when it was theirs; an entry of the audit log by or about them
 * stays without them, as it does in the database.
 */
export function withoutErased(line: string, isErased: (userId: string) => boolean): string | undefined {
  const row = JSON.parse(line) as Record<string, unknown>
  const names = (column: string) => typeof row[column] === "string" && isErased(row[column])
  if (names("user_id")) return undefined
  const isAbout = row.entity_type === "user" && names("entity_id")
  if (!isAbout && !names("actor_id")) return line
  for (const column of personal) if (column in row) row[column] = null
  if (isAbout) row.entity_id = null
  return JSON.stringify(row)
}

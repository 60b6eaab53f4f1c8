/**
 * What erasure does where a column names a learner.
 * - `delete`: the row is theirs and goes.
 * - `clear`: the row stays without them; the columns `with` it only mean something beside the name and go too.
 * - `own`: a row of a personal table, which can only name its learner or the library: it goes with its `user_id`.
 * - `by-room`: the room that owns the table has a function for it, which erasure calls.
 */
export type UserColumn =
  | { column: string; erase: "delete" | "own" | "by-room" }
  | { column: string; erase: "clear"; with?: readonly string[] }

const all = (erase: "delete" | "own" | "by-room" | "clear", ...columns: string[]): UserColumn[] =>
  columns.map((column) => ({ column, erase }))

/**
 * Every column, `user_id` of personal tables aside, that holds a user's id. A test compares the list with the catalogue: who adds
 * such a column says here what becomes of it.
 */
export const userColumns: readonly UserColumn[] = [
  ...all("by-room", "users.id", "audit_logs.actor_id", "erasure_ledger.unfinished_user_id"),
  ...all(
    "delete",
    "question_explanations.owner_id",
    "question_versions.owner_id",
    "questions.owner_id",
    "topics.owner_id",
  ),
  // Questions of the bank stay for those who learn with them.
  ...all("clear", "question_versions.editor_id", "questions.author_id"),
  { column: "questions.material_owner_id", erase: "clear", with: ["material_id"] },
  ...all("own", "cards.material_owner_id", "decks.material_owner_id", "interactions.material_owner_id"),
  ...all("own", "notes.material_owner_id", "reading_progress.material_owner_id", "study_sessions.material_owner_id"),
]

/** Columns of type uuid in tables that are not personal, keys and foreign keys aside, that name something else than a user. */
export const otherIds: readonly string[] = [
  "anonymous_metrics.topic_id",
  "audit_logs.session_id",
  "job_progress.job_id",
  "questions.material_id",
  "topics.material_id",
]

/** Columns that an export leaves out: they prove who somebody is, and say nothing about them. */
export const secretColumns: readonly string[] = [
  "users.password_hash",
  "refresh_tokens.token_hash",
  "account_tokens.token_hash",
  "api_keys.token_hash",
  "totp_secrets.sealed_secret",
  "recovery_codes.code_hash",
  "pending_sign_ins.secret_hash",
  "pending_sign_ins.password_mark",
]

/** Tables an export leaves out: made from the texts, which are in it, and made again from them. */
export const derivedTables: readonly string[] = ["chunk_terms", "chunk_embeddings"]

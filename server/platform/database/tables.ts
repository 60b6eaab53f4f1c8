// Written by scripts/table-types.ts from the migrated schema. Change a migration and run `npm run db:types`.
import type { ColumnType } from "kysely"

type Generated<T> = [T] extends [ColumnType<infer S, infer I, infer U>] ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
type Timestamp = ColumnType<Date, Date | string, Date | string>
/** Written as text (JSON.stringify), read as the parsed value; each store narrows it. */
// biome-ignore lint/suspicious/noExplicitAny: the shape of a document belongs to the store that owns its table
type Json = ColumnType<any, string, string>

export interface AccountActivityTable {
  user_id: string
  last_active_at: Timestamp
}

export interface AccountTokensTable {
  user_id: string
  id: string
  purpose: "verify-email" | "reset-password" | "change-email"
  token_hash: Uint8Array
  email: string
  created_at: Generated<Timestamp>
  expires_at: Timestamp
  used_at: Timestamp | null
  ended_at: Timestamp | null
}

export interface AchievementsTable {
  id: string
  code: string
  name: string
  description: string
  icon: string | null
  category: "milestone" | "streak" | "mastery" | "speed" | "consistency" | "special"
  rarity: Generated<"common" | "uncommon" | "rare" | "epic" | "legendary">
  xp_reward: Generated<number>
  unlock_conditions: Json
  is_active: Generated<boolean>
}

export interface AnonymousMetricsTable {
  month: string
  kind: string
  topic_id: string
  difficulty: "none" | "easy" | "medium" | "hard" | "nbme"
  learners: number
  interactions: number
  answered: number
  correct: number
  duration_ms: number
  response_time_sum_ms: number
  response_time_count: number
  confidence_sum: number
  confidence_count: number
}

export interface ApiKeysTable {
  user_id: string
  id: string
  name: string
  token_hash: Uint8Array
  shown: string
  scopes: string[]
  created_at: Timestamp
  last_used_at: Timestamp | null
  last_used_from: string | null
  expires_at: Timestamp | null
  revoked_at: Timestamp | null
}

export interface AuditLogsTable {
  id: string
  actor_id: string | null
  event: string
  entity_type: string | null
  entity_id: string | null
  old_values: Json | null
  new_values: Json | null
  ip_address: string | null
  user_agent: string | null
  session_id: string | null
  is_success: Generated<boolean>
  error_message: string | null
  recorded_at: Timestamp
}

export interface BackupRunsTable {
  id: string
  kind: "backup" | "drill"
  cause: "schedule" | "administrator" | "command"
  started_at: Timestamp
  alive_at: Timestamp
  finished_at: Timestamp | null
  status: "running" | "succeeded" | "failed"
  progress: string | null
  place: string | null
  name: string | null
  size_bytes: number | null
  row_count: number | null
  file_count: number | null
  key_id: string | null
  removed: Generated<string[]>
  error: string | null
}

export interface CardsTable {
  user_id: string
  id: string
  deck_id: string
  kind: "flashcard" | "question"
  question_id: string | null
  fact_key: string | null
  front: string
  back: string
  tags: Generated<string[]>
  material_owner_id: string | null
  material_id: string | null
  char_start: number | null
  char_end: number | null
  page_number: number | null
  material_title: string | null
  section_index: number | null
  heading_path: string[] | null
  quote: string | null
  state: Generated<"new" | "learning" | "review" | "relearning">
  due_at: Timestamp
  interval_days: Generated<number>
  ease: Generated<number>
  stability: number | null
  fsrs_difficulty: number | null
  learning_step: Generated<number>
  repetitions: Generated<number>
  reviews: Generated<number>
  lapses: Generated<number>
  last_reviewed_at: Timestamp | null
  is_suspended: Generated<boolean>
  is_leech: Generated<boolean>
  is_retired: Generated<boolean>
  buried_until: string | null
  position: Generated<number>
  created_at: Generated<Timestamp>
  updated_at: Generated<Timestamp>
}

export interface ChunkEmbeddingsTable {
  user_id: string
  chunk_id: string
  model: string
  embedding: number[]
  created_at: Generated<Timestamp>
}

export interface ChunkTermsTable {
  user_id: string
  term: string
  material_id: string
  text_version: number
  chunk_indexes: number[]
  tfs: number[]
  title_tfs: number[]
}

export interface ConversationsTable {
  user_id: string
  id: string
  kind: Generated<"teaching" | "review" | "exploration" | "clarification">
  title: string
  scope: Generated<Json>
  is_archived: Generated<boolean>
  last_message_at: Timestamp
  created_at: Generated<Timestamp>
}

export interface DailyActivityTable {
  user_id: string
  study_day: string
  answered: Generated<number>
  correct: Generated<number>
  reviewed: Generated<number>
  review_lapses: Generated<number>
  sections_read: Generated<number>
  asked: Generated<number>
  xp: Generated<number>
  practice_ms: Generated<number>
  review_ms: Generated<number>
  reading_ms: Generated<number>
  tutor_ms: Generated<number>
  daily_goal_minutes: number
  is_goal_met: Generated<boolean>
  is_frozen: Generated<boolean>
  first_at: Timestamp | null
  last_at: Timestamp | null
}

export interface DecksTable {
  user_id: string
  id: string
  name: string
  description: string | null
  material_owner_id: string | null
  material_id: string | null
  scheduler: Generated<"fsrs" | "sm2">
  parameters: Json | null
  desired_retention: Generated<number>
  new_per_day: Generated<number>
  reviews_per_day: Generated<number>
  is_missed_questions: Generated<boolean>
  created_at: Generated<Timestamp>
  updated_at: Generated<Timestamp>
}

export interface ErasureLedgerTable {
  learner_hash: Uint8Array
  erased_at: Timestamp
  cause: "learner" | "administrator" | "command" | "purge" | "restore"
  unfinished_user_id: string | null
}

export interface GeneratedAssetsTable {
  user_id: string
  id: string
  material_id: string
  chunk_id: string | null
  section_index: number | null
  asset_type: "cloze" | "definition" | "abbreviation" | "number" | "list" | "summary" | "multiple-choice"
  content: Json
  char_start: number
  char_end: number
  quote: string
  page_number: number | null
  fact_key: string
  generation_model: string
  generation_params: Generated<Json>
  score: number
  quality_score: number
  difficulty: number
  rules: Generated<Json>
  status: "ready" | "draft" | "approved" | "rejected" | "retired"
  question_id: string | null
  card_id: string | null
  created_at: Generated<Timestamp>
  updated_at: Generated<Timestamp>
}

export interface InteractionsTable {
  user_id: string
  id: string
  kind: "answer" | "view" | "skip" | "read" | "watch" | "review" | "ask" | "undo"
  question_id: string | null
  topic_id: string | null
  card_id: string | null
  session_id: string | null
  session_kind: "practice" | "exam" | "review" | "reading" | "video" | "chat" | null
  material_owner_id: string | null
  material_id: string | null
  section_index: number | null
  undoes_id: string | null
  difficulty: "easy" | "medium" | "hard" | "nbme" | null
  selected_option_ids: string[] | null
  typed_answer: string | null
  is_correct: boolean | null
  confidence: number | null
  rating: number | null
  response_time_ms: number | null
  duration_ms: Generated<number>
  study_day: string
  local_hour: number
  daily_goal_minutes: number
  xp_earned: number
  sequence: number
  recorded_at: Timestamp
}

export interface JobOutboxTable {
  id: string
  name: string
  payload: Json
  singleton_key: string | null
  start_after: Timestamp | null
  retry_limit: number | null
  priority: Generated<number>
  enqueued_at: Generated<Timestamp>
}

export interface JobProgressTable {
  job_id: string
  done: number
  total: number
  note: string | null
  updated_at: Generated<Timestamp>
}

export interface LearnerAchievementsTable {
  user_id: string
  achievement_id: string
  progress: Generated<number>
  is_completed: Generated<boolean>
  unlocked_at: Timestamp | null
  interaction_id: string | null
}

export interface LearnerBackgroundsTable {
  user_id: string
  experience_level: "beginner" | "intermediate" | "advanced" | "expert" | null
  studies_computing: boolean | null
  languages: Generated<string[]>
  frameworks: Generated<string[]>
  compute_hardware: Generated<string[]>
  robotics_hardware: Generated<string[]>
  state: Generated<"open" | "skipped" | "done">
  created_at: Generated<Timestamp>
  updated_at: Generated<Timestamp>
}

export interface LearnerSettingsTable {
  user_id: string
  day_start_hour: Generated<number>
  daily_goal_minutes: Generated<number>
  theme: Generated<"system" | "light" | "dark">
  preferred_difficulty: "easy" | "medium" | "hard" | "nbme" | null
  shows_motivation: Generated<boolean>
  shortcuts: Generated<Json>
  updated_at: Generated<Timestamp>
  new_cards_per_day: number | null
  shares_statistics: Generated<boolean>
  language: Generated<"en" | "de">
}

export interface LearnerStatsTable {
  user_id: string
  interactions: Generated<number>
  xp_total: Generated<number>
  level: Generated<number>
  current_streak: Generated<number>
  longest_streak: Generated<number>
  last_study_day: string | null
  streak_freezes: Generated<number>
  answered: Generated<number>
  correct: Generated<number>
  correct_run: Generated<number>
  longest_correct_run: Generated<number>
  reviewed: Generated<number>
  sections_read: Generated<number>
  asked: Generated<number>
  study_ms: Generated<number>
  last_interaction_at: Timestamp | null
  updated_at: Generated<Timestamp>
}

export interface LogCursorsTable {
  user_id: string
  follower: string
  sequence: number
  answered: number
  correct: number
}

export interface MaintenanceRunsTable {
  id: string
  task: string
  started_at: Timestamp
  finished_at: Timestamp | null
  result: Generated<Json>
  error: string | null
}

export interface MaterialChunksTable {
  user_id: string
  id: string
  material_id: string
  text_version: number
  chunk_index: number
  section_index: number
  heading_path: string[]
  chunk_type: "paragraph" | "list" | "table" | "code" | "mixed"
  content: string
  char_start: number
  char_end: number
  page_number: number | null
  word_count: number
  language: string | null
  summary: string | null
  relevance_score: number | null
  term_count: number
  title_term_count: number
  metadata: Generated<Json>
  created_at: Generated<Timestamp>
}

export interface MaterialSectionsTable {
  user_id: string
  id: string
  material_id: string
  text_version: number
  section_index: number
  parent_index: number | null
  level: number
  title: string
  heading_path: string[]
  char_start: number
  char_end: number
  page_start: number | null
  page_end: number | null
  word_count: Generated<number>
  content: string
  pages: Generated<Json>
  blocks: Generated<Json>
  emphasis: Generated<Json>
  summary: string | null
}

export interface MaterialTagsTable {
  user_id: string
  material_id: string
  tag: string
  category: string | null
  confidence: number | null
  is_auto_generated: Generated<boolean>
  created_at: Generated<Timestamp>
}

export interface MaterialTextsTable {
  user_id: string
  material_id: string
  version: number
  char_count: number
  created_at: Generated<Timestamp>
}

export interface MaterialsTable {
  user_id: string
  id: string
  title: string
  has_own_title: Generated<boolean>
  description: string | null
  source_type: "upload" | "url" | "text"
  source_url: string | null
  file_name: string | null
  file_key: string | null
  file_size: number
  media_type: string | null
  format: "pdf" | "docx" | "pptx" | "epub" | "html" | "markdown" | "text" | null
  content_hash: Uint8Array
  subject_id: string | null
  topic_id: string | null
  difficulty: "easy" | "medium" | "hard" | "nbme" | null
  language: string | null
  status: Generated<"pending" | "processing" | "ready" | "failed">
  failure_code: string | null
  failure_message: string | null
  text_version: Generated<number>
  page_count: number | null
  word_count: Generated<number>
  section_count: Generated<number>
  chunk_count: Generated<number>
  question_count: Generated<number>
  card_count: Generated<number>
  draft_count: Generated<number>
  created_at: Generated<Timestamp>
  updated_at: Generated<Timestamp>
  opened_at: Timestamp | null
  searchable_at: Timestamp | null
  processed_at: Timestamp | null
  deleted_at: Timestamp | null
}

export interface MessagesTable {
  user_id: string
  id: string
  conversation_id: string
  role: "user" | "assistant" | "system"
  content: string
  status: Generated<"streaming" | "complete" | "stopped" | "failed">
  outcome: "answered" | "no-answer" | null
  citations: Generated<Json>
  context: Generated<Json>
  engine: string | null
  token_count: number | null
  response_time_ms: number | null
  created_at: Generated<Timestamp>
}

export interface NotesTable {
  user_id: string
  id: string
  material_owner_id: string
  material_id: string
  text_version: number
  kind: "highlight" | "note"
  char_start: number
  char_end: number
  quote: string
  is_anchored: Generated<boolean>
  body: string | null
  created_at: Generated<Timestamp>
  updated_at: Generated<Timestamp>
}

export interface NotificationSettingsTable {
  user_id: string
  kind: "study-reminder" | "weekly-summary"
  is_on: boolean
  hour: number
  weekday: number | null
  next_at: Timestamp
  last_study_day: string | null
  updated_at: Generated<Timestamp>
}

export interface PartitionArchivesTable {
  name: string
  table_name: string
  partition_name: string
  month_start: string
  month_end: string
  status: "planned" | "prepared" | "detached" | "exported" | "archived" | "restored" | "deleted"
  expected_rows: number | null
  row_count: number | null
  file_sha256: string | null
  file_bytes: number | null
  manifest_sha256: string | null
  started_at: Timestamp
  archived_at: Timestamp | null
  restored_at: Timestamp | null
  held_until: Timestamp | null
  deleted_at: Timestamp | null
  erasures_until: Timestamp | null
}

export interface PasskeysTable {
  user_id: string
  id: string
  credential_id: Uint8Array
  public_key: Uint8Array
  sign_count: Generated<number>
  transports: Generated<string[]>
  is_synced: Generated<boolean>
  name: string
  created_at: Generated<Timestamp>
  last_used_at: Timestamp | null
}

export interface PendingSignInsTable {
  user_id: string
  id: string
  secret_hash: Uint8Array
  password_mark: Uint8Array
  is_remembered: boolean
  restores_account: boolean
  created_at: Generated<Timestamp>
  expires_at: Timestamp
}

export interface PerformanceMetricsTable {
  user_id: string
  day: string
  topic_id: string
  interactions: number
  answered: number
  correct: number
  passed: number
  response_time_sum_ms: number
  response_time_count: number
  confidence_sum: number
  confidence_count: number
  confident_errors: number
  answer_ms: number
  study_ms: number
  xp_earned: number
}

export interface PlansTable {
  code: string
  name: string
  description: Generated<string>
  max_materials: number | null
  max_storage_bytes: number | null
  max_model_tokens: number | null
  is_default: Generated<boolean>
  is_active: Generated<boolean>
  position: Generated<number>
  created_at: Generated<Timestamp>
  updated_at: Generated<Timestamp>
}

export interface PracticeSessionQuestionsTable {
  user_id: string
  session_id: string
  position: number
  question_id: string
  option_order: Generated<string[]>
  selected_option_ids: string[] | null
  typed_answer: string | null
  is_correct: boolean | null
  is_skipped: Generated<boolean>
  is_flagged: Generated<boolean>
  confidence: number | null
  response_time_ms: number | null
  xp_earned: Generated<number>
  interaction_id: string | null
  answered_at: Timestamp | null
}

export interface PracticeSessionsTable {
  user_id: string
  id: string
  mode: "tutor" | "timed" | "review" | "test"
  status: Generated<"active" | "paused" | "completed" | "abandoned">
  settings: Generated<Json>
  total_questions: number
  answered_count: Generated<number>
  correct_count: Generated<number>
  xp_earned: Generated<number>
  time_limit_ms: number | null
  active_ms: Generated<number>
  resumed_at: Timestamp | null
  started_at: Timestamp
  completed_at: Timestamp | null
}

export interface ProcessingJobsTable {
  user_id: string
  id: string
  material_id: string
  step: "parse" | "chunk" | "embed" | "analyze" | "generate"
  status: Generated<"pending" | "running" | "completed" | "failed" | "skipped">
  attempts: Generated<number>
  progress_done: Generated<number>
  progress_total: Generated<number>
  result: Generated<Json>
  error_code: string | null
  error_message: string | null
  started_at: Timestamp | null
  completed_at: Timestamp | null
  created_at: Generated<Timestamp>
  updated_at: Generated<Timestamp>
}

export interface ProfilesTable {
  user_id: string
  first_name: string | null
  last_name: string | null
  avatar_file: string | null
  university: string | null
  major: string | null
  graduation_year: number | null
  time_zone: Generated<string>
  locale: Generated<string>
  updated_at: Generated<Timestamp>
}

export interface QuestionAnswerCountsTable {
  question_id: string
  kind: "option" | "time"
  value: string
  count: number
}

export interface QuestionExplanationsTable {
  question_id: string
  owner_id: string | null
  correct_explanation: string
  incorrect_explanations: Generated<Json>
  pathophysiology: string | null
  clinical_relevance: string | null
  reference_list: Generated<Json>
  updated_at: Generated<Timestamp>
}

export interface QuestionOptionsTable {
  question_id: string
  position: number
  option_id: string
  option_text: string
  is_correct: boolean
  rationale: string
}

export interface QuestionProgressTable {
  user_id: string
  question_id: string
  attempts: Generated<number>
  correct_attempts: Generated<number>
  confidence_sum: Generated<number>
  confidence_count: Generated<number>
  response_time_sum_ms: Generated<number>
  last_is_correct: boolean | null
  first_attempt_at: Timestamp | null
  last_attempt_at: Timestamp | null
}

export interface QuestionStatisticsTable {
  question_id: string
  answered: number
  correct: number
  learners: number
  first_correct: number
  scored: number
  scored_correct: number
  score_sum: number
  score_square_sum: number
  score_correct_sum: number
}

export interface QuestionVersionsTable {
  question_id: string
  version: number
  owner_id: string | null
  editor_id: string | null
  snapshot: Json
  created_at: Generated<Timestamp>
}

export interface QuestionsTable {
  id: string
  owner_id: string | null
  author_id: string | null
  subject_id: string | null
  topic_id: string | null
  subtopic: string | null
  type: "single-best-answer" | "multiple-answer" | "true-false" | "short-answer" | "essay" | "cloze"
  stem: string
  options: Json
  hint: string | null
  images: Generated<Json>
  difficulty: Generated<"easy" | "medium" | "hard" | "nbme">
  points: Generated<number>
  origin: "hand-written" | "generated" | "imported"
  generator: string | null
  quality_score: number | null
  material_owner_id: string | null
  material_id: string | null
  section_index: number | null
  char_start: number | null
  char_end: number | null
  page_number: number | null
  quote: string | null
  material_title: string | null
  heading_path: string[] | null
  fact_key: string | null
  is_draft: Generated<boolean>
  is_verified: Generated<boolean>
  is_flagged: Generated<boolean>
  flag_reason: string | null
  is_active: Generated<boolean>
  is_retired: Generated<boolean>
  version: Generated<number>
  metadata: Generated<Json>
  created_at: Generated<Timestamp>
  updated_at: Generated<Timestamp>
}

export interface ReadingProgressTable {
  user_id: string
  material_owner_id: string
  material_id: string
  section_index: number
  furthest_char: Generated<number>
  read_share: Generated<number>
  time_spent_ms: Generated<number>
  completed_at: Timestamp | null
  updated_at: Generated<Timestamp>
}

export interface RecordCheckpointsTable {
  user_id: string
  sequence: number
  part: "stats" | "days" | "questions" | "topics" | "sessions" | "achievements"
  position: number
  entries: Json
  made_at: Timestamp
}

export interface RecoveryCodesTable {
  user_id: string
  id: string
  code_hash: Uint8Array
  created_at: Generated<Timestamp>
  used_at: Timestamp | null
}

export interface RefreshTokensTable {
  user_id: string
  id: string
  family_id: string
  replaces: string | null
  token_hash: Uint8Array
  is_remembered: Generated<boolean>
  device: string | null
  ip_address: string | null
  created_at: Generated<Timestamp>
  last_used_at: Generated<Timestamp>
  rotated_at: Timestamp | null
  revoked_at: Timestamp | null
  expires_at: Timestamp
  family_expires_at: Timestamp
  confirmed_at: Timestamp | null
}

export interface RetentionMetricsTable {
  user_id: string
  day: string
  topic_id: string
  reviewed: number
  recalled: number
  again: number
  hard: number
  good: number
  easy: number
  response_time_sum_ms: number
  review_ms: number
}

export interface RetentionPoliciesTable {
  name: string
  action: "delete" | "hide" | "archive"
  tables: string[]
  description: string
  keep_days: number
  default_keep_days: number
  least_keep_days: number
  archive_keep_days: number | null
  is_enabled: Generated<boolean>
  updated_at: Generated<Timestamp>
}

export interface RetentionRunsTable {
  id: string
  policy: string
  is_dry_run: boolean
  keep_days: number
  started_at: Timestamp
  finished_at: Timestamp | null
  row_count: Generated<number>
  partitions: Generated<string[]>
  error: string | null
}

export interface ReviewLogTable {
  user_id: string
  id: string
  card_id: string
  deck_id: string
  scheduler: "fsrs" | "sm2"
  rating: number
  state_before: string
  state_after: string
  card_before: Json
  interval_days: number
  elapsed_days: number
  stability: number | null
  fsrs_difficulty: number | null
  ease: number | null
  response_time_ms: number | null
  study_day: string
  reviewed_at: Timestamp
  undone_at: Timestamp | null
}

export interface SettingsTable {
  key: string
  value: Json
  updated_at: Generated<Timestamp>
}

export interface SpentChallengesTable {
  user_id: string
  id: string
  expires_at: Timestamp
}

export interface StudySessionsTable {
  user_id: string
  id: string
  kind: "practice" | "exam" | "review" | "reading" | "video" | "chat"
  material_owner_id: string | null
  material_id: string | null
  started_at: Timestamp
  ended_at: Timestamp
  interactions: Generated<number>
  answered: Generated<number>
  correct: Generated<number>
  active_ms: Generated<number>
  xp_earned: Generated<number>
}

export interface SubjectsTable {
  id: string
  slug: string
  name: string
  description: string | null
  position: Generated<number>
  is_active: Generated<boolean>
  created_at: Generated<Timestamp>
}

export interface SubscriptionEventsTable {
  user_id: string
  provider: string
  event_id: string
  provider_reference: string
  occurred_at: Timestamp
  received_at: Timestamp
  outcome: "applied" | "late"
}

export interface SubscriptionsTable {
  user_id: string
  id: string
  plan_code: string
  status: "trialing" | "active" | "past-due" | "canceled" | "ended"
  source: "admin" | "provider"
  provider: string | null
  provider_reference: string | null
  started_at: Timestamp
  trial_ends_at: Timestamp | null
  period_start: Timestamp
  period_end: Timestamp | null
  ended_at: Timestamp | null
  created_at: Generated<Timestamp>
  updated_at: Generated<Timestamp>
}

export interface TopicMasteryTable {
  user_id: string
  topic_id: string
  answered: Generated<number>
  correct: Generated<number>
  level: Generated<"novice" | "beginner" | "intermediate" | "advanced" | "expert">
  last_answered_at: Timestamp | null
}

export interface TopicsTable {
  id: string
  owner_id: string | null
  subject_id: string | null
  parent_id: string | null
  slug: string
  name: string
  material_id: string | null
  section_index: number | null
  position: Generated<number>
  is_active: Generated<boolean>
  created_at: Generated<Timestamp>
}

export interface TotpSecretsTable {
  user_id: string
  sealed_secret: Uint8Array
  created_at: Generated<Timestamp>
  confirmed_at: Timestamp | null
  last_used_step: number | null
  last_used_at: Timestamp | null
  wrong_codes: Generated<number>
  last_wrong_at: Timestamp | null
}

export interface UsageCountersTable {
  user_id: string
  counter: "materials" | "storage-bytes" | "model-tokens"
  period: string
  used: Generated<number>
  updated_at: Generated<Timestamp>
}

export interface UsageReservationsTable {
  user_id: string
  id: string
  counter: "materials" | "storage-bytes" | "model-tokens"
  period: string
  amount: number
  expires_at: Timestamp
}

export interface UserQuestionAttemptsTable {
  user_id: string
  id: string
  question_id: string
  topic_id: string
  session_id: string
  attempt_type: string
  selected_option_ids: string[]
  typed_answer: string
  is_correct: boolean
  confidence_rating: number
  response_time_ms: number
  answered_at: Timestamp
}

export interface UsersTable {
  id: string
  email: string
  email_verified_at: Timestamp | null
  username: string | null
  display_name: string
  password_hash: string | null
  role: Generated<"student" | "instructor" | "admin">
  status: Generated<"active" | "suspended" | "deleted">
  is_demo: Generated<boolean>
  created_at: Generated<Timestamp>
  updated_at: Generated<Timestamp>
  deleted_at: Timestamp | null
  suspended_at: Timestamp | null
  suspension_reason: string | null
}

export interface XpTransactionsTable {
  user_id: string
  id: string
  amount: number
  source: "question_answered" | "streak_bonus" | "achievement_unlock" | "milestone_complete" | "review_complete" | "daily_goal_met" | "undo"
  interaction_id: string | null
  description: string | null
  study_day: string
  recorded_at: Timestamp
}

export interface Tables {
  account_activity: AccountActivityTable
  account_tokens: AccountTokensTable
  achievements: AchievementsTable
  anonymous_metrics: AnonymousMetricsTable
  api_keys: ApiKeysTable
  audit_logs: AuditLogsTable
  backup_runs: BackupRunsTable
  cards: CardsTable
  chunk_embeddings: ChunkEmbeddingsTable
  chunk_terms: ChunkTermsTable
  conversations: ConversationsTable
  daily_activity: DailyActivityTable
  decks: DecksTable
  erasure_ledger: ErasureLedgerTable
  generated_assets: GeneratedAssetsTable
  interactions: InteractionsTable
  job_outbox: JobOutboxTable
  job_progress: JobProgressTable
  learner_achievements: LearnerAchievementsTable
  learner_backgrounds: LearnerBackgroundsTable
  learner_settings: LearnerSettingsTable
  learner_stats: LearnerStatsTable
  log_cursors: LogCursorsTable
  maintenance_runs: MaintenanceRunsTable
  material_chunks: MaterialChunksTable
  material_sections: MaterialSectionsTable
  material_tags: MaterialTagsTable
  material_texts: MaterialTextsTable
  materials: MaterialsTable
  messages: MessagesTable
  notes: NotesTable
  notification_settings: NotificationSettingsTable
  partition_archives: PartitionArchivesTable
  passkeys: PasskeysTable
  pending_sign_ins: PendingSignInsTable
  performance_metrics: PerformanceMetricsTable
  plans: PlansTable
  practice_session_questions: PracticeSessionQuestionsTable
  practice_sessions: PracticeSessionsTable
  processing_jobs: ProcessingJobsTable
  profiles: ProfilesTable
  question_answer_counts: QuestionAnswerCountsTable
  question_explanations: QuestionExplanationsTable
  question_options: QuestionOptionsTable
  question_progress: QuestionProgressTable
  question_statistics: QuestionStatisticsTable
  question_versions: QuestionVersionsTable
  questions: QuestionsTable
  reading_progress: ReadingProgressTable
  record_checkpoints: RecordCheckpointsTable
  recovery_codes: RecoveryCodesTable
  refresh_tokens: RefreshTokensTable
  retention_metrics: RetentionMetricsTable
  retention_policies: RetentionPoliciesTable
  retention_runs: RetentionRunsTable
  review_log: ReviewLogTable
  settings: SettingsTable
  spent_challenges: SpentChallengesTable
  study_sessions: StudySessionsTable
  subjects: SubjectsTable
  subscription_events: SubscriptionEventsTable
  subscriptions: SubscriptionsTable
  topic_mastery: TopicMasteryTable
  topics: TopicsTable
  totp_secrets: TotpSecretsTable
  usage_counters: UsageCountersTable
  usage_reservations: UsageReservationsTable
  user_question_attempts: UserQuestionAttemptsTable
  users: UsersTable
  xp_transactions: XpTransactionsTable
}

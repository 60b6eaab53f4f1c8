create table materials (
  user_id uuid not null references users on delete cascade,
  id uuid not null,
  title text not null check (length(btrim(title)) between 1 and 500),
  -- False: the title came with the file, and a better one may be read from it.
  has_own_title boolean not null default false,
  description text check (length(description) <= 5000),
  source_type text not null check (source_type in ('upload', 'url', 'text')),
  source_url text check (length(source_url) <= 2000),
  file_name text check (length(file_name) <= 255),
  file_key text,
  file_size bigint not null check (file_size > 0),
  media_type text check (length(media_type) <= 100),
  format text check (format in ('pdf', 'docx', 'pptx', 'epub', 'html', 'markdown', 'text')),
  content_hash bytea not null check (length(content_hash) = 32),
  subject_id uuid references subjects,
  topic_id uuid references topics deferrable initially deferred,
  difficulty text check (difficulty in ('easy', 'medium', 'hard', 'nbme')),
  language text check (length(language) between 2 and 10),
  status text not null default 'pending' check (status in ('pending', 'processing', 'ready', 'failed')),
  failure_code text,
  failure_message text,
  text_version int not null default 0 check (text_version >= 0),
  page_count int,
  word_count int not null default 0,
  section_count int not null default 0,
  chunk_count int not null default 0,
  question_count int not null default 0,
  card_count int not null default 0,
  draft_count int not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  opened_at timestamptz,
  searchable_at timestamptz,
  processed_at timestamptz,
  deleted_at timestamptz,
  primary key (user_id, id),
  check ((status = 'failed') = (failure_code is not null))
);
create unique index materials_content_key on materials (user_id, content_hash) where deleted_at is null;
create index materials_recent on materials (user_id, created_at desc, id desc) where deleted_at is null;
create index materials_unfinished on materials (updated_at) where status in ('pending', 'processing');
select app.protect_personal_with_library('materials');

-- One immutable canonical text a version. It lies in its sections, which cover it without overlap: reading one of them
-- costs one row however long the book is, and no offset has to be counted out by the database.
create table material_texts (
  user_id uuid not null,
  material_id uuid not null,
  version int not null check (version >= 1),
  char_count int not null check (char_count > 0),
  created_at timestamptz not null default now(),
  primary key (user_id, material_id, version),
  foreign key (user_id, material_id) references materials on delete cascade
);
select app.protect_personal_with_library('material_texts');

-- Offsets are [start, end) in UTF-16 units of the whole text, also those of pages, blocks and emphasis.
create table material_sections (
  user_id uuid not null,
  id uuid not null,
  material_id uuid not null,
  text_version int not null,
  section_index int not null check (section_index >= 0),
  parent_index int check (parent_index < section_index),
  level smallint not null check (level between 0 and 9),
  title text not null,
  heading_path text[] not null,
  char_start int not null check (char_start >= 0),
  char_end int not null,
  page_start int,
  page_end int,
  word_count int not null default 0,
  content text not null,
  pages jsonb not null default '[]' check (jsonb_typeof(pages) = 'array'),
  blocks jsonb not null default '[]' check (jsonb_typeof(blocks) = 'array'),
  emphasis jsonb not null default '[]' check (jsonb_typeof(emphasis) = 'array'),
  summary text,
  primary key (user_id, id),
  unique (user_id, material_id, text_version, section_index),
  foreign key (user_id, material_id, text_version) references material_texts on delete cascade,
  check (char_end >= char_start)
);
select app.protect_personal_with_library('material_sections');

create table material_chunks (
  user_id uuid not null,
  id uuid not null,
  material_id uuid not null,
  text_version int not null,
  chunk_index int not null check (chunk_index >= 0),
  section_index int not null,
  heading_path text[] not null,
  chunk_type text not null check (chunk_type in ('paragraph', 'list', 'table', 'code', 'mixed')),
  content text not null,
  char_start int not null check (char_start >= 0),
  char_end int not null,
  page_number int,
  word_count int not null,
  language text,
  summary text,
  relevance_score real check (relevance_score between 0 and 1),
  term_count int not null check (term_count >= 0),
  title_term_count int not null check (title_term_count >= 0),
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  primary key (user_id, id),
  unique (user_id, material_id, text_version, chunk_index),
  foreign key (user_id, material_id, text_version) references material_texts on delete cascade,
  check (char_end > char_start)
);
select app.protect_personal_with_library('material_chunks');

-- Postings: one row a term and text, its chunks packed into arrays. Found by equality (leakproof, so an index condition under
-- row-level security). A row a posting cost eight times the space, and its foreign-key checks most of the time of indexing.
create table chunk_terms (
  user_id uuid not null,
  term text collate "C" not null check (length(term) between 1 and 80),
  material_id uuid not null,
  text_version int not null,
  -- material_chunks.chunk_index, ascending; the frequencies in body and headings stand in the same order.
  chunk_indexes int[] not null check (cardinality(chunk_indexes) > 0),
  tfs smallint[] not null check (cardinality(tfs) = cardinality(chunk_indexes)),
  title_tfs smallint[] not null check (cardinality(title_tfs) = cardinality(chunk_indexes)),
  primary key (user_id, term, material_id, text_version),
  foreign key (user_id, material_id, text_version) references material_texts on delete cascade
);
-- Not led by user_id: row-level security makes the planner think that a learner has next to no rows, and it would read all of them
-- through such an index, filtering by term, instead of looking the terms up by the key.
create index chunk_terms_text on chunk_terms (material_id, text_version, user_id);
select app.protect_personal_with_library('chunk_terms');

-- Vectors stay in the row (no TOAST look-up while scanning). The dimension belongs to the model; models are never mixed.
create table chunk_embeddings (
  user_id uuid not null,
  chunk_id uuid not null,
  model text not null check (length(model) between 1 and 100),
  embedding vector not null,
  created_at timestamptz not null default now(),
  primary key (user_id, chunk_id, model),
  foreign key (user_id, chunk_id) references material_chunks on delete cascade
) with (toast_tuple_target = 8160);
alter table chunk_embeddings alter column embedding set storage main;
select app.protect_personal_with_library('chunk_embeddings');

create table material_tags (
  user_id uuid not null,
  material_id uuid not null,
  tag text not null check (length(btrim(tag)) between 1 and 100),
  category text check (length(category) <= 50),
  confidence real check (confidence between 0 and 1),
  is_auto_generated boolean not null default false,
  created_at timestamptz not null default now(),
  primary key (user_id, material_id, tag),
  foreign key (user_id, material_id) references materials on delete cascade
);
select app.protect_personal_with_library('material_tags');

create table processing_jobs (
  user_id uuid not null,
  id uuid not null,
  material_id uuid not null,
  step text not null check (step in ('parse', 'chunk', 'embed', 'analyze', 'generate')),
  status text not null default 'pending' check (status in ('pending', 'running', 'completed', 'failed', 'skipped')),
  attempts int not null default 0,
  progress_done int not null default 0,
  progress_total int not null default 0,
  result jsonb not null default '{}',
  error_code text,
  error_message text,
  started_at timestamptz,
  completed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id),
  unique (user_id, material_id, step),
  foreign key (user_id, material_id) references materials on delete cascade,
  check (status <> 'completed' or completed_at is not null)
);
select app.protect_personal_with_library('processing_jobs');

-- Progress in one's own or a library material: the pair (owner, material) is checked by the use-case and swept by a job.
create table reading_progress (
  user_id uuid not null references users on delete cascade,
  material_owner_id uuid not null,
  material_id uuid not null,
  section_index int not null check (section_index >= 0),
  furthest_char int not null default 0 check (furthest_char >= 0),
  read_share real not null default 0 check (read_share between 0 and 1),
  time_spent_ms bigint not null default 0 check (time_spent_ms >= 0),
  completed_at timestamptz,
  updated_at timestamptz not null default now(),
  primary key (user_id, material_owner_id, material_id, section_index)
);
create index reading_progress_recent on reading_progress (user_id, updated_at desc);
select app.protect_personal('reading_progress');

create table notes (
  user_id uuid not null references users on delete cascade,
  id uuid not null,
  material_owner_id uuid not null,
  material_id uuid not null,
  text_version int not null,
  kind text not null check (kind in ('highlight', 'note')),
  char_start int not null check (char_start >= 0),
  char_end int not null,
  quote text not null,
  -- False: the text was processed anew and the quote is not in it any more; the range is where it would have been.
  is_anchored boolean not null default true,
  body text check (length(body) <= 20000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id),
  check (char_end > char_start),
  check (kind = 'highlight' or body is not null)
);
create index notes_passage on notes (user_id, material_owner_id, material_id, char_start);
select app.protect_personal('notes');

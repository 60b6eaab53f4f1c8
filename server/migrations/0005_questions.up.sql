-- References to what a learner may own are checked at commit: erasing the learner takes both sides away in one transaction, in any order.
create table subjects (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,99}$'),
  name text not null check (length(btrim(name)) between 1 and 255),
  description text,
  position int not null default 0,
  is_active boolean not null default true,
  created_at timestamptz not null default now()
);
grant select on subjects to studyin_app;
grant select, insert, update, delete on subjects to studyin_system;

-- A topic without owner belongs to the catalogue; a private one is a material (root) or a chapter of it (child).
create table topics (
  id uuid primary key,
  owner_id uuid references users on delete cascade,
  subject_id uuid references subjects on delete restrict,
  parent_id uuid references topics deferrable initially deferred,
  slug text not null check (slug ~ '^[a-z0-9][a-z0-9-]{0,99}$'),
  name text not null check (length(btrim(name)) between 1 and 255),
  material_id uuid,
  section_index int,
  position int not null default 0,
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  check (owner_id is not null or subject_id is not null),
  check (section_index is null or material_id is not null),
  check (parent_id <> id)
);
create unique index topics_slug_key on topics (subject_id, slug) where owner_id is null;
create index topics_parent on topics (parent_id);
create index topics_owner on topics (owner_id) where owner_id is not null;
create unique index topics_material_key on topics (owner_id, material_id, coalesce(section_index, -1)) where material_id is not null;
-- The one topic the platform itself knows: an achievement is about it.
insert into subjects (id, slug, name, description) values
  ('00000000-0000-7000-8000-0000000000b1', 'medicine', 'Medicine', 'Basic and clinical sciences.');
insert into topics (id, subject_id, slug, name) values
  ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000b1', 'anatomy', 'Anatomy');
set constraints all immediate;
select app.protect_owned('topics');

-- Choice questions need two options and a right one (exactly one where one is asked for); typed answers need an accepted one; an essay has none.
create function app.question_options_valid(type text, options jsonb) returns boolean
  language sql immutable parallel safe
  return jsonb_typeof(options) = 'array'
    and not jsonb_path_exists(options, '$[*] ? (@.type() != "object" || !exists(@.id) || @.id.type() != "string" || !exists(@.text) || @.text.type() != "string" || @.text == "" || !exists(@.isCorrect) || @.isCorrect.type() != "boolean")')
    and (select count(*) = count(distinct o ->> 'id') from jsonb_array_elements(options) o)
    and case type
      when 'essay' then jsonb_array_length(options) = 0
      when 'short-answer' then jsonb_array_length(options) >= 1 and not jsonb_path_exists(options, '$[*] ? (@.isCorrect == false)')
      when 'cloze' then jsonb_array_length(options) >= 1 and not jsonb_path_exists(options, '$[*] ? (@.isCorrect == false)')
      when 'true-false' then jsonb_array_length(options) = 2 and jsonb_array_length(jsonb_path_query_array(options, '$[*] ? (@.isCorrect == true)')) = 1
      when 'single-best-answer' then jsonb_array_length(options) >= 2 and jsonb_array_length(jsonb_path_query_array(options, '$[*] ? (@.isCorrect == true)')) = 1
      when 'multiple-answer' then jsonb_array_length(options) >= 2 and jsonb_array_length(jsonb_path_query_array(options, '$[*] ? (@.isCorrect == true)')) >= 1
      else false
    end;

create table questions (
  id uuid primary key,
  owner_id uuid references users on delete cascade,
  author_id uuid,
  subject_id uuid references subjects on delete restrict,
  topic_id uuid references topics deferrable initially deferred,
  subtopic text check (length(subtopic) <= 255),
  type text not null check (type in ('single-best-answer', 'multiple-answer', 'true-false', 'short-answer', 'essay', 'cloze')),
  stem text not null check (length(btrim(stem)) between 1 and 20000),
  options jsonb not null,
  hint text,
  images jsonb not null default '[]' check (jsonb_typeof(images) = 'array'),
  difficulty text not null default 'medium' check (difficulty in ('easy', 'medium', 'hard', 'nbme')),
  points numeric(6, 2) not null default 1 check (points > 0),
  origin text not null check (origin in ('hand-written', 'generated', 'imported')),
  generator text,
  quality_score real check (quality_score between 0 and 1),
  material_owner_id uuid,
  material_id uuid,
  section_index int,
  char_start int,
  char_end int,
  page_number int,
  quote text,
  -- As they were when the question was made: this room does not reach into the library.
  material_title text,
  heading_path text[],
  fact_key text,
  is_draft boolean not null default false,
  is_verified boolean not null default false,
  is_flagged boolean not null default false,
  flag_reason text check (length(flag_reason) <= 1000),
  is_active boolean not null default true,
  -- Its material was deleted, or no longer says this: kept, but not asked.
  is_retired boolean not null default false,
  version int not null default 1,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint options_fit_type check (app.question_options_valid(type, options)),
  check ((material_owner_id is null) = (material_id is null)),
  check (char_start is null or char_end > char_start)
);
create index questions_owner_material on questions (owner_id, material_id) where owner_id is not null;
create index questions_topic on questions (topic_id, difficulty) where is_active and not is_draft;
create unique index questions_fact_key on questions (owner_id, material_id, fact_key) where fact_key is not null;
select app.protect_owned('questions');

create table question_explanations (
  question_id uuid primary key references questions on delete cascade,
  owner_id uuid references users on delete cascade,
  correct_explanation text not null,
  incorrect_explanations jsonb not null default '{}' check (jsonb_typeof(incorrect_explanations) = 'object'),
  pathophysiology text,
  clinical_relevance text,
  reference_list jsonb not null default '[]' check (jsonb_typeof(reference_list) = 'array'),
  updated_at timestamptz not null default now()
);
create index question_explanations_owner on question_explanations (owner_id) where owner_id is not null;
select app.protect_owned('question_explanations');

create table question_versions (
  question_id uuid not null references questions on delete cascade,
  version int not null,
  owner_id uuid references users on delete cascade,
  editor_id uuid,
  snapshot jsonb not null,
  created_at timestamptz not null default now(),
  primary key (question_id, version)
);
create index question_versions_owner on question_versions (owner_id) where owner_id is not null;
select app.protect_owned('question_versions');

create view question_options with (security_invoker = true) as
  select q.id as question_id, o.ordinality::int as position, o.value ->> 'id' as option_id, o.value ->> 'text' as option_text,
    (o.value ->> 'isCorrect')::boolean as is_correct, o.value ->> 'rationale' as rationale
  from questions q cross join lateral jsonb_array_elements(q.options) with ordinality o;
grant select on question_options to studyin_app, studyin_system;

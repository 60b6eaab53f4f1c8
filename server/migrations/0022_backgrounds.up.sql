-- What learners tell about themselves, if they like: asked once after sign-up, changed in the settings. The lists are those of the page.
create table learner_backgrounds (
  user_id uuid primary key references users on delete cascade,
  experience_level text check (experience_level in ('beginner', 'intermediate', 'advanced', 'expert')),
  -- What follows is asked of those who do.
  studies_computing boolean,
  languages text[] not null default '{}'
    check (languages <@ array['Python', 'C++', 'JavaScript', 'Rust', 'Go', 'Java', 'MATLAB', 'Julia', 'Other']),
  frameworks text[] not null default '{}'
    check (frameworks <@ array['ROS', 'ROS 2', 'PyTorch', 'TensorFlow', 'Unity', 'Unreal Engine', 'Gazebo', 'Mujoco', 'Isaac Sim', 'Other']),
  compute_hardware text[] not null default '{}'
    check (compute_hardware <@ array['CPU only', 'NVIDIA GPU', 'AMD GPU', 'Apple Silicon (M1/M2)', 'NVIDIA Jetson', 'Google TPU', 'Other']),
  robotics_hardware text[] not null default '{}'
    check (robotics_hardware <@ array['None (simulation only)', 'Educational robot kit', 'Research robotic arm', 'Mobile robot', 'Humanoid robot', 'Custom hardware', 'Other']),
  -- open: begun; the page goes on where it was left.
  state text not null default 'open' check (state in ('open', 'skipped', 'done')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
select app.protect_personal('learner_backgrounds');

-- New cards a day, in all decks together. null: as many as the deck that allows most.
alter table learner_settings add column new_cards_per_day smallint check (new_cards_per_day between 0 and 999);

-- The base rollup: every zone's offset is a multiple of 15 minutes, so it answers calendar buckets of any zone exactly.
-- The session is part of the key: a user's events of a quarter of an hour nearly always share one, so it costs few rows
-- and makes distinct sessions exact too. session_id is all zeros for events without a session.
create table usage_quarter_hours (
  bucket timestamptz not null,
  event_type_id int not null,
  user_id int not null,
  session_id uuid not null,
  events int not null,
  errors int not null,
  timed int not null,
  duration_us bigint not null,
  max_duration_us bigint,
  primary key (bucket, event_type_id, user_id, session_id)
);
comment on column usage_quarter_hours.timed is 'events that have a duration';
comment on column usage_quarter_hours.max_duration_us is 'null where nothing was timed';

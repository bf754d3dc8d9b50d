-- Ingest/BatchTable: one batch on its way into the log; belongs to the writer's connection.
create temp table batch (
  position int not null,
  user_id int not null,
  event_type_id int not null,
  event_time timestamptz not null,
  id uuid not null,
  session_id uuid,
  duration_us bigint,
  is_error boolean not null,
  error_handled boolean,
  action_id text,
  description text,
  error_message text,
  error_stack text,
  parameters jsonb,
  client text,
  version text,
  group_ids int[],
  entity_ids bigint[],
  entity_roles text[]
) on commit delete rows

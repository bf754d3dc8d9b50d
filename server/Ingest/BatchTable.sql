-- Ingest/BatchTable: what is counted of one batch; belongs to the writer's connection.
create temp table batch (
  position int not null,
  user_id int not null,
  event_type_id int not null,
  event_time timestamptz not null,
  id uuid not null,
  session_id uuid,
  duration_us bigint,
  is_error boolean not null,
  client text,
  version text,
  path text,
  entity_ids bigint[],
  entity_roles text[]
) on commit delete rows

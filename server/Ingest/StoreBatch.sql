-- Ingest/StoreBatch: stores what is new of a batch, and counts exactly that.
-- Every upsert goes in the order of its key, so that two servers never wait for each other in a circle.
with recursive inserted as (
  insert into events (user_id, event_type_id, event_time, id, session_id, duration_us, is_error, error_handled, action_id,
                      description, error_message, error_stack, parameters)
  select user_id, event_type_id, event_time, id, session_id, duration_us, is_error, error_handled, action_id,
         description, error_message, error_stack, parameters
  from batch
  order by user_id, event_time, id
  on conflict do nothing
  returning user_id, event_type_id, event_time, id, session_id, duration_us, is_error
),
stored as materialized (
  select i.*, b.position, b.client, b.version, b.group_ids, b.entity_ids, b.entity_roles
  from inserted i
  join batch b using (user_id, event_time, id)
),
counted as (
  insert into usage_quarter_hours as u (bucket, event_type_id, user_id, session_id, events, errors, timed, duration_us, max_duration_us)
  select date_bin('15 minutes', event_time, '2000-01-01Z'), event_type_id, user_id,
         coalesce(session_id, '00000000-0000-0000-0000-000000000000'),
         count(*), count(*) filter (where is_error), count(duration_us), coalesce(sum(duration_us), 0), max(duration_us)
  from stored
  group by 1, 2, 3, 4
  order by 1, 2, 3, 4
  on conflict (bucket, event_type_id, user_id, session_id) do update set
    events = u.events + excluded.events,
    errors = u.errors + excluded.errors,
    timed = u.timed + excluded.timed,
    duration_us = u.duration_us + excluded.duration_us,
    max_duration_us = greatest(u.max_duration_us, excluded.max_duration_us)
),
acted as (
  insert into user_activity as a (event_type_id, user_id, events, errors, first_event_at, last_event_at)
  select event_type_id, user_id, count(*), count(*) filter (where is_error), min(event_time), max(event_time)
  from stored
  group by 1, 2
  order by 1, 2
  on conflict (event_type_id, user_id) do update set
    events = a.events + excluded.events,
    errors = a.errors + excluded.errors,
    first_event_at = least(a.first_event_at, excluded.first_event_at),
    last_event_at = greatest(a.last_event_at, excluded.last_event_at)
),
visited as (
  insert into sessions as s (user_id, id, started_at, last_event_at, events, errors, client, version)
  select user_id, session_id, min(event_time), max(event_time), count(*), count(*) filter (where is_error), max(client), max(version)
  from stored
  where session_id is not null
  group by 1, 2
  order by 1, 2
  on conflict (user_id, id) do update set
    started_at = least(s.started_at, excluded.started_at),
    last_event_at = greatest(s.last_event_at, excluded.last_event_at),
    events = s.events + excluded.events,
    errors = s.errors + excluded.errors,
    client = greatest(s.client, excluded.client),
    version = greatest(s.version, excluded.version)
),
seen as (
  select user_id, min(event_time) as first, max(event_time) as last from stored where user_id <> 0 group by 1
),
moved as (
  select u.id, s.first, s.last
  from users u
  join seen s on s.user_id = u.id
  where u.first_event_at is null or s.first < u.first_event_at or s.last > u.last_event_at
  order by u.id
  for no key update of u
),
active as (
  update users u
  set first_event_at = least(u.first_event_at, m.first), last_event_at = greatest(u.last_event_at, m.last)
  from moved m
  where m.id = u.id
),
member as (
  select distinct unnest(group_ids) as group_id, user_id from stored where user_id <> 0 and group_ids is not null
),
above (group_id, user_id) as (
  select group_id, user_id from member
  union
  select r.parent_id, a.user_id from above a join group_relations r on r.child_id = a.group_id
),
joined as (
  insert into group_members (group_id, user_id) select group_id, user_id from member order by 1, 2 on conflict do nothing
),
closed as (
  insert into group_users (group_id, user_id) select group_id, user_id from above order by 1, 2 on conflict do nothing
),
touched as (
  insert into event_entities (user_id, event_time, event_id, entity_id, role)
  select user_id, event_time, id, unnest(entity_ids), unnest(entity_roles) from stored where entity_ids is not null
  on conflict do nothing
)
select position from stored

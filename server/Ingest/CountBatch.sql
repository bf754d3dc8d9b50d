-- Ingest/CountBatch: counts a batch of events that are stored in the same transaction, each for the first time.
-- $1 and $2 are groups and the users who are in them according to the batch, each pair once.
-- Every upsert goes in the order of its key, so that two writers never wait for each other in a circle.
with recursive counted as materialized (
  select date_bin('15 minutes', event_time, '2000-01-03Z') as bucket, event_type_id, user_id,
    coalesce(session_id, '00000000-0000-0000-0000-000000000000') as session_id,
    count(*) as events, count(*) filter (where is_error) as errors, count(duration_us) as timed, coalesce(sum(duration_us), 0) as duration_us,
    max(duration_us) as max_duration_us, min(event_time) as first_event_at, max(event_time) as last_event_at,
    max(client) as client, max(version) as version
  from batch
  group by 1, 2, 3, 4
),
of_types as materialized (
  select date_bin('1 day', event_time, '2000-01-03Z') as bucket, event_type_id, user_id >> 16 as user_shard,
    count(*) as events, count(*) filter (where is_error) as errors, count(duration_us) as timed, coalesce(sum(duration_us), 0) as duration_us,
    max(duration_us) as max_duration_us, sum(duration_histogram(duration_us)) as durations
  from batch
  group by 1, 2, 3
),
totals as materialized (
  select bucket, user_id >> 12 as user_block, sum(events) as events, sum(errors) as errors, sum(timed) as timed,
    sum(duration_us) as duration_us, max(max_duration_us) as max_duration_us, bit_or(user_set(user_id)) as users
  from counted
  group by 1, 2
),
quarter_hours as (
  insert into usage_quarter_hours as u (bucket, event_type_id, user_id, session_id, events, errors, timed, duration_us, max_duration_us)
  select bucket, event_type_id, user_id, session_id, events, errors, timed, duration_us, max_duration_us
  from counted
  order by 1, 2, 3, 4
  on conflict (bucket, event_type_id, user_id, session_id) do update set
    events = u.events + excluded.events,
    errors = u.errors + excluded.errors,
    timed = u.timed + excluded.timed,
    duration_us = u.duration_us + excluded.duration_us,
    max_duration_us = greatest(u.max_duration_us, excluded.max_duration_us)
),
user_days as (
  insert into usage_user_days as u (user_id, bucket, event_type_id, events, errors, timed, duration_us, max_duration_us)
  select user_id, date_bin('1 day', bucket, '2000-01-03Z'), event_type_id,
    sum(events), sum(errors), sum(timed), sum(duration_us), max(max_duration_us)
  from counted
  group by 1, 2, 3
  order by 1, 2, 3
  on conflict (user_id, bucket, event_type_id) do update set
    events = u.events + excluded.events,
    errors = u.errors + excluded.errors,
    timed = u.timed + excluded.timed,
    duration_us = u.duration_us + excluded.duration_us,
    max_duration_us = greatest(u.max_duration_us, excluded.max_duration_us)
),
session_days as (
  insert into usage_session_days as u (bucket, session_id, user_id, events, errors, timed, duration_us, max_duration_us)
  select date_bin('1 day', bucket, '2000-01-03Z'), session_id, user_id,
    sum(events), sum(errors), sum(timed), sum(duration_us), max(max_duration_us)
  from counted
  group by 1, 2, 3
  order by 1, 2, 3
  on conflict (bucket, session_id, user_id) do update set
    events = u.events + excluded.events,
    errors = u.errors + excluded.errors,
    timed = u.timed + excluded.timed,
    duration_us = u.duration_us + excluded.duration_us,
    max_duration_us = greatest(u.max_duration_us, excluded.max_duration_us)
),
user_weeks as (
  insert into usage_user_weeks as u (bucket, user_id, events, errors, timed, duration_us, max_duration_us)
  select date_bin('7 days', bucket, '2000-01-03Z'), user_id, sum(events), sum(errors), sum(timed), sum(duration_us), max(max_duration_us)
  from counted
  group by 1, 2
  order by 1, 2
  on conflict (bucket, user_id) do update set
    events = u.events + excluded.events,
    errors = u.errors + excluded.errors,
    timed = u.timed + excluded.timed,
    duration_us = u.duration_us + excluded.duration_us,
    max_duration_us = greatest(u.max_duration_us, excluded.max_duration_us)
),
user_four_weeks as (
  insert into usage_user_four_weeks as u (bucket, user_id, events, errors, timed, duration_us, max_duration_us)
  select date_bin('28 days', bucket, '2000-01-03Z'), user_id, sum(events), sum(errors), sum(timed), sum(duration_us), max(max_duration_us)
  from counted
  group by 1, 2
  order by 1, 2
  on conflict (bucket, user_id) do update set
    events = u.events + excluded.events,
    errors = u.errors + excluded.errors,
    timed = u.timed + excluded.timed,
    duration_us = u.duration_us + excluded.duration_us,
    max_duration_us = greatest(u.max_duration_us, excluded.max_duration_us)
),
package_days as (
  insert into usage_package_days as u (bucket, package_id, user_block, events, errors, timed, duration_us, max_duration_us, users)
  select date_bin('1 day', c.bucket, '2000-01-03Z'), t.package_id, c.user_id >> 12,
    sum(c.events), sum(c.errors), sum(c.timed), sum(c.duration_us), max(c.max_duration_us), bit_or(user_set(c.user_id))
  from counted c
  join event_types t on t.id = c.event_type_id
  group by 1, 2, 3
  order by 1, 2, 3
  on conflict (bucket, package_id, user_block) do update set
    events = u.events + excluded.events,
    errors = u.errors + excluded.errors,
    timed = u.timed + excluded.timed,
    duration_us = u.duration_us + excluded.duration_us,
    max_duration_us = greatest(u.max_duration_us, excluded.max_duration_us),
    users = u.users | excluded.users
),
day_totals as (
  insert into usage_day_totals as u (bucket, user_block, events, errors, timed, duration_us, max_duration_us, users)
  select date_bin('1 day', bucket, '2000-01-03Z'), user_block,
    sum(events), sum(errors), sum(timed), sum(duration_us), max(max_duration_us), bit_or(users)
  from totals
  group by 1, 2
  order by 1, 2
  on conflict (bucket, user_block) do update set
    events = u.events + excluded.events,
    errors = u.errors + excluded.errors,
    timed = u.timed + excluded.timed,
    duration_us = u.duration_us + excluded.duration_us,
    max_duration_us = greatest(u.max_duration_us, excluded.max_duration_us),
    users = u.users | excluded.users
),
quarter_hour_totals as (
  insert into usage_quarter_hour_totals as u (bucket, user_block, events, errors, timed, duration_us, max_duration_us, users)
  select bucket, user_block, events, errors, timed, duration_us, max_duration_us, users
  from totals
  order by 1, 2
  on conflict (bucket, user_block) do update set
    events = u.events + excluded.events,
    errors = u.errors + excluded.errors,
    timed = u.timed + excluded.timed,
    duration_us = u.duration_us + excluded.duration_us,
    max_duration_us = greatest(u.max_duration_us, excluded.max_duration_us),
    users = u.users | excluded.users
),
type_days as (
  insert into usage_type_days as u (bucket, event_type_id, user_shard, events, errors, timed, duration_us, max_duration_us, durations)
  select bucket, event_type_id, user_shard, events, errors, timed, duration_us, max_duration_us, durations
  from of_types
  order by 1, 2, 3
  on conflict (bucket, event_type_id, user_shard) do update set
    events = u.events + excluded.events,
    errors = u.errors + excluded.errors,
    timed = u.timed + excluded.timed,
    duration_us = u.duration_us + excluded.duration_us,
    max_duration_us = greatest(u.max_duration_us, excluded.max_duration_us),
    durations = case when u.durations is null then excluded.durations when excluded.durations is null then u.durations
      else u.durations + excluded.durations end
),
type_weeks as (
  insert into usage_type_weeks as u (bucket, event_type_id, user_shard, events, errors, timed, duration_us, max_duration_us, durations)
  select date_bin('7 days', bucket, '2000-01-03Z'), event_type_id, user_shard,
    sum(events), sum(errors), sum(timed), sum(duration_us), max(max_duration_us), sum(durations)
  from of_types
  group by 1, 2, 3
  order by 1, 2, 3
  on conflict (bucket, event_type_id, user_shard) do update set
    events = u.events + excluded.events,
    errors = u.errors + excluded.errors,
    timed = u.timed + excluded.timed,
    duration_us = u.duration_us + excluded.duration_us,
    max_duration_us = greatest(u.max_duration_us, excluded.max_duration_us),
    durations = case when u.durations is null then excluded.durations when excluded.durations is null then u.durations
      else u.durations + excluded.durations end
),
path_days as (
  insert into usage_path_days as u (bucket, event_type_id, path, user_id, events, first_event_at, last_event_at)
  select date_bin('1 day', event_time, '2000-01-03Z'), event_type_id, path, user_id, count(*), min(event_time), max(event_time)
  from batch
  where path is not null
  group by 1, 2, 3, 4
  order by 1, 2, 3, 4
  on conflict (bucket, event_type_id, path, user_id) do update set
    events = u.events + excluded.events,
    first_event_at = least(u.first_event_at, excluded.first_event_at),
    last_event_at = greatest(u.last_event_at, excluded.last_event_at)
),
acted as (
  insert into user_activity as a (event_type_id, user_id, events, errors, first_event_at, last_event_at)
  select event_type_id, user_id, sum(events), sum(errors), min(first_event_at), max(last_event_at)
  from counted
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
  select user_id, session_id, min(first_event_at), max(last_event_at), sum(events), sum(errors), max(client), max(version)
  from counted
  where session_id <> '00000000-0000-0000-0000-000000000000'
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
  select user_id, min(first_event_at) as first, max(last_event_at) as last from counted where user_id <> 0 group by 1
),
moved as (
  select u.id, s.first, s.last, u.registered_at is null and s.first < u.first_event_at as was_seen_earlier
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
  select * from unnest($1::int[], $2::int[]) as m (group_id, user_id)
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
  returning user_id
),
-- Rare, so that batches hardly ever meet here. Counted instead of "exists", which would lock this row amid the rows of the groups.
registry as (
  insert into registry_version as r (one, version)
  select true, 1
  where (select count(*) from closed) + (select count(*) from moved where was_seen_earlier) > 0
  on conflict (one) do update set version = r.version + 1
),
touched as (
  insert into event_entities (user_id, event_time, event_id, entity_id, role)
  select user_id, event_time, id, unnest(entity_ids), unnest(entity_roles) from batch where entity_ids is not null
  on conflict do nothing
)
select

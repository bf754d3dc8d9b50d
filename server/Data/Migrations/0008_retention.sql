-- Single events are dropped by age, whole months at a time; what was counted of them stays.
create table retention (
  one boolean primary key default true check (one),
  events_since timestamptz not null,
  dropped_at timestamptz
);
insert into retention (events_since) values ('-infinity');
comment on column retention.events_since is 'events before it are gone, and none is stored any more; -infinity when nothing was dropped';
comment on column retention.dropped_at is 'when it was moved last; null when never';

-- How many events of a thing can still be listed.
alter table user_activity
  add column dropped bigint not null default 0,
  add column kept bigint not null generated always as (events - dropped) stored;
comment on column user_activity.dropped is 'events that are counted here and gone by age';
comment on column user_activity.kept is 'events that are still in the log';

create or replace function entity_activity(touched_id bigint) returns setof user_activity language sql stable as $$
  select e.event_type_id, e.user_id, count(*), count(*) filter (where e.is_error), min(e.event_time), max(e.event_time), 0::bigint, count(*)
  from (select distinct user_id, event_time, event_id from event_entities where entity_id = touched_id) x
  join events e on e.user_id = x.user_id and e.event_time = x.event_time and e.id = x.event_id
  group by 1, 2
$$;

create or replace function session_activity(owner_id int, client_id uuid) returns setof user_activity language sql stable as $$
  select e.event_type_id, e.user_id, count(*), count(*) filter (where e.is_error), min(e.event_time), max(e.event_time), 0::bigint, count(*)
  from sessions s
  join events e on e.user_id = s.user_id and e.session_id = s.id and e.event_time between s.started_at and s.last_event_at
  where s.user_id = owner_id and s.id = client_id
  group by 1, 2
$$;

-- What each user did, all time: one row for each kind of event. Lists of activity, first and last times, and the number of a thing's events
-- come from it without looking at single events.
create table user_activity (
  event_type_id int not null,
  user_id int not null,
  events bigint not null,
  errors bigint not null,
  first_event_at timestamptz not null,
  last_event_at timestamptz not null,
  primary key (event_type_id, user_id)
);
-- What did this user do?
create index user_activity_user_idx on user_activity (user_id, event_type_id);

insert into user_activity (event_type_id, user_id, events, errors, first_event_at, last_event_at)
select event_type_id, user_id, count(*), count(*) filter (where is_error), min(event_time), max(event_time)
from events
group by 1, 2;

-- The same for one object, from the events that touched it; one that plays two roles in an event is touched once.
create function entity_activity(touched_id bigint) returns setof user_activity language sql stable as $$
  select e.event_type_id, e.user_id, count(*), count(*) filter (where e.is_error), min(e.event_time), max(e.event_time)
  from (select distinct user_id, event_time, event_id from event_entities where entity_id = touched_id) x
  join events e on e.user_id = x.user_id and e.event_time = x.event_time and e.id = x.event_id
  group by 1, 2
$$;

-- The same for one session of one user.
create function session_activity(owner_id int, client_id uuid) returns setof user_activity language sql stable as $$
  select e.event_type_id, e.user_id, count(*), count(*) filter (where e.is_error), min(e.event_time), max(e.event_time)
  from sessions s
  join events e on e.user_id = s.user_id and e.session_id = s.id and e.event_time between s.started_at and s.last_event_at
  where s.user_id = owner_id and s.id = client_id
  group by 1, 2
$$;

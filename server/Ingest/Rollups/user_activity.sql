-- Rollups: what users did, all time, counted from the events of some users.
select event_type_id, user_id, count(*) as events, count(*) filter (where is_error) as errors, min(event_time) as first_event_at,
  max(event_time) as last_event_at
from events
where user_id >= $1 and user_id < $2
group by 1, 2

-- Rollups: when users were first and last seen, from the events of some of them. Nobody is not seen.
select user_id as id, min(event_time) as first_event_at, max(event_time) as last_event_at
from events
where user_id >= $1 and user_id < $2 and user_id <> 0
group by 1

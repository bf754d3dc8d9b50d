-- Rollups: sessions, counted from the events of some users. Client and version are told by senders and stand nowhere else.
select user_id, session_id as id, min(event_time) as started_at, max(event_time) as last_event_at, count(*) as events,
  count(*) filter (where is_error) as errors
from events
where user_id >= $1 and user_id < $2 and session_id is not null
group by 1, 2

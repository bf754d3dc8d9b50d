-- Rollups: quarters of an hour by kind, user and session, counted from the events of a range.
select date_bin('15 minutes', event_time, '2000-01-03Z') as bucket, event_type_id, user_id,
  coalesce(session_id, '00000000-0000-0000-0000-000000000000') as session_id,
  count(*) as events, count(*) filter (where is_error) as errors, count(duration_us) as timed, coalesce(sum(duration_us), 0) as duration_us,
  max(duration_us) as max_duration_us
from events
where event_time >= $1 and event_time < $2
group by 1, 2, 3, 4

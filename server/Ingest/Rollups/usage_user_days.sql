-- Rollups: days of users by kind, counted from the events of a range.
select user_id, date_bin('1 day', event_time, '2000-01-03Z') as bucket, event_type_id,
  count(*) as events, count(*) filter (where is_error) as errors, count(duration_us) as timed, coalesce(sum(duration_us), 0) as duration_us,
  max(duration_us) as max_duration_us
from events
where event_time >= $1 and event_time < $2
group by 1, 2, 3

-- Rollups: days with all that was done in them, and their sets of users, counted from the events of a range.
select date_bin('1 day', event_time, '2000-01-03Z') as bucket, user_id >> 12 as user_block,
  count(*) as events, count(*) filter (where is_error) as errors, count(duration_us) as timed, coalesce(sum(duration_us), 0) as duration_us,
  max(duration_us) as max_duration_us, bit_or(user_set(user_id)) as users
from events
where event_time >= $1 and event_time < $2
group by 1, 2

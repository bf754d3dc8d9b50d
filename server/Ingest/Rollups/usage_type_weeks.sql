-- Rollups: weeks of kinds, with the histograms of durations, counted from the events of a range.
select date_bin('7 days', event_time, '2000-01-03Z') as bucket, event_type_id, user_id >> 16 as user_shard,
  count(*) as events, count(*) filter (where is_error) as errors, count(duration_us) as timed, coalesce(sum(duration_us), 0) as duration_us,
  max(duration_us) as max_duration_us, sum(duration_histogram(duration_us)) as durations
from events
where event_time >= $1 and event_time < $2
group by 1, 2, 3

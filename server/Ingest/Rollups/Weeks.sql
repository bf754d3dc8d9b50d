-- Rollups: the weeks in which something was logged or counted. Events are not read one by one: from each week the next one is looked up.
with recursive logged (week) as (
  select date_bin('7 days', min(event_time), '2000-01-03Z') from events where event_time >= $1 and event_time < $2
  union all
  select date_bin('7 days', next.event_time, '2000-01-03Z')
  from logged, lateral (
    select min(event_time) as event_time from events where event_time >= week + interval '168 hours' and event_time < $2
  ) next
  where week is not null
)
select week from logged where week is not null
union select date_bin('7 days', bucket, '2000-01-03Z') from usage_quarter_hours where bucket >= $1 and bucket < $2
union select date_bin('7 days', bucket, '2000-01-03Z') from usage_user_days where bucket >= $1 and bucket < $2
union select date_bin('7 days', bucket, '2000-01-03Z') from usage_session_days where bucket >= $1 and bucket < $2
union select date_bin('7 days', bucket, '2000-01-03Z') from usage_user_weeks where bucket >= $1 and bucket < $2
union select date_bin('7 days', bucket, '2000-01-03Z') from usage_package_days where bucket >= $1 and bucket < $2
union select date_bin('7 days', bucket, '2000-01-03Z') from usage_path_days where bucket >= $1 and bucket < $2
union select date_bin('7 days', bucket, '2000-01-03Z') from usage_type_days where bucket >= $1 and bucket < $2
union select date_bin('7 days', bucket, '2000-01-03Z') from usage_type_weeks where bucket >= $1 and bucket < $2
union select date_bin('7 days', bucket, '2000-01-03Z') from usage_day_totals where bucket >= $1 and bucket < $2
union select date_bin('7 days', bucket, '2000-01-03Z') from usage_quarter_hour_totals where bucket >= $1 and bucket < $2
order by 1

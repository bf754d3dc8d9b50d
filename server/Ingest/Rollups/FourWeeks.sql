-- Rollups: the stretches of four weeks in which something was counted.
select distinct bucket from usage_user_four_weeks where bucket >= $1 and bucket < $2 order by 1

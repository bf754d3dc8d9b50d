-- Ingest/Duplicates: which events of the batch are in the log? Between its first and last time, so that few partitions are looked at;
-- "offset 0" keeps the planner from anything but looking each one up.
select b.position
from batch b
cross join lateral (
  select from events e
  where e.user_id = b.user_id and e.event_time = b.event_time and e.id = b.id and e.event_time between $1 and $2
  offset 0
) as found

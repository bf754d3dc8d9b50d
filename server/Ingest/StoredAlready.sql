-- Ingest/StoredAlready: which of these events are in the log?
select k.position
from unnest($1::int[], $2::text[], $3::timestamptz[], $4::uuid[]) as k (position, login, event_time, id)
left join users u on u.login = k.login
join events e
  on e.user_id = case when k.login is null then 0 else u.id end
  and e.event_time = k.event_time
  and e.id = k.id
  and e.event_time between $5 and $6

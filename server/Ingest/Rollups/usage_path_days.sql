-- Rollups: days of menu items, dialogs and commands, counted from the events of a range.
select date_bin('1 day', e.event_time, '2000-01-03Z') as bucket, e.event_type_id, ui_path(t.source, t.name, e.description) as path, e.user_id,
  count(*) as events, min(e.event_time) as first_event_at, max(e.event_time) as last_event_at
from events e
join event_types t on t.id = e.event_type_id
where e.event_time >= $1 and e.event_time < $2 and ui_path(t.source, t.name, e.description) is not null
group by 1, 2, 3, 4

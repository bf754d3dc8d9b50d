-- Menu items, dialogs and commands by the path on the screen, which is what such events are described by. A number in it says which row or
-- object was meant, and makes no other menu item; what is longer than people read on a menu is no path.
create function ui_path(source text, name text, description text) returns text language sql immutable parallel safe as $$
  select case when source = 'usage' and name in ('menu click', 'dialog show', 'command') and octet_length(description) <= 500
    then regexp_replace(description, '[0-9]+', '#', 'g') end
$$;

-- Who opened them, by day.
create table usage_path_days (
  bucket timestamptz not null,
  event_type_id int not null,
  path text not null,
  user_id int not null,
  events int not null,
  first_event_at timestamptz not null,
  last_event_at timestamptz not null,
  primary key (bucket, event_type_id, path, user_id)
);

insert into usage_path_days
select date_bin('1 day', e.event_time, '2000-01-03Z'), e.event_type_id, ui_path(t.source, t.name, e.description), e.user_id, count(*),
  min(e.event_time), max(e.event_time)
from events e
join event_types t on t.id = e.event_type_id
where ui_path(t.source, t.name, e.description) is not null
group by 1, 2, 3, 4
order by 1, 2, 3, 4;

-- A value is found by the name of its parameter, and compared as a number where it is one.
create or replace view event_parameter_values as
select e.id as event_id, e.user_id, e.event_time, p.id as parameter_id, v.value #>> '{}' as value, p.direction, p.name,
  case jsonb_typeof(v.value) when 'number' then v.value::double precision end as number
from events e
cross join lateral (values ('input', 'inputs'), ('output', 'outputs'), ('other', 'other')) as d (direction, member)
cross join lateral jsonb_each(coalesce(e.parameters -> d.member, '{}')) as v (name, value)
join event_parameters p on p.event_type_id = e.event_type_id and p.direction = d.direction and p.name = v.name;

-- Which objects belong to this package? Which groups contain this one?
create index entities_package_idx on entities (package_id) where package_id is not null;
create index group_relations_child_idx on group_relations (child_id);

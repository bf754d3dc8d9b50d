-- The inputs or outputs of an event as rows: a text as it is and everything else as JSON; a number also as one. PostgreSQL puts the body in
-- the place of the call, so that no look-up is needed for each event. member is inputs, outputs or other.
create function parameter_values(parameters jsonb, member text)
returns table (name text, value text, number double precision) language sql immutable parallel safe rows 5 as $$
  select v.name, v.value #>> '{}', case jsonb_typeof(v.value) when 'number' then v.value::double precision end
  from jsonb_each(parameters -> member) as v (name, value)
$$;

-- One of them by its name: no row need be made of the others.
create function parameter_exists(parameters jsonb, member text, name text) returns boolean language sql immutable parallel safe as $$
  select coalesce(jsonb_exists(parameters -> member, name), false)
$$;

create function parameter_value(parameters jsonb, member text, name text) returns text language sql immutable parallel safe as $$
  select parameters -> member ->> name
$$;

create function parameter_number(parameters jsonb, member text, name text) returns double precision language sql immutable parallel safe as $$
  select case jsonb_typeof(parameters -> member -> name) when 'number' then (parameters -> member -> name)::double precision end
$$;

-- All of them as one text: equal where they are the same, in whatever order they were sent.
create function parameter_group(parameters jsonb, member text) returns text language sql immutable parallel safe as $$
  select coalesce(parameters -> member, '{}')::text
$$;

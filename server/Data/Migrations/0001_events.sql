-- People.
create table users (
  id int generated always as identity primary key,
  login text not null,
  name text,
  registered_at timestamptz,
  first_event_at timestamptz,
  last_event_at timestamptz,
  constraint users_login_key unique (login)
);
-- User 0 is nobody, the unknown member of the dimension: anonymous events carry it and keep their place in every join.
-- It never counts as a user, and no sender can name it.
insert into users (id, login) overriding system value values (0, '');

create table groups (
  id int generated always as identity primary key,
  name text not null,
  constraint groups_name_key unique (name)
);

create table group_relations (
  parent_id int not null references groups,
  child_id int not null references groups,
  primary key (parent_id, child_id),
  check (parent_id <> child_id)
);

create table group_members (
  group_id int not null references groups,
  user_id int not null references users,
  primary key (group_id, user_id)
);

-- The closure of members over nested groups: a group filter is one join, never a recursive walk.
create table group_users (
  group_id int not null references groups,
  user_id int not null references users,
  primary key (group_id, user_id)
);
-- Which groups is this user in?
create index group_users_user_idx on group_users (user_id, group_id);

-- What the platform offers. Known things stay, also when nobody uses them.
create table packages (
  id int generated always as identity primary key,
  name text not null,
  category text,
  constraint packages_name_key unique (name)
);

create table package_versions (
  package_id int not null references packages,
  version text not null,
  published_at timestamptz,
  primary key (package_id, version)
);

create table functions (
  id int generated always as identity primary key,
  package_id int not null references packages,
  name text not null,
  kind text not null default 'function',
  description text,
  tags text[] not null default '{}',
  inputs jsonb not null default '[]',
  outputs jsonb not null default '[]',
  constraint functions_name_key unique (package_id, name)
);
comment on column functions.inputs is 'declared inputs in order: [{"name": "smiles", "type": "string"}, …]; outputs likewise';

-- Objects that actions touch: files, tables, queries, projects, …
create table entities (
  id bigint generated always as identity primary key,
  type text not null,
  key text not null,
  name text not null,
  package_id int references packages,
  constraint entities_key_key unique (type, key)
);
comment on column entities.key is 'the platform''s own id of the object, unique within its type';

create table errors (
  id int generated always as identity primary key,
  signature text not null,
  message text not null,
  constraint errors_signature_key unique (signature)
);
comment on column errors.signature is 'version of the algorithm, a colon, the digest';
comment on column errors.message is 'the message of the first occurrence';

-- What happened, in two grains: the name that people know, and the kind that it is counted by.
create table event_names (
  id int generated always as identity primary key,
  source text not null,
  name text not null,
  constraint event_names_name_key unique (source, name)
);

create table event_types (
  id int generated always as identity primary key,
  event_name_id int not null references event_names,
  source text not null,
  name text not null,
  package_id int not null references packages,
  function_id int references functions,
  error_id int references errors,
  constraint event_types_kind_key unique nulls not distinct (event_name_id, package_id, function_id, error_id)
);
create index event_types_package_idx on event_types (package_id);
create index event_types_function_idx on event_types (function_id) where function_id is not null;
create index event_types_error_idx on event_types (error_id) where error_id is not null;

create table event_parameters (
  id int generated always as identity primary key,
  event_type_id int not null references event_types,
  direction text not null check (direction in ('input', 'output', 'other')),
  name text not null,
  type text not null,
  constraint event_parameters_name_key unique (event_type_id, direction, name)
);
comment on column event_parameters.type is 'the JSON type first seen: string, number, boolean, object, array';

-- Everything below grows and carries user_id, so that it can be distributed by it.
create table sessions (
  user_id int not null,
  id uuid not null,
  started_at timestamptz not null,
  last_event_at timestamptz not null,
  events int not null,
  errors int not null,
  client text,
  version text,
  primary key (user_id, id)
);
-- Lists of sessions, newest first.
create index sessions_started_idx on sessions (started_at, user_id, id);

create table events (
  user_id int not null,
  event_type_id int not null,
  event_time timestamptz not null,
  id uuid not null,
  session_id uuid,
  duration_us bigint,
  is_error boolean not null,
  error_handled boolean,
  action_id text,
  description text,
  error_message text,
  error_stack text,
  parameters jsonb,
  primary key (user_id, event_time, id)
) partition by range (event_time);
-- The log, newest first.
create index events_time_idx on events (event_time, user_id, id);
-- The rows behind a package, a function, a source or an error.
create index events_type_idx on events (event_type_id, event_time);
comment on column events.duration_us is 'microseconds, so that sums are exact';
comment on column events.parameters is '{"inputs": {…}, "outputs": {…}, "other": {…}}; absent members are empty';

create table event_entities (
  user_id int not null,
  event_time timestamptz not null,
  event_id uuid not null,
  entity_id bigint not null,
  role text not null check (role in ('subject', 'input', 'output')),
  primary key (user_id, event_time, event_id, entity_id, role)
) partition by range (event_time);
-- What happened to this object?
create index event_entities_entity_idx on event_entities (entity_id, event_time);

-- Months are made as events need them; stray old times share one partition, so that they cannot make partitions without bound.
create table events_before_2015 partition of events for values from (minvalue) to ('2015-01-01Z');
create table event_entities_before_2015 partition of event_entities for values from (minvalue) to ('2015-01-01Z');

-- The relational form of events.parameters that analysts expect, without storing it twice.
create view event_parameter_values as
select e.id as event_id, e.user_id, e.event_time, p.id as parameter_id, v.value #>> '{}' as value
from events e
cross join lateral (values ('input', 'inputs'), ('output', 'outputs'), ('other', 'other')) as d (direction, member)
cross join lateral jsonb_each(coalesce(e.parameters -> d.member, '{}')) as v (name, value)
join event_parameters p on p.event_type_id = e.event_type_id and p.direction = d.direction and p.name = v.name;

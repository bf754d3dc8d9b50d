-- What is logged, for whom. Rows are only added: the last one of a target that has not ended holds, all of them are its history.
create table logging_rules (
  id bigint generated always as identity primary key,
  set_at timestamptz not null,
  set_by text not null,
  target text not null check (target in ('everyone', 'group', 'user', 'package')),
  group_id int references groups,
  user_id int references users,
  package_id int references packages,
  mode text not null check (mode in ('standard', 'verbose', 'custom', 'inherit')),
  levels text[] not null default '{}',
  types jsonb not null default '{}',
  reason text,
  ends_at timestamptz,
  check ((target = 'group') = (group_id is not null)),
  check ((target = 'user') = (user_id is not null)),
  check ((target = 'package') = (package_id is not null)),
  check (ends_at is null or reason is not null)
);
comment on column logging_rules.set_by is 'as the client says: there is no sign-in';
comment on column logging_rules.types is 'by type of event: true, false, or a selector of what in a page is logged';
